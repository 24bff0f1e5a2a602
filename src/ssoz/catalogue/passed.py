# SPDX-License-Identifier: EUPL-1.2
"""Forms of `forms/` that are known to have passed the whole gate: `./ssoz forms check` writes their seals down."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

FORMS = Path(__file__).resolve().parents[3] / "forms"
PASSED = FORMS / "passed.txt"


@cache
def passed_seals(path: Path = PASSED) -> frozenset[str]:
    return frozenset(line.split()[0] for line in path.read_text(encoding="utf-8").splitlines())


def write_seals(seals: Iterable[tuple[str, str]], path: Path = PASSED) -> None:
    """Seals with the files they are of; a file that says so already is left alone."""
    told = "".join(f"{seal} {file}\n" for seal, file in seals)
    if not path.exists() or path.read_text(encoding="utf-8") != told:
        path.write_text(told, encoding="utf-8")
        passed_seals.cache_clear()
