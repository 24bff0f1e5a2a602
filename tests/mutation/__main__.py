# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.mutation [engine.answers…]`: would the tests notice if the engine were wrong?

mutmut changes one operator, constant or argument at a time; the tests that run the changed line are tried on it. A
change that no test notices is a survivor. Survivors that mean nothing (the program is the same, or only slower) stand
in survivors.toml with the reason; any other fails the run. What was noticed once is not tried again as long as the
function stays the same (`--again`: everything anew).
"""

import argparse
import json
import os
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trials import SURVIVED, Trials

ROOT = Path(__file__).resolve().parents[2]
KNOWN = ROOT / ".mutation/known.json"
REASONS = Path(__file__).with_name("survivors.toml")
PACKAGES = ("engine.answers", "engine.checks")
TESTS = ("tests/unit/engine", "tests/spec", "tests/generative/test_back_ends.py")
READ = (*TESTS[:2], "tests/generative")
# No database and no Django: the engine needs none. Plain asserts: nobody reads why a test fails.
WORDS = ("-qq", "-s", "--noconftest", "--assert=plain", "-p", "no:django", "-p", "no:xdist", "-p", "no:cacheprovider")
LEFT_OUT = "not what_the_reference_says and not fault"
SETTINGS = "[pytest]\npythonpath = src .\nmarkers =\n    browser: not here\n"


@dataclass(frozen=True)
class Reason:
    """Why a survivor means nothing; `function`, `was` and `now` may hold *."""

    function: str
    was: str
    now: str
    why: str

    def covers(self, mutant: Mutant) -> bool:
        """Is this the survivor that is excused?"""
        if not fnmatchcase(mutant.place, self.function):
            return False
        was, now = mutant.difference
        pairs = ((was, self.was), (now, self.now))
        return all(found == asked or fnmatchcase(found, asked.replace("[", "[[]")) for found, asked in pairs)


class Record:
    """What became of each mutant, kept between runs."""

    def __init__(self, again: bool) -> None:
        self.known: dict[str, str] = {} if again or not KNOWN.exists() else json.loads(KNOWN.read_text("utf-8"))
        self.fresh = 0
        self.start = time.monotonic()

    def __call__(self, mutant: Mutant, outcome: str) -> None:
        self.known[mutant.key] = outcome
        self.fresh += 1
        if outcome.startswith(SURVIVED):
            print(f"{outcome} {entry(mutant)}", flush=True)
        if self.fresh % 100 == 0:
            spent = resource.getrusage(resource.RUSAGE_CHILDREN)
            took = f"{time.monotonic() - self.start:.0f} s, of the processor {spent.ru_utime + spent.ru_stime:.0f} s"
            print(f"# {self.fresh} tried in {took}", flush=True)
            self.keep()

    def keep(self) -> None:
        """Write it down in one move."""
        KNOWN.parent.mkdir(exist_ok=True)
        passing = KNOWN.with_suffix(".new")
        passing.write_text(json.dumps(self.known), "utf-8")
        passing.replace(KNOWN)

    def tried(self, mutant: Mutant) -> bool:
        return mutant.key in self.known

    def noticed(self, mutant: Mutant) -> bool:
        return not self.known.get(mutant.key, SURVIVED).startswith(SURVIVED)


def main(words: argparse.Namespace) -> int:
    """Run all mutants of the packages; 1 where one survives without a reason."""
    record = Record(words.again)
    everything = [mutant for name in modules(words.package or PACKAGES) for mutant in mutants(*name)]
    asked = [one for one in everything if not (record.tried(one) if words.new else record.noticed(one))]
    print(f"{len(everything)} mutants, {len(asked)} to try", flush=True)
    if asked and not words.table:
        run(asked, words, record)
        record.keep()
    found = [one for one in everything if record.tried(one) and not record.noticed(one)]
    reasons = [Reason(**one) for one in tomllib.loads(REASONS.read_text(encoding="utf-8")).get("survivor", [])]
    unexplained = [one for one in found if not any(reason.covers(one) for reason in reasons)]
    idle = [one for one in reasons if not words.package and not any(map(one.covers, found))]
    for one in unexplained:
        print(entry(one))
    for reason in idle:
        print(f"# nobody needs this reason any more: {reason.function}: {reason.now}")
    untried = [one for one in everything if not record.tried(one)]
    print(tally(everything, untried, found, unexplained))
    return int(bool(unexplained or idle or untried))


def modules(packages: Iterable[str]) -> list[tuple[str, Path]]:
    """All modules of some packages, or single ones: their name and file."""
    found = []
    for package in packages:
        place = ROOT / "src" / package.replace(".", "/")
        files = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
        for file in files:
            parts = file.relative_to(ROOT / "src").with_suffix("").parts
            found.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), file))
    return found


def run(asked: list[Mutant], words: argparse.Namespace, record: Record) -> None:
    """Collect the tests once and try all mutants on them."""
    # The same examples for each mutant, and the first that fails is enough.
    settings.register_profile(
        "mutation", derandomize=True, database=None, deadline=None, phases=[Phase.explicit, Phase.generate]
    )
    settings.load_profile("mutation")
    for mutant in asked:
        import_module(mutant.module)
    place = KNOWN.with_name("pytest.ini")
    place.parent.mkdir(exist_ok=True)
    place.write_text(SETTINGS, encoding="utf-8")
    tests: list[str] = words.tests or [*TESTS]
    kept = KNOWN.with_name(f"{digest(tests)}.reach")
    trials = Trials(asked, words.jobs, words.patience, kept, record)
    code = pytest.main([*WORDS, "-c", str(place), f"--rootdir={ROOT}", "-k", LEFT_OUT, *tests], plugins=[trials])
    if code:
        sys.exit(int(code))


def digest(tests: list[str]) -> str:
    """Changes with each source, test or form."""
    files = [file for name in ("src/engine", *READ, "forms") for file in sorted((ROOT / name).rglob("*.[pyt]*"))]
    texts = [file.read_bytes() for file in files if file.is_file() and file.suffix != ".pyc"]
    return sha256(b"".join([*map(str.encode, tests), *texts])).hexdigest()[:20]


def tally(*groups: list[Mutant]) -> str:
    """A table by module, as it stands in the README: all, not tried, survivors, those without a reason."""
    rows: list[tuple[Any, ...]] = []
    counts = [Counter(one.module for one in group) for group in groups]
    for module in sorted(counts[0]):
        made, untried, left, bare = (count[module] for count in counts)
        rows.append((f"`{module}`", made, made - untried - left, left - bare, bare, untried))
    rows.append(("all", *(sum(row[at] for row in rows) for at in range(1, 6))))
    head = "| module | mutants | noticed | with a reason | without | not tried |\n|---|---:|---:|---:|---:|---:|"
    return "\n".join([head, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def entry(mutant: Mutant) -> str:
    """A survivor as survivors.toml names it."""
    was, now = map(quoted, mutant.difference)
    return f'\n[[survivor]]\nfunction = "{mutant.place}"\nwas = {was}\nnow = {now}'


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return f"'''{text}'''" if "\n" in text or "'" in text else f"'{text}'"


def read(words: list[str]) -> argparse.Namespace:
    """What the command line asks."""
    parser = argparse.ArgumentParser(prog="./ssoz mutants", description="Would the tests notice?")
    parser.add_argument("package", nargs="*", help="engine.answers, engine.checks.grammar …; without it all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="mutants at once")
    parser.add_argument("--patience", type=float, default=20, help="seconds of tests for each mutant at most")
    parser.add_argument("--tests", nargs="*", help="only these files or folders of tests, to look at a module quickly")
    parser.add_argument("--again", action="store_true", help="forget what earlier runs noticed")
    parser.add_argument("--new", action="store_true", help="only mutants never tried, no earlier survivors")
    parser.add_argument("--table", action="store_true", help="try nothing, say what is known")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(read(sys.argv[1:])))
