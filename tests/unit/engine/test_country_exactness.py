# SPDX-License-Identifier: EUPL-1.2
"""Floating point is used as far as it is exact, and no further."""

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, Context
from engine.checks.country import CountryForm
from engine.checks.country.bounds import EXACT, NOWHERE, Sizes, reach
from engine.checks.tree import At, Node
from tests.unit.engine.test_country import YEAR, checks_in, compiled, of, reports, same, told


@pytest.mark.parametrize("value", [EXACT - 1, EXACT, EXACT + 1, 10**17, -(10**17) - 1])
def test_numbers_floating_point_cannot_tell_apart_are_told_apart(value: int) -> None:
    one = compiled("d1[w01,k1] = d1[w02,k1]", "d1[w01,k1] < d1[w02,k1]", "d1[w01,k1] * 3 >= d1[w02,k1] * 3")
    near = [of({"d1.w01.k1": value, "d1.w02.k1": value + more}) for more in (-1, 0, 1)]
    assert [checks_in(found) for found in same(one, *near)] == [{"C0", "C1"}, {"C1"}, {"C0", "C2"}]


def test_the_first_number_that_is_not_exact_is_seen() -> None:
    one = compiled("d1[w01,k1] = d1[w02,k1]")
    pair = of({"d1.w01.k1": EXACT, "d1.w02.k1": EXACT + 1})
    assert checks_in(same(one, pair)[0]) == {"C0"}


@pytest.mark.parametrize("size", [1, 10**3, 10**7, 10**9, 10**12])
def test_quotients_and_rounding_are_exact_at_any_size(size: int) -> None:
    one = compiled(
        "d1[w01,k1] / d1[w02,k1] = d1[w01,k2] / d1[w02,k2]",
        "round(d1[w01,k1] / 7, 1) <= d1[w02,k2]",
        "round(d1[w01,k2], 1) = d1[w02,k2]",
        "avg(d1[w01..w02,k1]) != d1[w01,k2]",
    )
    cells = [
        {"d1.w01.k1": a * size, "d1.w02.k1": b * size, "d1.w01.k2": c * size + e, "d1.w02.k2": d * size}
        for a, b, c, d, e in ((1, 3, 2, 6, 0), (1, 3, 2, 6, 1), (-5, 2, 10, -4, 0), (5, 0, 1, 1, 5), (0, 4, 0, 9, -5))
    ]
    same(one, *map(of, cells))


def test_a_rounded_quotient_is_compared_exactly_though_its_double_is_not() -> None:
    one = compiled("round(d1[w01,k1] / 3, 2) = 100 * d1[w01,k2] + d1[w02,k2]")
    cell = 5 * 10**13 + 2  # floating point holds it and a hundred times it, but not two hundred times it and 3
    exact = (200 * cell + 3) // 6
    cells = {"d1.w01.k1": cell, "d1.w01.k2": exact // 100}
    right, wrong = ({**cells, "d1.w02.k2": exact % 100 + more} for more in (0, 1))
    assert [checks_in(found) for found in same(one, of(right), of(wrong))] == [set(), {"C0"}]


def judged_alone(monkeypatch: pytest.MonkeyPatch, one: CompiledForm, *situations: tuple[Sheet, Context]) -> list[bool]:
    """Which reports go to the server's program."""
    found = []
    judge = one.program.violations
    for situation in situations:
        asked: list[int] = []
        monkeypatch.setattr(one.program, "violations", lambda vectors: asked.append(1) or judge(vectors))  # noqa: B023  # called within the turn
        told(CountryForm(one), reports(one.definition, [situation]))
        found.append(bool(asked))
    return found


def test_only_reports_with_large_numbers_go_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    one = compiled("d1[w01,k1] * d1[w02,k1] >= 0")
    limit = reach(one.instances[0].tree)
    cells = [{"d1.w01.k1": number, "d1.w02.k1": -1} for number in (1, 2, limit, limit + 1, -limit, -limit - 1, 10**17)]
    assert judged_alone(monkeypatch, one, *map(of, cells)) == [False, False, False, True, False, True, True]


def test_a_large_computed_cell_goes_to_the_server_whoever_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    one = compiled("d1[w01,k2] >= 0")
    total = next(item for item in one.computed if item.at.address == "d1.w03.k1")
    limit = reach(total.tree, total.spec.type.scale)
    cells = [{"d1.w01.k1": limit}, {"d1.w01.k1": limit + 1}, {"d1.w02.k1": 10**17}]
    assert judged_alone(monkeypatch, one, *map(of, cells)) == [False, True, True]


@pytest.mark.parametrize(
    "check",
    ["unit.beds * {} >= 0", "prior(d1[w01,k1]) * {} >= 0", "prior(d2[r,k1]) * {} >= 0", "d2[r,k1] * {} >= 0"],
)
def test_large_numbers_beside_a_sheet_are_looked_at_too(monkeypatch: pytest.MonkeyPatch, check: str) -> None:
    one = compiled(check.format("d1[w02,k1]"), foreach="r in d2.rows")
    limit = reach(one.instances[0].tree)
    situations = []
    for number in (limit, limit + 1, -limit - 1):
        rows = {"d2.r1.klucz": "a", "d2.r1.k1": number if check.startswith("d2") else 1}
        last = Sheet({"d1.w01.k1": number, "d2.r1.klucz": "a", "d2.r1.k1": number}, {"d2": ("r1",)})
        beside = Context({1: last} if "prior" in check else {}, {}, {"beds": number} if "unit" in check else {})
        situations.append(of(rows, ["r1"], beside))
    assert judged_alone(monkeypatch, one, *situations) == [False, True, True]


def test_so_are_numbers_of_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    one = compiled("d1[w01,k1] * d1[w01,k1] * d1[w02,k1] * d1[w02,k1] * period.year >= 0")
    assert reach(one.instances[0].tree) < YEAR.end.year
    assert judged_alone(monkeypatch, one, of({"d1.w01.k1": 1, "d1.w02.k1": 1})) == [True]


def test_more_rows_than_were_thought_of_go_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.checks.country.compiled.ROWS", 2)
    one = compiled("sum(d2[*,k1]) <= 3")
    rows = [of({}, [f"r{number}" for number in range(1, count + 1)]) for count in range(4)]
    assert judged_alone(monkeypatch, one, *rows) == [False, False, False, True]


def test_a_report_with_very_many_rows_goes_to_the_server() -> None:
    one = compiled("sum(d2[*,k1]) <= 3")
    rows = [f"r{number}" for number in range(1, 8200)]
    same(one, of({"d2.r1.k1": 4, "d2.r8199.klucz": "a"}, rows), of({"d2.r1.k1": 4}, ["r1"]))


def number(op: str, *parts: Node, scale: int = 0, value: int = 0) -> Node:
    return Node(op, "int", parts, scale, value)


CELL = Node("cell", "int", at=At("d1", "w01", "k1"))
LARGE = number("num", value=10**18)


@pytest.mark.parametrize(
    ("tree", "limit"),
    [
        (CELL, 2**52),
        (number("add", CELL, CELL), 2**52),
        (number("mul", CELL, CELL), 2**26),
        (number("add", CELL, number("mul", CELL, CELL)), 2**26),
        (Node("=", "truth", (number("div", CELL, CELL, scale=-1), CELL)), 2**26),
        (Node("<", "truth", (CELL, number("cell", scale=2))), 2**46),
        (Node("filled", "truth", (CELL,)), 2**52),
        (number("if", Node("true", "truth", (LARGE,)), CELL, CELL), NOWHERE),
        (number("avg", CELL, CELL, scale=-1), 2**52),
        (number("count", CELL, CELL), 2**52),
        (number("year", CELL), 2**52),
        (number("nothing"), 2**52),
        (LARGE, NOWHERE),
    ],
)
def test_how_far_an_expression_is_exact(tree: Node, limit: int) -> None:
    assert reach(tree) == limit


def test_rounding_takes_twice_its_number_and_twice_the_denominator() -> None:
    assert (reach(CELL, 0), reach(CELL, 2), reach(FINE, 0)) == (2**51, 2**45, 2**51)


FINE = number("cell", scale=2)
THIRD, SHARE = (
    number("div", CELL, number("num", value=3), scale=-1),
    number("div", number("num", value=2), FINE, scale=-1),
)
NINTH = number("div", CELL, number("num", value=9), scale=-1)
MANY = number("mul", *[number("mul", *[number("mul", CELL, CELL)] * 2)] * 2)  # 7^8
CHOSEN = Node("true", "truth", (LARGE,))


@pytest.mark.parametrize(
    ("tree", "size", "peak"),
    [
        (number("num", value=-5), (5, 1), 5),
        (CELL, (7, 1), 7),
        (number("str"), (0, 1), 1),
        (number("nothing"), (0, 1), 1),
        (number("unit"), (7, 1), 7),
        (number("period"), (7, 1), 7),
        (number("month", CELL), (10_000, 1), 10_000),
        (number("years", CELL, MANY), (10_000, 1), 7**8),
        (number("years", MANY, CELL), (10_000, 1), 7**8),
        (number("add", CELL, FINE, scale=2), (707, 1), 707),
        (number("sub", FINE, CELL, scale=2), (707, 1), 707),
        (number("mul", CELL, number("num", value=3)), (21, 1), 21),
        (THIRD, (7, 3), 7),
        (SHARE, (200, 7), 200),
        (number("div", number("num", value=2), number("num", value=9), scale=-1), (2, 9), 9),
        (number("add", THIRD, SHARE, scale=-1), (7 * 7 + 200 * 3, 21), 649),
        (number("sub", SHARE, FINE, scale=-1), (200 * 100 + 7 * 7, 700), 20_049),
        (number("mul", THIRD, SHARE, scale=-1), (1400, 21), 1400),
        (number("div", THIRD, SHARE, scale=-1), (49, 600), 600),
        (number("round", THIRD, value=1), (71, 1), 2 * 70 + 2 * 3),
        (number("round", FINE, value=0), (8, 1), 2 * 7 + 2 * 100),
        (number("abs", FINE, scale=2), (7, 1), 7),
        (number("nvl", CELL, FINE, scale=2), (700, 1), 700),
        (number("nvl", NINTH, SHARE, scale=-1), (200, 9), 200),
        (number("if", CHOSEN, NINTH, SHARE, scale=-1), (200, 9), 10**18),
        (number("if", CHOSEN, CELL, FINE, scale=2), (700, 1), 10**18),
        (Node("and", "truth", (Node("<", "truth", (CELL, FINE)), CHOSEN)), (0, 1), 10**18),
        (Node("<", "truth", (CELL, FINE)), (0, 1), 700),
        (Node("=", "truth", (FINE, CELL)), (0, 1), 700),
        (Node("=", "truth", (THIRD, SHARE)), (0, 1), 600),
        (Node(">=", "truth", (SHARE, THIRD)), (0, 1), 600),
        (Node("!=", "truth", (number("if", CHOSEN, THIRD, THIRD, scale=-1), SHARE)), (0, 1), 10**18),
        (Node("!=", "truth", (number("if", CHOSEN, CELL, CELL), CELL)), (0, 1), 10**18),
        (number("sum", CELL, FINE, scale=2), (707, 1), 707),
        (number("max", FINE, CELL, scale=2), (707, 1), 707),
        (number("count", CELL, FINE), (2, 1), 700),
        (number("avg", CELL, FINE, scale=-1), (707, 200), 707),
        (number("sum", number("each", CELL)), (7 * 8192, 1), 7 * 8192),
        (number("count", number("each", number("when", CHOSEN, CELL)), CELL), (8193, 1), 10**18),
        (number("sum", number("when", CHOSEN, CELL), CELL), (14, 1), 10**18),
        (number("sum", number("each", number("when", CHOSEN, CELL))), (7 * 8192, 1), 10**18),
    ],
)
def test_how_large_an_expression_and_the_way_to_it_can_be(tree: Node, size: tuple[int, int], peak: int) -> None:
    assert Sizes(7).of(tree) == size
    assert Sizes(7).peak(tree) == peak


def test_large_fields_of_the_unit_are_told_apart_too() -> None:
    one = compiled("unit.beds = d1[w01,k1]", "unit.beds < d1[w01,k1]")
    beds = Context(unit={"beds": EXACT + 1}, period=YEAR)
    found = same(one, of({"d1.w01.k1": EXACT}, (), beds), of({"d1.w01.k1": EXACT + 1}, (), beds))
    assert [checks_in(one) for one in found] == [{"C0", "C1"}, {"C1"}]


def test_large_cells_are_told_apart_where_every_report_has_them() -> None:
    one = compiled("d1[w01,k1] = d1[w02,k1]", "d1[w01,k1] < d1[w02,k1]")
    found = same(
        one,
        of({"d1.w01.k1": EXACT, "d1.w02.k1": EXACT + 1}),
        of({"d1.w01.k1": EXACT + 1, "d1.w02.k1": EXACT + 1, "d3.w01.k1": "a"}),
        of({"d1.w01.k1": -EXACT - 1, "d1.w02.k1": -EXACT}),
    )
    assert [checks_in(one) for one in found] == [{"C0"}, {"C1"}, {"C0"}]
