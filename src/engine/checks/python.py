# SPDX-License-Identifier: EUPL-1.2
"""Generated Python: one function for all checks of a form, alike ones as one loop, and one for its computed cells.

Blank is NaN, so a comparison with a blank is false by itself. Each condition can be written as „certainly true” and as
„certainly false”; a check is violated when it is certainly false. Names and texts of a form never enter the source: it
is made of numbers, of names given here and of constants passed beside it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from fnmatch import translate
from types import FunctionType
from typing import Any, cast

from engine.checks import runtime
from engine.checks.layout import Layout
from engine.checks.selection import list_codes
from engine.checks.tree import RATIO, At, Node

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
INLINE_SUM = 12
HELPERS = {name: value for name, value in vars(runtime).items() if isinstance(value, FunctionType)}


class Writer:
    """Writes expressions of one form; the layout remembers what they read."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.constants: dict[str, Any] = {}
        self._names: dict[Any, str] = {}
        self._loops: dict[str, tuple[str, str]] = {}
        self._places: list[int] | None = None  # while a shape is written

    def environment(self) -> dict[str, Any]:
        return {
            "__builtins__": {"abs": abs, "range": range},
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

    def shape(self, node: Node) -> tuple[str, tuple[int, ...]]:
        """„Certainly false” with names in the place of cells, and the numbers of these: alike checks are one code."""
        self._places = []
        written, places = self.false(node), tuple(self._places)
        self._places = None
        return written, places

    def _at(self, number: int) -> str:
        """The number of a fixed cell or value, or the name that stands for it in a shape."""
        if self._places is None:
            return str(number)
        self._places.append(number)
        return f"p{len(self._places) - 1}"

    # conditions

    def true(self, node: Node) -> str:
        return CONDITIONS[node.op](self, node, True)

    def false(self, node: Node) -> str:
        return CONDITIONS[node.op](self, node, False)

    def _side(self, node: Node, truth: bool) -> str:
        return self.true(node) if truth else self.false(node)

    def logic(self, node: Node, truth: bool) -> str:
        if node.op == "not":
            return self._side(node.of[0], not truth)
        a, b = node.of
        first = self._side(a, truth != (node.op == "=>"))
        joint = "and" if (node.op == "and") == truth else "or"
        return f"({first} {joint} {self._side(b, truth)})"

    def compare(self, node: Node, truth: bool) -> str:
        a, b = node.of
        if a.kind in {"text", "code"}:
            x, y = self.value(a), self.value(b)
            return f"({x}=={y})" if (node.op == "=") == truth else f"differs({x},{y})"
        if RATIO in {a.scale, b.scale}:
            x, y = f"rcompare({self.ratio(a)},{self.ratio(b)})", "0"
        else:
            scale = max(a.scale, b.scale)
            x, y = self.scaled(a, scale), self.scaled(b, scale)
        if node.op in OPPOSITE:
            return f"({x}{node.op if truth else OPPOSITE[node.op]}{y})"
        return f"({x}=={y})" if (node.op == "=") == truth else f"(abs({x}-{y})>0)"

    def presence(self, node: Node, truth: bool) -> str:
        part = node.of[0]
        x = self.value(part)
        x = f"{x}[0]" if part.scale == RATIO else x
        there = (node.op == "filled") == truth
        if part.op == "cell":
            return f"({x}{'==' if there else '!='}{x})"
        return f"filled({x})" if there else f"(not filled({x}))"

    def membership(self, node: Node, truth: bool) -> str:
        pattern = re.compile("|".join(translate(choice) for choice in node.choices))
        return f"{'inside' if truth else 'outside'}({self.value(node.of[0])},{self.constant(pattern)})"

    def listed(self, node: Node, truth: bool) -> str:
        codes = frozenset(list_codes(self.layout.definition, *node.choices) or ())
        return f"{'listed' if truth else 'unlisted'}({self.value(node.of[0])},{self.constant(codes)})"

    def yes(self, node: Node, truth: bool) -> str:
        return f"({self.value(node.of[0])}=={int(truth)})"

    # values

    def value(self, node: Node) -> str:
        """A scaled integer, a text, or a pair for a quotient."""
        return VALUES[node.op](self, node)

    def scaled(self, node: Node, scale: int) -> str:
        more = 10 ** (scale - node.scale)
        if node.op == "num":
            return str(int(node.value) * more)
        return self.value(node) if more == 1 else f"({self.value(node)}*{more})"

    def ratio(self, node: Node) -> str:
        return self.value(node) if node.scale == RATIO else f"({self.value(node)},{10**node.scale})"

    def rounded(self, node: Node, scale: int) -> str:
        """A number as an integer of a given scale, rounded where it must be."""
        if node.scale != RATIO and node.scale <= scale:
            return self.scaled(node, scale)
        return f"rround({self.ratio(node)},{10**scale})"

    def constant(self, value: Any) -> str:
        if value not in self._names:
            name = f"K{len(self._names)}"
            self._names[value] = name
            self.constants[name] = value
        return self._names[value]

    def literal(self, node: Node) -> str:
        return self.constant(str(node.value)) if node.op == "str" else f"({int(node.value)})"

    def cell(self, node: Node) -> str:
        at = cast(At, node.at)
        if at.looped:
            variable, scope = self._loops[at.row]
            return f"a{self.layout.column(at, scope)}[{variable}]"
        if at.scope:
            return f"x[{self._at(self.layout.place(node))}]"
        return f"v[{self._at(self.layout.numbers[at.address])}]"

    def field(self, node: Node) -> str:
        return f"x[{self._at(self.layout.place(node))}]"

    def sum_or_difference(self, node: Node) -> str:
        a, b = node.of
        if node.scale == RATIO:
            return f"r{node.op}({self.ratio(a)},{self.ratio(b)})"
        sign = "+" if node.op == "add" else "-"
        return f"({self.scaled(a, node.scale)}{sign}{self.scaled(b, node.scale)})"

    def product(self, node: Node) -> str:
        a, b = node.of
        if node.scale == RATIO:
            return f"rmul({self.ratio(a)},{self.ratio(b)})"
        return f"({self.value(a)}*{self.value(b)})"

    def quotient(self, node: Node) -> str:
        return f"rdiv({self.ratio(node.of[0])},{self.ratio(node.of[1])})"

    def alone(self, node: Node) -> str:
        part = node.of[0]
        if node.op == "round":
            return self.rounded(part, node.scale)
        x = self.value(part)
        if node.scale == RATIO:
            return f"r{node.op}({x})"
        return f"abs({x})" if node.op == "abs" else f"(-{x})"

    def calendar(self, node: Node) -> str:
        return f"{node.op}({','.join(map(self.value, node.of))})"

    def fallback(self, node: Node) -> str:
        x, y = (self._as(node, part) for part in node.of)
        return f"rnvl({x},{y})" if node.scale == RATIO else f"nvl({x},{y})"

    def choice(self, node: Node) -> str:
        test, then, other = node.of
        blank = "BLANK" if node.scale == RATIO else "nan"
        x, y = self._as(node, then), self._as(node, other)
        return f"({x} if {self.true(test)} else {y} if {self.false(test)} else {blank})"

    def _as(self, node: Node, part: Node) -> str:
        """A part in the shape of the whole."""
        if node.scale == RATIO:
            return self.ratio(part)
        return self.value(part) if node.kind == "text" else self.scaled(part, node.scale)

    # aggregates

    def aggregate(self, node: Node) -> str:
        if node.op == "sum":
            return self._sum(node)
        scale = max(item.scale for item in node.of) if node.op != "count" else 0
        name = {"min": "least", "max": "most", "count": "counted", "avg": "mean"}[node.op]
        unit = f",{10**scale}" if node.op == "avg" else ""
        return f"{name}({self._list(node.of, scale, bare=node.op == 'count')}{unit})"

    def _sum(self, node: Node) -> str:
        addresses = [item.at.address for item in node.of if item.op == "cell" and item.at and not _far(item.at)]
        plain = len(addresses) == len(node.of) and all(item.scale == node.scale for item in node.of)
        if not plain:
            return f"total({self._list(node.of, node.scale)})"
        numbers = [self.layout.numbers[address] for address in addresses]
        if len(numbers) > INLINE_SUM:
            return f"total({self._picked(numbers)})"
        names = [self._at(number) for number in numbers]
        return f"({'+'.join(f'z[{name}]' for name in names)} or none([{','.join(f'v[{name}]' for name in names)}]))"

    def _picked(self, numbers: list[int]) -> str:
        """Many cells of v; as a slice where they stand at even distances."""
        step = numbers[1] - numbers[0] if len(numbers) > 1 else 1
        if step > 0 and numbers == list(range(numbers[0], numbers[-1] + 1, step)):
            return f"v[{self._at(numbers[0])}:{self._at(numbers[-1] + 1)}:{self._at(step)}]"
        return f"[{','.join(f'v[{self._at(number)}]' for number in numbers)}]"

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


def _far(at: At) -> bool:
    return bool(at.scope) or at.looped


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
