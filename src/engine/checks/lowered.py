# SPDX-License-Identifier: EUPL-1.2
"""Trees in the small language of the page's script: whole numbers, pairs of them for quotients, conditions that hold.

What could be decided here is decided here, so that the script stays small: scales become multiplications, „certainly
false” is written out (dual rail), a comparison of quotients asks for a sign. A cell of the sheet is a bare number.
Every other part is a list: its name, then its parts. `reporter/checks.js` is the other half.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine.checks.tree import RATIO, Node, place_of

SAFE = 2**53 - 1  # beyond it the script is given digits and takes BigInt
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
TURNED = {">": "<", ">=": "<="}
SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
LAST_DAY = date.max.toordinal()
TEXTS = frozenset({"text", "code"})

Lowered = Any  # int | list


def exact(value: Any) -> Any:
    """A number too large for a float goes as digits in a list."""
    return [str(value)] if isinstance(value, int) and abs(value) > SAFE else value


class Lowering:
    """Lowers the trees of one form; cells get their numbers in the order they are met."""

    def __init__(self) -> None:
        self.cells: dict[str, int] = {}

    def number_of(self, address: str) -> int:
        return self.cells.setdefault(address, len(self.cells))

    # conditions

    def true(self, node: Node) -> Lowered:
        return CONDITIONS[node.op](self, node, True)

    def false(self, node: Node) -> Lowered:
        return CONDITIONS[node.op](self, node, False)

    def logic(self, node: Node, truth: bool) -> Lowered:
        a, *rest = node.of
        first = CONDITIONS[a.op](self, a, truth != (node.op in {"=>", "not"}))
        if not rest:
            return first
        joint = "and" if (node.op == "and") == truth else "or"
        return [joint, first, CONDITIONS[rest[0].op](self, rest[0], truth)]

    def compare(self, node: Node, truth: bool) -> Lowered:
        a, b = node.of
        op = node.op if truth else OPPOSITE[node.op]
        if a.kind not in TEXTS and RATIO in {a.scale, b.scale}:
            x, y = ["sign", ["r-", self.pair(a), self.pair(b)]], ["lit", 0]
        else:
            scale = max(a.scale, b.scale)
            x, y = self.scaled(a, scale), self.scaled(b, scale)
        return [TURNED[op], y, x] if op in TURNED else [op, x, y]

    def presence(self, node: Node, truth: bool) -> Lowered:
        return ["filled" if (node.op == "filled") == truth else "blank", self.value(node.of[0])]

    def membership(self, node: Node, truth: bool) -> Lowered:
        return ["in", pattern(node.choices), self.value(node.of[0]), truth]

    def listed(self, node: Node, truth: bool) -> Lowered:
        return ["listed", node.value, self.value(node.of[0]), truth]

    def yes(self, node: Node, truth: bool) -> Lowered:
        return ["=", self.value(node.of[0]), ["lit", int(truth)]]

    # values

    def value(self, node: Node) -> Lowered:
        return VALUES[node.op](self, node)

    def scaled(self, node: Node, scale: int) -> Lowered:
        more = 10 ** (scale - node.scale)
        if node.op == "num":
            return ["lit", exact(int(node.value) * more)]
        return self.value(node) if more == 1 else ["*", self.value(node), ["lit", exact(more)]]

    def pair(self, node: Node) -> Lowered:
        return self.value(node) if node.scale == RATIO else ["pair", self.value(node), ["lit", exact(10**node.scale)]]

    def rounded(self, node: Node, scale: int) -> Lowered:
        """A number as an integer of a given scale, rounded where it must be."""
        if node.scale != RATIO and node.scale <= scale:
            return self.scaled(node, scale)
        return ["round", self.pair(node), ["lit", exact(10**scale)]]

    def literal(self, node: Node) -> Lowered:
        return ["lit", exact(node.value)]

    def nothing(self, _: Node) -> Lowered:
        return ["lit", None]

    def cell(self, node: Node) -> Lowered:
        at = place_of(node)
        if at.looped or at.scope:
            return ["cell", at.scope, at.section, at.row, at.column]
        return self.number_of(at.address)

    def field(self, node: Node) -> Lowered:
        return ["of", node.op, node.value]

    def arithmetic(self, node: Node) -> Lowered:
        a, b = node.of
        sign = SIGNS[node.op]
        if node.scale == RATIO:
            return [f"r{sign}", self.pair(a), self.pair(b)]
        if node.op == "mul":
            return [sign, self.value(a), self.value(b)]
        return [sign, self.scaled(a, node.scale), self.scaled(b, node.scale)]

    def alone(self, node: Node) -> Lowered:
        part = node.of[0]
        if node.op == "round":
            return self.rounded(part, node.scale)
        x = self.value(part)
        if node.scale != RATIO:
            return ["abs", x] if node.op == "abs" else ["-", ["lit", 0], x]
        negative = ["r-", ["pair", ["lit", 0], ["lit", 1]], x]
        if node.op == "neg":
            return negative
        sign = ["sign", x]
        return ["if", ["<", sign, ["lit", 0]], ["<=", ["lit", 0], sign], negative, x]

    def calendar(self, node: Node) -> Lowered:
        """A day as a number like 20250131 tells its year, its month, and the full years to another."""
        first, *last = (self._day(part) for part in node.of)
        if last:
            return ["cut", ["-", last[0], first], ["lit", 10_000]]
        year = ["cut", first, ["lit", 10_000]]
        return year if node.op == "year" else ["cut", ["-", first, ["*", year, ["lit", 10_000]]], ["lit", 100]]

    def _day(self, node: Node) -> Lowered:
        """Blank outside the calendar."""
        x = self.value(node)
        inside = ["and", ["<=", ["lit", 1], x], ["<=", x, ["lit", LAST_DAY]]]
        return ["if", inside, ["lit", False], ["day", x], ["lit", None]]

    def fallback(self, node: Node) -> Lowered:
        return ["nvl", *(self._as(node, part) for part in node.of)]

    def choice(self, node: Node) -> Lowered:
        test, *parts = node.of
        return ["if", self.true(test), self.false(test), *(self._as(node, part) for part in parts)]

    def _as(self, node: Node, part: Node) -> Lowered:
        """A part in the shape of the whole."""
        return self.pair(part) if node.scale == RATIO else self.scaled(part, node.scale)

    def aggregate(self, node: Node) -> Lowered:
        scale = max(item.scale for item in node.of)
        count = ["sum", *(self._item(item, self._one) for item in node.of)]
        if node.op == "count":
            return count
        op = "sum" if node.op == "avg" else node.op
        found = [op, *(self._item(item, lambda part: self.scaled(part, scale)) for item in node.of)]
        if node.op != "avg":
            return found
        return ["r/", ["pair", found, ["lit", 10**scale]], ["pair", count, ["lit", 1]]]

    def _one(self, node: Node) -> Lowered:
        """To be counted: 1 where it is filled in."""
        return ["if", ["filled", self.value(node)], ["blank", self.value(node)], ["lit", 1], ["lit", None]]

    def _item(self, item: Node, read: Callable[[Node], Lowered]) -> Lowered:
        if item.op == "each" and item.at is not None:
            return ["each", item.at.scope, item.at.section, item.value, self._item(item.of[0], read)]
        if item.op == "when":
            return ["when", self.true(item.of[0]), self._item(item.of[1], read)]
        return read(item)


def pattern(choices: tuple[str, ...]) -> str:
    """The codes that are meant as a regular expression both languages read alike."""
    written = (re.escape(choice).replace(r"\*", ".*").replace(r"\?", ".").replace(r"\-", "-") for choice in choices)
    return f"^(?:{'|'.join(written)})$"


CONDITIONS: Mapping[str, Callable[[Lowering, Node, bool], Lowered]] = {
    **dict.fromkeys(("and", "or", "=>", "not"), Lowering.logic),
    **dict.fromkeys(OPPOSITE, Lowering.compare),
    **dict.fromkeys(("filled", "blank"), Lowering.presence),
    "in": Lowering.membership,
    "listed": Lowering.listed,
    "true": Lowering.yes,
}
VALUES: Mapping[str, Callable[[Lowering, Node], Lowered]] = {
    **dict.fromkeys(("num", "str"), Lowering.literal),
    "nothing": Lowering.nothing,
    "cell": Lowering.cell,
    **dict.fromkeys(("unit", "period"), Lowering.field),
    **dict.fromkeys(SIGNS, Lowering.arithmetic),
    **dict.fromkeys(("neg", "abs", "round"), Lowering.alone),
    **dict.fromkeys(("year", "month", "years"), Lowering.calendar),
    "nvl": Lowering.fallback,
    "if": Lowering.choice,
    **dict.fromkeys(("sum", "min", "max", "avg", "count"), Lowering.aggregate),
}
