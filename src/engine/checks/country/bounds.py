# SPDX-License-Identifier: EUPL-1.2
"""How far floating point is exact: whole numbers up to 2^53.

For each expression the largest cells are found with which nothing on the way to its result can pass that limit. A
report with a larger one is judged by the server's program, which has no limit.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping

from engine.checks.tree import RATIO, Node

EXACT = 2**53
ROWS = 2**13  # of one section in one report; more are left to the server's program
YEARS = 10_000
NOWHERE = -1  # not even with zeros

Size = tuple[int, int]  # greatest numerator and denominator; the denominator of a whole number is 1


def reach(tree: Node, scale: int | None = None) -> int:
    """With all cells within this limit the tree is exact in floating point; `scale`: where its value is rounded to.

    At most 2^52: of a greater cell it can still be seen that it is greater, while 2^53 + 1 already looks like 2^53.
    """
    exact = bisect_right(range(53), EXACT, key=lambda bits: Sizes(1 << bits).peak(tree, scale))
    return 1 << exact - 1 if exact else NOWHERE


class Sizes:
    """Greatest values in a tree whose cells are at most `cell`."""

    def __init__(self, cell: int) -> None:
        self.cell = cell
        self._peak = 0

    def peak(self, tree: Node, scale: int | None = None) -> int:
        """The greatest number on the way to a value, and on to its rounding."""
        if scale is None:
            self.of(tree)
        else:
            self.rounded(tree, scale)
        return self._peak

    def of(self, node: Node) -> Size:
        above, below = MEANINGS.get(node.op, Sizes._parts)(self, node)
        self._peak = max(self._peak, above, below)
        return above, below

    def scaled(self, node: Node, scale: int) -> int:
        found: int = self.of(node)[0] * 10 ** max(0, scale - node.scale)
        self._peak = max(self._peak, found)
        return found

    def rounded(self, node: Node, scale: int) -> int:
        above, below = self.ratio(node)
        whole: int = above * 10**scale
        self._peak = max(self._peak, whole * 2 + below * 2)
        return whole + 1

    def ratio(self, node: Node) -> Size:
        above, below = self.of(node)
        return (above, below) if node.scale == RATIO else (above, 10**node.scale)

    def _parts(self, node: Node) -> Size:
        """A choice among its parts: as large as the largest of them."""
        if node.scale == RATIO:
            sizes = [self.ratio(part) for part in node.of]
            return max(above for above, _ in sizes), max(below for _, below in sizes)
        return max(self.scaled(part, node.scale) for part in node.of), 1

    def _condition(self, node: Node) -> Size:
        for part in node.of:
            self.of(part)
        return 0, 1

    def _constant(self, node: Node) -> Size:
        return abs(int(node.value)), 1

    def _cell(self, node: Node) -> Size:
        return self.cell, 1

    def _sum(self, node: Node) -> Size:
        a, b = node.of
        if node.scale != RATIO:
            return self.scaled(a, node.scale) + self.scaled(b, node.scale), 1
        (p, q), (r, s) = self.ratio(a), self.ratio(b)
        return p * s + r * q, q * s

    def _product(self, node: Node) -> Size:
        if node.scale != RATIO:
            return self.of(node.of[0])[0] * self.of(node.of[1])[0], 1
        (p, q), (r, s) = (self.ratio(part) for part in node.of)
        return p * r, q * s

    def _quotient(self, node: Node) -> Size:
        (p, q), (r, s) = (self.ratio(part) for part in node.of)
        return p * s, q * r

    def _calendar(self, node: Node) -> Size:
        for part in node.of:
            self.of(part)
        return YEARS, 1

    def _rounded(self, node: Node) -> Size:
        return self.rounded(node.of[0], int(node.value)), 1

    def _compare(self, node: Node) -> Size:
        a, b = node.of
        if RATIO in {a.scale, b.scale}:
            (p, q), (r, s) = self.ratio(a), self.ratio(b)
            self._peak = max(self._peak, p * s, r * q)
        else:
            for part in node.of:
                self.scaled(part, max(a.scale, b.scale))
        return 0, 1

    def _aggregate(self, node: Node) -> Size:
        scale = max(item.scale for item in node.of)
        total = sum(self.scaled(item, scale) * _copies(item) for item in node.of)
        number = sum(_copies(item) for item in node.of)
        return {"count": (number, 1), "avg": (total, number * 10**scale)}.get(node.op, (total, 1))


def _copies(item: Node) -> int:
    """How many values an item of an aggregate stands for at most."""
    return ROWS if item.op == "each" else 1


MEANINGS: Mapping[str, Callable[[Sizes, Node], Size]] = {
    "num": Sizes._constant,
    **dict.fromkeys(("year", "month", "years"), Sizes._calendar),
    **dict.fromkeys(("cell", "unit", "period"), Sizes._cell),
    **dict.fromkeys(("str", "nothing"), lambda sizes, node: (0, 1)),
    **dict.fromkeys(("add", "sub"), Sizes._sum),
    "mul": Sizes._product,
    "div": Sizes._quotient,
    "round": Sizes._rounded,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), Sizes._compare),
    **dict.fromkeys(("and", "or", "=>", "not", "filled", "blank", "in", "listed", "true"), Sizes._condition),
    **dict.fromkeys(("sum", "min", "max", "avg", "count"), Sizes._aggregate),
}
