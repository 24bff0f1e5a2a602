# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.architecture.check`: everything that can be said about the code without running it.

All steps run, whatever the earlier ones found; what failed is told at the end, a line each.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.rules import all_findings, sizes
from tests.architecture.sources import ROOT

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Step:
    """A named question; `ask` returns what is wrong, nothing when all is well."""

    name: str
    ask: Callable[[], list[str]]


def tool(*words: str) -> Callable[[], list[str]]:
    """Return a question answered by a program's exit code and words."""

    def ask() -> list[str]:
        command = [str(BIN / words[0]), *words[1:]]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        said = [line for line in (done.stdout + done.stderr).splitlines() if any(map(str.isalnum, line))]
        return (said or [f"exit code {done.returncode}"]) if done.returncode else []

    return ask


def rules() -> list[str]:
    """Sizes, licence lines, lock files, names."""
    return [str(finding) for finding in all_findings()]


def drift() -> list[str]:
    """Documents printed from the code."""
    import django

    from tests.architecture.generated import drift as differences

    django.setup()
    return [str(finding) for finding in differences()]


STEPS = (
    Step("format", tool("ruff", "format", "--check", ".")),
    Step("lint", tool("ruff", "check", "--output-format", "concise", ".")),
    Step("licences", tool("reuse", "lint", "--lines")),
    Step("rules", rules),
    Step("imports", tool("lint-imports")),
    Step("migrations", tool("python", "-m", "django", "makemigrations", "--check", "--dry-run")),
    Step("system", tool("python", "-m", "django", "check", "--fail-level", "WARNING")),
    Step("generated documents", drift),
    Step("types", tool("mypy")),
)


def main(wanted: list[str]) -> int:
    """Ask all (or the named) questions; returns 1 if any found something."""
    failed: dict[str, list[str]] = {}
    with database():
        for step in STEPS:
            if wanted and step.name not in wanted:
                continue
            begun = time.perf_counter()
            if problems := step.ask():
                failed[step.name] = problems
            mark = "✗" if problems else "✓"
            print(f"{mark} {step.name} ({time.perf_counter() - begun:.1f} s)", flush=True)
    for name, problems in failed.items():
        print(f"\n{name}:")
        for problem in problems:
            print(f"  {problem}")
    code, tests = sizes()
    print(
        f"\n{code} lines of code, {tests} of tests ({tests / code:.1f} ×); {len(failed)} of {len(STEPS)} checks failed"
    )
    return 1 if failed else 0


@contextmanager
def database() -> Iterator[None]:
    """A database for the questions that ask one."""
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ssoz.conf.settings")
    if "DATABASE_URL" in os.environ:
        yield
        return
    from shared.postgres.server import running

    with tempfile.TemporaryDirectory(prefix="ssoz-check-") as place:
        Path(place).chmod(0o755)
        with running(Path(place), durable=False) as server:
            os.environ["DATABASE_URL"] = server.url
            yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
