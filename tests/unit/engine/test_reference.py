# SPDX-License-Identifier: EUPL-1.2
"""The reference, part by part, on trees without a sheet: what all back ends are compared with."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from engine.answers import Sheet
from engine.checks.findings import Context, default_period
from engine.checks.reference import LAST_DAY, check_reference, evaluate
from engine.checks.tree import At, Node
from engine.checks.world import World
from tests.unit.engine.forms import definition

FORM = definition("")
WORLD = World(FORM, Sheet.empty(), Context(), default_period(FORM))
BLANK = Node("nothing", "text")


def num(value: int, scale: int = 0) -> Node:
    return Node("num", "num", scale=scale, value=value)


def day(year: int, month: int, number: int) -> Node:
    return Node("num", "date", value=date(year, month, number).toordinal())


def of(op: str, *parts: Node, value: int = 0) -> Node:
    return Node(op, "num", parts, value=value)


TRUE, FALSE, UNKNOWN = of("=", num(1), num(1)), of("=", num(1), num(2)), of("=", num(1), BLANK)
HALF = of("div", num(1), num(2))


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (num(125, 2), Fraction(5, 4)),
        (Node("str", "text", value="a"), "a"),
        (BLANK, None),
        (of("add", num(1), HALF), Fraction(3, 2)),
        (of("sub", num(1), HALF), Fraction(1, 2)),
        (of("mul", num(3), HALF), Fraction(3, 2)),
        (of("div", num(3), num(0)), None),
        (of("add", num(1), BLANK), None),
        (of("add", BLANK, num(1)), None),
        (of("neg", num(3)), -3),
        (of("abs", num(-3)), 3),
        (of("abs", num(3)), 3),
        (of("neg", BLANK), None),
        (of("round", HALF), 1),
        (of("round", of("neg", HALF)), -1),
        (of("round", of("div", num(1), num(3))), 0),
        (of("round", of("div", num(2), num(3)), value=2), Fraction(67, 100)),
        (of("round", of("div", num(-5), num(2))), -3),
        (of("round", num(0)), 0),
        (of("round", BLANK), None),
        (of("year", num(1)), 1),
        (of("month", num(1)), 1),
        (of("year", num(0)), None),
        (of("year", num(LAST_DAY)), 9999),
        (of("month", num(LAST_DAY)), 12),
        (of("year", num(LAST_DAY + 1)), None),
        (of("month", day(2025, 3, 31)), 3),
        (of("year", BLANK), None),
        (of("years", day(2000, 2, 29), day(2001, 2, 28)), 0),
        (of("years", day(2000, 2, 29), day(2001, 3, 1)), 1),
        (of("years", day(2000, 3, 1), day(2001, 3, 1)), 1),
        (of("years", day(2001, 3, 1), day(2000, 3, 1)), -1),
        (of("years", day(2001, 3, 1), day(2000, 3, 2)), 0),
        (of("years", day(2001, 3, 1), day(2001, 3, 1)), 0),
        (of("years", day(2001, 3, 1), BLANK), None),
        (of("sum", num(1), BLANK, num(2)), 3),
        (of("min", num(3), num(2)), 2),
        (of("max", num(3), num(2)), 3),
        (of("count", num(3), BLANK), 1),
        (of("avg", num(3), BLANK, num(4)), Fraction(7, 2)),
        (of("sum", BLANK), None),
        (of("sum", Node("when", "num", (TRUE, num(3))), Node("when", "num", (FALSE, num(4))), num(1)), 4),
        (of("sum", Node("when", "num", (UNKNOWN, num(3))), num(1)), 1),
        (of("nvl", BLANK, num(3)), 3),
        (of("nvl", num(0), num(3)), 0),
        (of("if", TRUE, num(2), num(3)), 2),
        (of("if", FALSE, num(2), num(3)), 3),
        (of("if", UNKNOWN, num(2), num(3)), None),
    ],
)
def test_an_expression_has_its_value(node: Node, value: Any) -> None:
    assert evaluate(node, WORLD, {}) == value


@pytest.mark.parametrize(
    ("op", "verdicts"),
    [  # of true, false, unknown on the left with each of them on the right
        ("and", [True, False, None, False, False, False, None, False, None]),
        ("or", [True, True, True, True, False, None, True, None, None]),
        ("=>", [True, False, None, True, True, True, True, None, None]),
    ],
)
def test_what_decides_is_enough(op: str, verdicts: list[bool | None]) -> None:
    truths = (TRUE, FALSE, UNKNOWN)
    assert [check_reference(of(op, a, b), WORLD) for a in truths for b in truths] == verdicts


@pytest.mark.parametrize(
    ("op", "verdicts"),
    [
        ("=", [False, True, False, None, None]),
        ("!=", [True, False, True, None, None]),
        ("<", [True, False, False, None, None]),
        ("<=", [True, True, False, None, None]),
        (">", [False, False, True, None, None]),
        (">=", [False, True, True, None, None]),
    ],
)
def test_numbers_are_compared_where_both_are_known(op: str, verdicts: list[bool | None]) -> None:
    pairs = ((num(1), num(2)), (num(2), num(20, 1)), (num(3), num(2)), (num(1), BLANK), (BLANK, num(1)))
    assert [check_reference(of(op, *pair), WORLD) for pair in pairs] == verdicts


def test_every_part_is_read_in_the_row_it_is_asked_of() -> None:
    sheet = Sheet({"d2.r1.k3": 365, "d2.r1.dzien": "2024-02-29"}, {"d2": ("r1",)})
    world, row = World(FORM, sheet, Context(), default_period(FORM)), {"$r": ("", "r1")}
    beds = Node("cell", "dec", scale=1, at=At("d2", "$r", "k3"))
    first = Node("cell", "date", at=At("d2", "$r", "dzien"))
    nodes = (beds, of("nvl", BLANK, beds), of("if", FALSE, BLANK, beds), of("if", TRUE, beds, BLANK))
    assert [evaluate(node, world, row) for node in nodes] == [Fraction(73, 2)] * 4
    assert evaluate(of("years", first, day(2025, 3, 1)), world, row) == 1


def test_conditions_of_one_part() -> None:
    text, fits = Node("str", "text", value="4500"), ("45*",)
    told = {
        "not": [check_reference(of("not", one), WORLD) for one in (TRUE, FALSE, UNKNOWN)],
        "filled": [check_reference(of("filled", one), WORLD) for one in (num(0), BLANK)],
        "blank": [check_reference(of("blank", one), WORLD) for one in (num(0), BLANK)],
        "true": [check_reference(of("true", one), WORLD) for one in (num(1), num(0), BLANK)],
        "in": [check_reference(Node("in", "truth", (one,), choices=fits), WORLD) for one in (text, num(1), BLANK)],
    }
    assert told == {
        "not": [False, True, None],
        "filled": [True, False],
        "blank": [False, True],
        "true": [True, False, None],
        "in": [True, False, None],
    }
