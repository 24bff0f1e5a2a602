# SPDX-License-Identifier: EUPL-1.2
"""The files the rules are about: those git keeps or would keep."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Finding:
    """What is wrong, and where."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@cache
def files() -> tuple[Path, ...]:
    """Return all files of the project, relative to its root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return tuple(Path(line) for line in sorted(set(listed)) if (ROOT / line).is_file())


def modules(*tops: str) -> Iterator[Path]:
    """Return Python modules below the folders, migrations aside."""
    for path in files():
        if path.suffix == ".py" and path.parts[0] in tops and "migrations" not in path.parts:
            yield path


def text(path: Path) -> str:
    """Return what a file of the project says."""
    return (ROOT / path).read_text(encoding="utf-8")
