# SPDX-License-Identifier: EUPL-1.2
"""Generated Python: one function for all checks of a form, alike ones as one loop, and one for its computed cells.

Blank is NaN, so a comparison with a blank is false by itself. Each condition can be written as „certainly true” and as
„certainly false”; a check is violated when it is certainly false. Names and texts of a form never enter the source: it
is made of numbers, of names given here and of constants passed beside it.
"""

from collections.abc import Callable, Iterable, Mapping
from types import FunctionType
from typing import Any

from engine.checks import runtime
from engine.checks.hopes import Row
from engine.checks.layout import Layout
from engine.checks.selection import list_codes
from engine.checks.tree import RATIO, Node, place_of
from engine.checks.writing import Writing, any_of

INLINE_SUM = 12
HELPERS = {name: value for name, value in vars(runtime).items() if isinstance(value, FunctionType)}


class Writer(Writing):
    """Writes expressions of one form; the layout remembers what they read."""

    both, either = " and ", " or "

    def __init__(self, layout: Layout) -> None:
        super().__init__()
        self.layout = layout
        self._loops: dict[str, tuple[str, str]] = {}
        self._places: dict[tuple[str, int], str] | None = None  # while a shape is written: what its names stand for
        self._hoping = False

    def environment(self) -> dict[str, Any]:
        return {
            "__builtins__": {"abs": abs, "range": range, "sum": sum},
            "nan": runtime.NAN,
            "BLANK": runtime.BLANK,
            **HELPERS,
            **self.constants,
        }

    def loop(self, name: str, scope: str, section: str) -> tuple[str, str]:
        """Opens a loop over added rows: its variable and how many rows there are."""
        variable = f"r{len(self._loops)}"
        self._loops[name] = (variable, scope)
        return variable, f"m{self.layout.count(scope, section)}"

    def close(self, name: str) -> None:
        del self._loops[name]

    def shape(self, node: Node, hoping: bool = False) -> tuple[str, Row]:
        """„Certainly false” with {0}, {1} … in the place of cells, and the numbers of these: alike checks are one code.

        When `hoping`, of balances only that they do not agree or are blank, which is quicker to find out.
        """
        self._places, self._hoping = {}, hoping
        written, places = self.false(node), tuple(number for _, number in self._places)
        self._places, self._hoping = None, False
        return written, places

    def _read(self, vector: str, number: int) -> str:
        """A fixed cell or value."""
        return f"{vector}[{self._at('x' if vector == 'x' else 'v', number)}]"

    def _at(self, vector: str, number: int) -> str:
        """A number in a vector, or what stands for it in a shape."""
        if self._places is None:
            return str(number)
        return self._places.setdefault((vector, number), f"{{{len(self._places)}}}")

    # conditions

    def condition(self, node: Node, truth: bool) -> str:
        return CONDITIONS[node.op](self, node, truth)

    def same(self, x: str, y: str, truth: bool) -> str:
        return f"({x}=={y})" if truth else f"differs({x},{y})"

    def unequal(self, node: Node, x: str, y: str) -> str:
        a, b = node.of
        if self._hoping and a.scale == b.scale and self._plain(a) and self._plain(b):
            return f"({self._hoped(a)}!={self._hoped(b)})"
        return f"(abs({x}-{y})>0)"

    def _hoped(self, node: Node) -> str:
        """Cells added up as if none were blank."""
        numbers = self._plain(node)
        return f"sum({self._picked(numbers, 'z')})" if len(numbers) > INLINE_SUM else self._added("z", numbers)

    def _added(self, vector: str, numbers: list[int]) -> str:
        return "+".join(self._read(vector, number) for number in numbers)

    def presence(self, node: Node, truth: bool) -> str:
        part = node.of[0]
        x = self.value(part)
        x = f"{x}[0]" if part.scale == RATIO else x
        there = (node.op == "filled") == truth
        if part.op == "cell":
            return f"({x}{'==' if there else '!='}{x})"
        return f"filled({x})" if there else f"(not filled({x}))"

    def membership(self, node: Node, truth: bool) -> str:
        return f"{'inside' if truth else 'outside'}({self.value(node.of[0])},{self.constant(any_of(node.choices))})"

    def listed(self, node: Node, truth: bool) -> str:
        codes = frozenset(list_codes(self.layout.definition, *node.choices) or ())
        return f"{'listed' if truth else 'unlisted'}({self.value(node.of[0])},{self.constant(codes)})"

    # values

    def value(self, node: Node) -> str:
        hoping, self._hoping = self._hoping, False  # what a value is made of is certain
        written = VALUES[node.op](self, node)
        self._hoping = hoping
        return written

    def number(self, value: int) -> str:
        return f"({value})"

    def literal(self, node: Node) -> str:
        return self.constant(str(node.value)) if node.op == "str" else self.number(int(node.value))

    def cell(self, node: Node) -> str:
        at = place_of(node)
        if at.looped:
            variable, scope = self._loops[at.row]
            return f"a{self.layout.column(at, scope)}[{variable}]"
        if at.scope:
            return self._read("x", self.layout.place(node))
        return self._read("v", self.layout.numbers[at.address])

    def field(self, node: Node) -> str:
        return self._read("x", self.layout.place(node))

    def fallback(self, node: Node) -> str:
        x, y = (self.alike(node, part) for part in node.of)
        return f"rnvl({x},{y})" if node.scale == RATIO else f"nvl({x},{y})"

    def choice(self, node: Node) -> str:
        test, then, other = node.of
        blank = "BLANK" if node.scale == RATIO else "nan"
        x, y = self.alike(node, then), self.alike(node, other)
        return f"({x} if {self.true(test)} else {y} if {self.false(test)} else {blank})"

    # aggregates

    def aggregate(self, node: Node) -> str:
        if node.op == "sum":
            return self._sum(node)
        scale = max(item.scale for item in node.of)
        name = {"min": "least", "max": "most", "count": "counted", "avg": "mean"}[node.op]
        unit = f",{10**scale}" if node.op == "avg" else ""
        return f"{name}({self._list(node.of, scale, bare=node.op == 'count')}{unit})"

    def _sum(self, node: Node) -> str:
        numbers = self._plain(node)
        if 0 < len(numbers) <= INLINE_SUM:
            found = f"(t:={self._added('z', numbers)})"  # as zeros are added for blanks, another sum is no blank
            return f"(t if {found} and t==t else total([{','.join(self._read('v', number) for number in numbers)}]))"
        return f"total({self._picked(numbers, 'v') if numbers else self._list(node.of, node.scale)})"

    def _plain(self, node: Node) -> list[int]:
        """Numbers of the cells of a sum, where it is one of this sheet's fixed ones alone, or of such a cell."""
        parts = node.of if node.op == "sum" else (node,)
        own = [item.at for item in parts if item.at and item.op == "cell" and not item.at.scope and not item.at.looped]
        plain = len(own) == len(parts) and all(item.scale == node.scale for item in parts)
        return [self.layout.numbers[at.address] for at in own] if plain else []

    def _picked(self, numbers: list[int], vector: str) -> str:
        """Many cells of a sheet; as a slice where they stand at even distances."""
        first, second, *_, last = numbers
        step = second - first
        if step > 0 and numbers == list(range(first, last + 1, step)):
            return f"{vector}[{self._at('from', first)}:{self._at('to', last + 1)}:{self._at('by', step)}]"
        return f"[{','.join(self._read(vector, number) for number in numbers)}]"

    def _list(self, items: Iterable[Node], scale: int, bare: bool = False) -> str:
        return f"[{','.join(self._item(item, scale, bare) for item in items)}]"

    def _item(self, item: Node, scale: int, bare: bool) -> str:
        if item.op == "each" and item.at:
            variable, count = self.loop(str(item.value), item.at.scope, item.at.section)
            inner = item.of[0]
            test = f" if {self.true(inner.of[0])}" if inner.op == "when" else ""
            found = self._bare(inner.of[1] if inner.op == "when" else inner, scale, bare)
            self.close(str(item.value))
            return f"*[{found} for {variable} in range({count}){test}]"
        if item.op == "when":
            return f"*(({self._bare(item.of[1], scale, bare)},) if {self.true(item.of[0])} else ())"
        return self._bare(item, scale, bare)

    def _bare(self, node: Node, scale: int, bare: bool) -> str:
        return self.value(node) if bare else self.scaled(node, scale)


CONDITIONS: Mapping[str, Callable[[Writer, Node, bool], str]] = {
    **dict.fromkeys(("and", "or", "=>", "not"), Writer.logic),
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), Writer.compare),
    **dict.fromkeys(("filled", "blank"), Writer.presence),
    "in": Writer.membership,
    "listed": Writer.listed,
    "true": Writer.yes,
}
VALUES: Mapping[str, Callable[[Writer, Node], str]] = {
    **dict.fromkeys(("num", "str"), Writer.literal),
    "nothing": lambda writer, node: "nan",
    "cell": Writer.cell,
    **dict.fromkeys(("unit", "period"), Writer.field),
    **dict.fromkeys(("add", "sub"), Writer.sum_or_difference),
    "mul": Writer.product,
    "div": Writer.quotient,
    **dict.fromkeys(("neg", "abs", "round"), Writer.alone),
    **dict.fromkeys(("year", "month", "years"), Writer.calendar),
    "nvl": Writer.fallback,
    "if": Writer.choice,
    **dict.fromkeys(("sum", "min", "max", "avg", "count"), Writer.aggregate),
}
