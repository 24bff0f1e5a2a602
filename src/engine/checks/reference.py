# SPDX-License-Identifier: EUPL-1.2
"""What expressions mean, slowly and plainly: None is blank, numbers are exact. The back ends are compared with this."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Any

from engine.checks.tree import Node, place_of
from engine.checks.world import Known, Rows, World, known

COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": lambda x, y: Fraction(x) / y if y else None,
}
AGGREGATE: Mapping[str, Callable[[list[Any]], Any]] = {
    "sum": sum,
    "min": min,
    "max": max,
    "count": len,
    "avg": lambda found: Fraction(sum(found), len(found)),
}


LAST_DAY = date.max.toordinal()


def check_reference(node: Node, world: World, rows: Rows | None = None) -> bool | None:
    """Does the condition hold? None: not known."""
    found = evaluate(node, world, rows or {})
    return None if found is None else bool(found)


def evaluate(node: Node, world: World, rows: Rows) -> Known:
    return MEANINGS[node.op](node, world, rows)


def _constant(node: Node, world: World, rows: Rows) -> Known:
    return str(node.value) if node.op == "str" else Fraction(int(node.value), 10**node.scale)


def _cell(node: Node, world: World, rows: Rows) -> Known:
    return known(world.raw(place_of(node), rows), node.kind, node.scale)


def _field(node: Node, world: World, rows: Rows) -> Known:
    return world.field(node.op, str(node.value))


def _arithmetic(node: Node, world: World, rows: Rows) -> Known:
    x, y = (evaluate(part, world, rows) for part in node.of)
    found: Known = None if x is None or y is None else ARITHMETIC[node.op](x, y)
    return found


def _alone(node: Node, world: World, rows: Rows) -> Known:
    x: Any = evaluate(node.of[0], world, rows)
    if x is None:
        return None
    if node.op == "round":
        return _half_away(x, 10 ** int(node.value))
    return abs(x) if node.op == "abs" else -x  # type: ignore[no-any-return]  # the tree says it is a number


def _half_away(x: Fraction, unit: int) -> Fraction:
    size = (abs(x) * unit * 2 + 1) // 2
    return Fraction(size if x >= 0 else -size, unit)


def _calendar(node: Node, world: World, rows: Rows) -> Known:
    found: list[Any] = [evaluate(part, world, rows) for part in node.of]
    if any(day is None or not 1 <= day <= LAST_DAY for day in found):
        return None
    first, *last = (date.fromordinal(int(day)) for day in found)
    if not last:
        return first.year if node.op == "year" else first.month
    return _full_years(first, last[0]) if first <= last[0] else -_full_years(last[0], first)


def _full_years(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _aggregate(node: Node, world: World, rows: Rows) -> Known:
    found = [value for item in node.of for value in _items(item, world, rows) if value is not None]
    return AGGREGATE[node.op](found) if found else None


def _items(item: Node, world: World, rows: Rows) -> list[Known]:
    if item.op == "each" and item.at:
        scope, section = item.at.scope, item.at.section
        inner = [{**rows, str(item.value): (scope, row)} for row in world.added(scope, section)]
        return [value for inside in inner for value in _items(item.of[0], world, inside)]
    if item.op == "when":
        return [evaluate(item.of[1], world, rows)] if evaluate(item.of[0], world, rows) is True else []
    return [evaluate(item, world, rows)]


def _choice(node: Node, world: World, rows: Rows) -> Known:
    first = evaluate(node.of[0], world, rows)
    if node.op == "nvl":
        return evaluate(node.of[1], world, rows) if first is None else first
    return None if first is None else evaluate(node.of[1 if first else 2], world, rows)


def _compare(node: Node, world: World, rows: Rows) -> Known:
    x, y = (evaluate(part, world, rows) for part in node.of)
    return None if x is None or y is None else COMPARE[node.op](x, y)


def _logic(node: Node, world: World, rows: Rows) -> Known:
    x, y = (evaluate(part, world, rows) for part in node.of)
    if node.op == "=>":
        x = None if x is None else not x
    decisive = node.op != "and"
    if x is decisive or y is decisive:
        return decisive
    return None if x is None or y is None else not decisive


def _test(node: Node, world: World, rows: Rows) -> Known:
    x = evaluate(node.of[0], world, rows)
    if node.op in {"filled", "blank"}:
        return (x is None) == (node.op == "blank")
    if x is None:
        return None
    if node.op == "in":
        return any(fnmatchcase(str(x), choice) for choice in node.choices)
    if node.op == "listed":
        return x in world.listed(*node.choices)
    return not x if node.op == "not" else bool(x)


MEANINGS: Mapping[str, Callable[[Node, World, Rows], Known]] = {
    **dict.fromkeys(("num", "str"), _constant),
    "nothing": lambda node, world, rows: None,
    "cell": _cell,
    **dict.fromkeys(("unit", "period"), _field),
    **dict.fromkeys(ARITHMETIC, _arithmetic),
    **dict.fromkeys(("neg", "abs", "round"), _alone),
    **dict.fromkeys(("year", "month", "years"), _calendar),
    **dict.fromkeys(AGGREGATE, _aggregate),
    **dict.fromkeys(("nvl", "if"), _choice),
    **dict.fromkeys(COMPARE, _compare),
    **dict.fromkeys(("and", "or", "=>"), _logic),
    **dict.fromkeys(("not", "filled", "blank", "in", "listed", "true"), _test),
}
