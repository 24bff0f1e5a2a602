# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.mutation [engine.answers…]`: would the tests notice if the engine were wrong?

mutmut changes one operator, constant or argument at a time and runs the tests that reach it. A change that no test
notices is a survivor. Survivors that mean nothing (the program is the same, or only slower) stand in survivors.toml
with the reason; any other fails the run. A second run looks only at functions that have changed.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = ROOT / ".mutation"
REASONS = Path(__file__).with_name("survivors.toml")
TESTS = ("tests/unit/engine", "tests/spec", "tests/generative/test_answers.py", "tests/generative/test_back_ends.py")
COPIED = ("src", "tests", "forms", "seeds", "docs")
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/engine/answers/*", "src/engine/checks/*"]
also_copy = ["src", "forms", "seeds", "docs"]
pytest_add_cli_args_test_selection = [{tests}]
pytest_add_cli_args = ["-p", "no:xdist", "-p", "no:django", "-q", "-k", "not what_the_reference_says and not fault"]
[tool.pytest.ini_options]
pythonpath = ["src", "."]
markers = ["browser: not here"]
"""
# The same examples for each mutant, and no database: the engine needs none.
CONFTEST = """
from hypothesis import settings
settings.register_profile("mutation", derandomize=True, database=None, deadline=None)
settings.load_profile("mutation")
"""


@dataclass(frozen=True)
class Survivor:
    """A change that no test noticed: in which function, which lines went and which came."""

    name: str
    was: str
    now: str

    @property
    def function(self) -> str:
        """`engine.answers.values.parse_cell`, a method as `….Sheet.added`."""
        module, _, rest = self.name.rpartition(".")
        return (
            f"{module}.{re.sub(r'__mutmut_[0-9]+$', '', rest).removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"
        )

    def __str__(self) -> str:
        return f'\n[[survivor]]\nfunction = "{self.function}"\nwas = {quoted(self.was)}\nnow = {quoted(self.now)}'


@dataclass(frozen=True)
class Reason:
    """Why a survivor means nothing; `function`, `was` and `now` may hold *."""

    function: str
    was: str
    now: str
    why: str

    def covers(self, survivor: Survivor) -> bool:
        """Is this the survivor that is excused?"""
        pairs = ((survivor.function, self.function), (survivor.was, self.was), (survivor.now, self.now))
        return all(found == asked or fnmatchcase(found, asked.replace("[", "[[]")) for found, asked in pairs)


def main(packages: list[str]) -> int:
    """Run all mutants of the packages; 1 where one survives without a reason."""
    prepare()
    mutmut("run", "--max-children", str(os.cpu_count() or 1), *(f"{package}.*" for package in packages), shown=True)
    found = list(survivors())
    reasons = [Reason(**entry) for entry in tomllib.loads(REASONS.read_text(encoding="utf-8")).get("survivor", [])]
    unexplained = [one for one in found if not any(reason.covers(one) for reason in reasons)]
    idle = [reason for reason in reasons if not packages and not any(reason.covers(one) for one in found)]
    for one in unexplained:
        print(one)
    for reason in idle:
        print(f"# nobody needs this reason any more: {reason.function}: {reason.now}")
    print(f"\n{len(found)} survivors, {len(unexplained)} without a reason")
    return int(bool(unexplained or idle))


def prepare() -> None:
    """Copy the sources into the workshop, where mutmut keeps what it knows from the last run."""
    WORKSHOP.mkdir(exist_ok=True)
    for name in COPIED:
        shutil.rmtree(WORKSHOP / name, ignore_errors=True)
        shutil.copytree(ROOT / name, WORKSHOP / name, ignore=shutil.ignore_patterns("__pycache__", "browser"))
    tests = ", ".join(f'"{path}"' for path in TESTS)
    (WORKSHOP / "pyproject.toml").write_text(SETTINGS.format(tests=tests), encoding="utf-8")
    (WORKSHOP / "tests/conftest.py").write_text(CONFTEST, encoding="utf-8")


def survivors() -> Iterator[Survivor]:
    """What the last run left."""
    for line in mutmut("results").splitlines():
        name, _, outcome = line.strip().partition(": ")
        if outcome in {"survived", "no tests"}:
            lines = mutmut("show", name).splitlines()
            changed = {sign: [one[1:].strip() for one in lines if re.match(rf"\{sign}[^{sign}]", one)] for sign in "-+"}
            yield Survivor(name, "\n".join(changed["-"]), "\n".join(changed["+"]))


def mutmut(*words: str, shown: bool = False) -> str:
    """Run mutmut in the workshop; returns what it printed unless it is shown."""
    command = [str(Path(sys.executable).with_name("mutmut")), *words]
    environment = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "DJANGO_SETTINGS_MODULE"}
    }
    output = None if shown else subprocess.PIPE
    done = subprocess.run(command, cwd=WORKSHOP, env=environment, stdout=output, text=True, check=shown)
    return done.stdout or ""


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return f"'''{text}'''" if "\n" in text or "'" in text else f"'{text}'"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
