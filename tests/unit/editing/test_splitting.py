# SPDX-License-Identifier: EUPL-1.2
"""Totals divided over parts, and the programs of whole numbers beneath; random ones: tests/generative."""

import numpy as np
import pytest

from engine.editing.linear import Constraint
from engine.editing.splitting import Indivisible, Limits, System, split
from engine.editing.whole import UNLIMITED, WholeProgram

ORDERED = System(("all", "children"), [Constraint((("children", 1), ("all", -1)), 0, False, "29-01")])


def numbers(*values: int) -> np.typing.NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def test_what_is_not_named_in_a_total_is_zero() -> None:
    assert ORDERED.vector({"children": 3}).tolist() == [0, 3]


def divided(system: System, total: tuple[int, ...], parts: int, **more: object) -> list[tuple[int, ...]]:
    found = split(system, numbers(*total), np.ones(parts), np.random.default_rng(1), **more)  # type: ignore[arg-type]  # named ones
    return [tuple(map(int, part)) for part in found]


def test_parts_add_up_and_each_satisfies_the_constraints() -> None:
    parts = divided(ORDERED, (100, 37), 7)
    assert tuple(map(sum, zip(*parts, strict=True))) == (100, 37)
    assert all(children <= everybody for everybody, children in parts)


def test_weights_say_who_takes_most() -> None:
    system = System(("x",), ())
    parts = split(system, numbers(100), np.array([8.0, 1.0, 1.0]), np.random.default_rng(1))
    assert [int(part[0]) for part in parts] == [80, 10, 10]


def test_each_part_keeps_within_its_limits() -> None:
    limits = Limits(numbers(2), numbers(4))
    assert all(2 <= number <= 4 for (number,) in divided(System(("x",), ()), (10,), 3, limits=limits))


def test_what_is_given_with_a_part_moves_its_limits() -> None:
    system = System(("x",), [Constraint((("x", 1), ("rows", -1)), 0, False, "T")])
    parts = divided(system, (9,), 3, given=[{"rows": 1}, {"rows": 8}, {"rows": 2}])
    assert all(number <= most for (number,), most in zip(parts, (1, 8, 2), strict=True))


def test_totals_that_break_the_constraints_cannot_be_divided() -> None:
    with pytest.raises(Indivisible, match="kontrole: 29-01"):
        divided(ORDERED, (10, 11), 2)


def test_more_than_all_parts_may_have_cannot_be_divided() -> None:
    with pytest.raises(Indivisible, match="kontrole: żadne"):
        divided(System(("x",), ()), (10,), 3, limits=Limits(numbers(0), numbers(3)))


def test_nobody_to_take_anything_is_said() -> None:
    assert divided(ORDERED, (0, 0), 0) == []
    with pytest.raises(Indivisible):
        divided(ORDERED, (1, 0), 0)


def test_real_numbers_are_found_where_there_are_any() -> None:
    program = WholeProgram(1, [{0: 2}])
    anything = (numbers(0), numbers(UNLIMITED))
    found = program.relaxed(np.ones(1), anything, (numbers(3), numbers(3)))
    assert found == pytest.approx([1.5])
    assert program.relaxed(np.ones(1), anything, (numbers(-9), numbers(-3))) is None


def test_what_only_fractions_solve_has_no_answer_in_whole_numbers() -> None:
    program = WholeProgram(1, [{0: 2}])
    assert program.solve(np.ones(1), (numbers(0), numbers(5)), (numbers(3), numbers(3))) is None
    assert program.solve(np.ones(1), (numbers(0), numbers(5)), (numbers(4), numbers(4))) == numbers(2)


def test_a_mixture_that_real_numbers_halve_is_found_in_whole_ones() -> None:
    """The cheapest point of x + y ≥ 1, x − y = 0 … 1 is (½, ½): only the second attempt finds (1, 0) or (1, 1)."""
    program = WholeProgram(2, [{0: 1, 1: 1}, {0: 1, 1: -1}])
    limits = (numbers(0, 0), numbers(9, 9))
    found = program.solve(np.array([2.0, 1.0]), limits, (numbers(1, 0), numbers(UNLIMITED, 1)))
    assert found is not None
    assert found.sum() >= 1
    assert found[0] - found[1] in {0, 1}


def test_limits_that_no_number_keeps_have_no_answer() -> None:
    program = WholeProgram(1, [])
    assert program.solve(np.ones(1), (numbers(5), numbers(4)), (numbers(), numbers())) is None


def test_of_nothing_there_is_one_answer() -> None:
    found = WholeProgram(0, []).solve(np.ones(0), (numbers(), numbers()), (numbers(), numbers()))
    assert found is not None
    assert not len(found)
