# SPDX-License-Identifier: EUPL-1.2
"""The parts of a proof: formulas, cases, the solver and its certificates, reports that show the opposite."""

from fractions import Fraction

import pytest

from engine.publication import solver
from engine.publication.cases import Case, Contradiction
from engine.publication.formulas import (
    ALWAYS,
    NEVER,
    Filled,
    Picked,
    Sum,
    Unclear,
    both,
    compared,
    constant,
    either,
    names,
    opposite,
    variable,
)
from engine.publication.quantities import Quantities
from engine.publication.search import MAX_CASES, Search
from engine.publication.solver import Limits, Proof, multiplied_out, solve

A, B = Filled("a"), Filled("b")
LOW = Sum((("x", 1),), 3)


def test_a_formula_has_an_opposite_of_which_it_is_the_opposite() -> None:
    for formula in (A, Picked("a", ("4*",)), Unclear("u"), LOW, both(A, B), either(A, LOW), ALWAYS, NEVER):
        assert opposite(opposite(formula)) == formula


def test_what_is_always_or_never_so_is_left_out() -> None:
    assert both(ALWAYS, A) == either(NEVER, A) == A
    assert both(NEVER, A) == NEVER
    assert either(ALWAYS, A) == ALWAYS
    assert both(A, both(A, B)) == both(A, B)


def test_between_whole_numbers_less_is_one_less() -> None:
    assert compared(variable("x"), "<", constant(4)) == LOW
    assert compared(constant(Fraction(7, 2)), ">=", variable("x")) == Sum((("x", 2),), 7)
    assert compared(constant(1), "=", constant(1)) == ALWAYS
    assert compared(constant(1), "!=", constant(1)) == NEVER


def test_between_others_less_is_not_more() -> None:
    """And not more is the opposite of not less: nothing is proved of the one number that is both."""
    part = variable("div#~7")
    less, equal = compared(part, "<", constant(4)), compared(part, "=", constant(4))
    assert less == compared(part, "<=", constant(4)) == Sum((("div#~7", 1),), 4, is_dense=True)
    assert opposite(less) == compared(part, ">", constant(4)) == compared(part, ">=", constant(4))
    assert opposite(equal) == compared(part, "!=", constant(4)) == either(less, opposite(less))


def test_the_names_a_formula_speaks_of() -> None:
    assert list(names(both(A, either(LOW, Unclear("u"))))) == ["a", "x"]


def test_the_solver_finds_small_whole_numbers() -> None:
    rows = [Sum((("x", -2),), -3), Sum((("x", 1), ("y", 1)), 7, True)]
    found = solve(rows, {"x": Limits(0, 10), "y": Limits(0, 10)}, {})
    assert isinstance(found, dict)
    assert found["x"] >= 2
    assert found["x"] + found["y"] == 7


def test_that_there_is_none_is_proven() -> None:
    rows = [Sum((("x", 1),), 3), Sum((("x", -1), ("y", 1)), -9), Sum((("y", 1),), 100)]
    found = solve(rows, {"x": Limits(0, None), "y": Limits(0, None)}, {})
    assert isinstance(found, Proof)
    assert set(found.rows) == {0, 1}


def test_of_nothing_the_solver_need_not_be_asked() -> None:
    assert solve([], {}, {}) == {}
    assert solve([Sum((), -1)], {}, {}) == Proof((0,), ())


def test_what_only_fractions_solve_is_neither_found_nor_excluded() -> None:
    assert solve([Sum((("x", 2),), 3, True)], {"x": Limits(0, 5)}, {}) is None


def test_a_solver_that_had_no_time_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = {f"x{number}": Limits(0, 90) for number in range(30)}
    factors = [tuple((name, 7 * i % 13 + j + 2) for i, name in enumerate(limits)) for j in range(4)]
    monkeypatch.setitem(solver.OPTIONS, "time_limit", 0.0)
    assert solve([Sum(part, 15_001, True) for part in factors], limits, {}) is None


def test_without_time_for_the_proof_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solver.OPTIONS, "time_limit", 0.0)
    assert solve([Sum((("x", 1),), 3), Sum((("x", -1),), -5)], {"x": Limits(0, 9)}, {}) is None


def test_multipliers_that_prove_nothing_are_not_believed() -> None:
    rows = [Sum((("x", 1),), 3), Sum((("x", -1),), -5)]
    free = {"x": Limits(None, None)}
    assert multiplied_out(rows, free, [Fraction(1), Fraction(1)]) == Proof((0, 1), ())
    assert multiplied_out(rows, free, [Fraction(1), Fraction(1, 2)]) is None
    assert multiplied_out(rows, {"x": Limits(0, None)}, [Fraction(1), Fraction(0)]) is None


def _case() -> Case:
    quantities = Quantities()
    quantities.limits = {"x": Limits(0, 10), "y": Limits(0, None), "z": Limits(2, 5)}
    return Case(quantities)


def test_a_case_draws_conclusions_without_numbers() -> None:
    case = _case()
    case.suppose(either(A, LOW), frozenset({"1"}))
    case.suppose(opposite(A), frozenset({"2"}))
    case.settle()
    assert case.sums[LOW] == {"1", "2"}


def test_a_contradiction_names_where_it_comes_from() -> None:
    case = _case()
    case.suppose(either(A, both(B, Unclear("u"))), frozenset({"1"}))
    case.suppose(both(opposite(A), opposite(Unclear("u"))), frozenset({"2"}))
    case.settle()
    assert case.conflict == Contradiction(frozenset({"1", "2"}))


def test_any_within_any_is_refuted_when_all_of_it_is() -> None:
    case = _case()
    case.suppose(both(either(A, both(B, either(Unclear("u"), Unclear("v")))), opposite(A)))
    case.suppose(both(opposite(Unclear("u")), opposite(Unclear("v"))))
    case.settle()
    assert case.conflict == Contradiction(frozenset())


def test_codes_that_exclude_each_other_are_a_contradiction() -> None:
    case = _case()
    case.suppose(Picked("c", ("a",)), frozenset({"1"}))
    case.suppose(Picked("c", ("b",)), frozenset({"2"}))
    assert case.conflict == Contradiction(frozenset({"1", "2"}))


def test_of_patterns_without_a_list_nothing_is_concluded() -> None:
    case = _case()
    case.suppose(Picked("c", ("a*b",)))
    case.suppose(Picked("c", ("ab", "axb"), False))
    assert case.conflict is None


def test_a_blank_that_keeps_within_the_limits_makes_them_certain() -> None:
    case = _case()
    row = Sum((("x", 1), ("y", -1)), 0)
    case.suppose(either(opposite(Filled("x")), row))
    assert row in case.sums
    upward = Sum((("x", -1), ("y", 1)), 0)
    case.suppose(either(opposite(Filled("x")), upward))
    assert upward not in case.sums


def test_a_cell_whose_least_value_is_more_than_zero_is_blank_by_itself() -> None:
    case = _case()
    assert not case.is_filled("z", {})
    assert case.is_filled("z", {"z": 3})
    assert case.is_filled("x", {})


def test_too_many_cases_are_no_proof() -> None:
    case = _case()
    for number in range(9):
        name = f"w{number}"
        case.quantities.limits[name] = Limits(0, 1)
        one = Sum(((name, -1),), -1)
        case.suppose(either(one, both(one, Unclear(name))))
    search = Search(lambda found, point: False)
    assert search.run(case) is False
    assert search.cases > MAX_CASES


def test_what_the_solver_cannot_say_is_not_known() -> None:
    """2x = 3: neither whole numbers nor a proof."""
    case = _case()
    case.suppose(Sum((("x", 2),), 3, True))
    assert Search(lambda found, point: True).run(case) is False


def test_a_code_that_nobody_can_name_is_not_known() -> None:
    """A pattern whose only code we think of is excluded: perhaps there are others."""
    case = _case()
    case.suppose(Picked("c", ("ab",), False))
    case.suppose(either(Picked("c", ("a*b",)), opposite(Filled("x"))))
    case.suppose(Filled("x"))
    assert Search(lambda found, point: False).run(case) is False


def test_of_two_ways_neither_of_which_is_known_none_is_believed() -> None:
    case = _case()
    case.suppose(Picked("c", ("ab",), False))
    case.suppose(either(Picked("c", ("a*b",)), Picked("d", ("a*b",))))
    case.suppose(Picked("d", ("ab",), False))
    assert Search(lambda found, point: False).run(case) is False


def test_where_no_rows_were_added_their_cells_are_nothing() -> None:
    quantities = Quantities()
    quantities.limits = {"d2.$.k1": Limits(0, 9), "d2.+.k1": Limits(0, None), "d1.w01.k1": Limits(0, 9)}
    case = Case(quantities, frozenset({"d2"}))
    assert [case.limits(name) for name in quantities.limits] == [Limits(0, 0), Limits(0, 0), Limits(0, 9)]
    case.suppose(Sum((("d2.$.k1", -1),), -1), frozenset({"1"}))
    assert case.point() == Contradiction(frozenset({"1"}))


@pytest.mark.parametrize("found", [True, False])
def test_only_what_is_confirmed_is_found(found: bool) -> None:
    case = _case()
    case.suppose(LOW)
    assert Search(lambda case, point: found).run(case) is found


def test_a_contradiction_is_found_by_search() -> None:
    case = _case()
    case.suppose(LOW, frozenset({"1"}))
    case.suppose(either(Sum((("x", -1),), -5), both(Unclear("u"), Sum((("x", -1),), -7))), frozenset({"2"}))
    assert Search(lambda case, point: True).run(case) == Contradiction(frozenset({"1", "2"}))
