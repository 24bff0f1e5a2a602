# SPDX-License-Identifier: EUPL-1.2
"""Mutants change one thing of one function, wherever that function is already known."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

pytest.importorskip("mutmut", reason="in the environment of ./ssoz mutants only")

from tests.mutation.__main__ import Reason, entry, quoted, tally
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trials import Reach, install, plain

SOURCE = '''
from functools import cached_property, lru_cache

LIMIT = 3


def least(a, b=1):
    """The smaller."""
    if a < b:
        return a
    return sum(
        [
            b,
        ]
    )


@lru_cache
def kept(a):
    return a + 1


class Box:
    def __init__(self, size):
        self.size = size

    @property
    def double(self):
        return self.size * 2

    @cached_property
    def name(self):
        return "box"

    @classmethod
    def empty(cls):
        return cls(0)

    @staticmethod
    def known(a):
        return a in (1, 2)
'''


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Mutant]]:
    path = tmp_path / "boxes_for_mutants.py"
    path.write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import_module(path.stem)
    yield list(mutants(path.stem, path))
    del sys.modules[path.stem]


def the(made: list[Mutant], function: str, now: str) -> Mutant:
    (found,) = [one for one in made if one.function == function and one.difference[1] == now]
    return found


def test_functions_methods_and_decorated_ones_have_mutants_but_constants_have_none(made: list[Mutant]) -> None:
    functions = {one.function for one in made}
    assert functions == {"least", "kept", "Box.__init__", "Box.double", "Box.name", "Box.empty", "Box.known"}
    assert not any("LIMIT" in one.difference[0] for one in made)


def test_each_mutant_is_another_program(made: list[Mutant]) -> None:
    assert len({one.key for one in made}) == len(made)
    assert all(one.source != one.original for one in made)


def test_a_mutant_says_which_lines_went_and_which_came(made: list[Mutant]) -> None:
    assert the(made, "least", "if a <= b:").difference == ("if a < b:", "if a <= b:")
    assert the(made, "least", "def least(a, b=2):").difference[0] == "def least(a, b=1):"


def test_the_tests_of_a_statement_are_asked_not_those_of_its_first_line_alone(made: list[Mutant]) -> None:
    assert the(made, "least", "if a <= b:").statement == range(9, 10)
    (inner,) = [one for one in made if one.function == "least" and "None" in one.difference[1]]
    assert inner.statement == range(11, 16)
    reach = Reach(lines={"boxes_for_mutants": {9: {1, 2}, 11: {2}, 13: {3}, 20: {4}}})
    assert reach.tests(inner) == {2, 3}
    assert reach.tests(the(made, "least", "def least(a, b=2):")) == {1, 2, 3}
    assert reach.breadth() == {1: 1, 2: 2, 3: 1, 4: 1}


def test_the_function_itself_is_changed_wherever_it_is_known(made: list[Mutant]) -> None:
    module = import_module("boxes_for_mutants")
    known_before, box = module.least, module.Box(5)
    install(the(made, "least", "def least(a, b=2):"))
    install(the(made, "kept", "return a - 1"))
    install(the(made, "Box.double", "return self.size / 2"))
    install(the(made, "Box.name", 'return "XXboxXX"'))
    install(the(made, "Box.empty", "return cls(1)"))
    install(the(made, "Box.known", "return a not in (1, 2)"))
    assert known_before(9) == 2
    assert module.kept(1) == 0
    assert (box.double, box.name, module.Box.empty().size, box.known(1)) == (2.5, "XXboxXX", 1, False)


def test_behind_a_decorator_stands_a_plain_function(made: list[Mutant]) -> None:
    box = import_module("boxes_for_mutants").Box
    assert [plain(vars(box)[name]).__name__ for name in ("double", "name", "empty", "known")] == [
        "double", "name", "empty", "known"
    ]  # fmt: skip


def test_a_reason_covers_what_it_names_and_nothing_else(made: list[Mutant]) -> None:
    mutant = the(made, "least", "if a <= b:")
    assert Reason("boxes_for_mutants.least", "if a < b:", "if a <= b:", "").covers(mutant)
    assert Reason("*.least", "*", "if a <=*", "").covers(mutant)
    assert not Reason("boxes_for_mutants.kept", "*", "*", "").covers(mutant)
    assert not Reason("boxes_for_mutants.least", "*", "if a > b:", "").covers(mutant)
    assert Reason("boxes_for_mutants.known", "*(1, [2])*", "*", "").covers(mutant) is False


def test_a_survivor_is_written_as_its_reason_will_be(made: list[Mutant]) -> None:
    assert entry(the(made, "least", "if a <= b:")).splitlines()[1:] == [
        "[[survivor]]",
        'function = "boxes_for_mutants.least"',
        "was = 'if a < b:'",
        "now = 'if a <= b:'",
    ]
    assert quoted("it's") == "'''it's'''"


def test_the_tally_adds_up(made: list[Mutant]) -> None:
    last = tally(made, made[5:9], made[:3], made[:1]).splitlines()[-1]
    assert last == f"| all | {len(made)} | {len(made) - 7} | 2 | 1 | 4 |"
