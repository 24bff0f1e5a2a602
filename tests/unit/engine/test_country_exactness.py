# SPDX-License-Identifier: EUPL-1.2
"""Floating point is used as far as it is exact, and no further."""

import pytest

from engine.checks.country import CountryForm
from engine.checks.country.bounds import EXACT, NOWHERE, reach
from engine.checks.tree import At, Node
from tests.unit.engine.test_country import checks_in, compiled, of, reports, same, told


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


def test_only_reports_with_large_numbers_go_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    one = compiled("d1[w01,k1] * d1[w02,k1] >= 0")
    asked: list[int] = []
    judge = one.program.violations
    monkeypatch.setattr(one.program, "violations", lambda vectors: asked.append(1) or judge(vectors))
    many = [of({"d1.w01.k1": number, "d1.w02.k1": -number}) for number in (1, 2, 10**9, 3)]
    told(CountryForm(one), reports(one.definition, many))
    assert len(asked) == 1


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


def test_rounding_halves_the_reach() -> None:
    assert reach(CELL, 0) <= 2**52
