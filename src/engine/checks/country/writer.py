# SPDX-License-Identifier: EUPL-1.2
"""Generated numpy: one expression for each check, over a column of values of many reports at once.

Values stand in a domain: one for each report, or inside a loop one for each added row of each report. Blank is NaN, of
texts (which are numbers here) BLANK. As in generated Python a condition is written as „certainly true” or as „certainly
false”, and nothing of a form's names or texts enters the source.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FunctionType
from typing import Any

import numpy as np

from engine.answers.packing import BLANK, TEXTS
from engine.checks.country import runtime
from engine.checks.country.reads import Flat, Reads, Single
from engine.checks.selection import list_codes
from engine.checks.tree import RATIO, At, Node, place_of
from engine.checks.writing import Writing, any_of
from engine.definitions import FormDefinition

ARGUMENTS = "v,z,s,a,d,names"


class Unsupported(Exception):
    """This back end does not know how; the server's program does."""


class Writer(Writing):
    """Writes expressions of one form."""

    both, either = "&", "|"

    def __init__(self, definition: FormDefinition) -> None:
        super().__init__()
        self.definition = definition
        self.numbers = {
            address: number
            for number, (address, spec) in enumerate(definition.cells.items())
            if spec.type.kind not in TEXTS
        }
        self.reads = Reads()
        self._open: list[tuple[str, str, str]] = []

    def functions(self, sources: Sequence[str]) -> list[Any]:
        """The expressions made ready to be called."""
        helpers = {name: value for name, value in vars(runtime).items() if isinstance(value, FunctionType)}
        known = {"__builtins__": {}, "abs": np.abs, "where": np.where, "nan": runtime.NAN}
        space = {**known, **helpers, **self.constants}
        exec("made=[" + ",\n".join(f"lambda {ARGUMENTS}:{source}" for source in sources) + "]", space)  # noqa: S102  written here from numbers and own names only
        made: list[Any] = space["made"]
        return made

    @contextmanager
    def inside(self, loops: Sequence[tuple[str, str]]) -> Iterator[None]:
        """Within the loops of a check, which are over this sheet's rows."""
        self._open = [(name, "", section) for name, section in loops]
        try:
            yield
        finally:
            self._open = []

    def column(self, at: At) -> int:
        """Place of a numeric column of this sheet's added rows."""
        return self._flat(Flat("", at.section, at.column, text=False, aligned=False))

    def _flat(self, flat: Flat) -> int:
        return self.reads.flats.setdefault(flat, len(self.reads.flats))

    def domain(self) -> int:
        """The domain of the loops that stand open."""
        loops = tuple((scope, section) for _, scope, section in self._open)
        return self.reads.domains.setdefault(loops, len(self.reads.domains))

    # conditions

    def violated(self, node: Node) -> str:
        """Places where it is certainly false. Two plain sums are compared with zeros for blanks."""
        if node.op == "=" and not self._open and node.of[0].scale == node.of[1].scale:
            sides = [self._plain(part) for part in node.of]
            if all(sides):
                return f"uneven({','.join(self._added(numbers) for numbers in sides)})"
        return f"places({self.false(node)},d[{self.domain()}])"

    def _added(self, numbers: list[int]) -> str:
        self.reads.sum(numbers)
        return f"z[{numbers[0]}]" if len(numbers) == 1 else f"added({_picked(numbers)})"

    def condition(self, node: Node, truth: bool) -> str:
        found: str = _known(CONDITIONS, node)(self, node, truth)
        return found

    def same(self, x: str, y: str, truth: bool) -> str:
        return f"{'same' if truth else 'other'}({x},{y})"

    def unequal(self, _: Node, x: str, y: str) -> str:
        return f"unequal({x},{y})"

    def presence(self, node: Node, truth: bool) -> str:
        there = (node.op == "filled") == truth
        return f"{'filled' if there else 'blank'}({self._shown(node.of[0])})"

    def _shown(self, node: Node) -> str:
        return f"{self.value(node)}[0]" if node.scale == RATIO else self.value(node)

    def membership(self, node: Node, truth: bool) -> str:
        return (
            f"{'inside' if truth else 'outside'}({self.value(node.of[0])},{self.constant(any_of(node.choices))},names)"
        )

    def listed(self, node: Node, truth: bool) -> str:
        codes = frozenset(list_codes(self.definition, *node.choices) or ())
        return f"{'listed' if truth else 'unlisted'}({self.value(node.of[0])},{self.constant(codes)},names)"

    # values

    def value(self, node: Node) -> str:
        found: str = _known(VALUES, node)(self, node)
        return found

    def number(self, value: int) -> str:
        """Of numpy's own type, for which 1 == 1 is an array's truth."""
        return self.constant(np.float64(value))

    def literal(self, node: Node) -> str:
        if node.op == "str":
            return self.constant(np.int64(self.reads.text(str(node.value))))
        return self.number(int(node.value))

    def nothing(self, _: Node) -> str:
        """The key that a fixed row does not have; a key is a text or a code."""
        return self.constant(np.int64(BLANK))

    def cell(self, node: Node) -> str:
        at = place_of(node)
        if at.looped:
            return self._looped(at, node.kind in TEXTS)
        if at.scope or node.kind in TEXTS:
            return self._single(at.scope, at.address, node.kind)
        number = self._own(at)
        self.reads.cells.add(number)
        return self._spread(f"v[{number}]")

    def _own(self, at: At) -> int:
        return self.numbers[at.address]

    def _looped(self, at: At, text: bool) -> str:
        depth = next(depth for depth, (name, _, _) in enumerate(self._open) if name == at.row)
        _, scope, section = self._open[depth]
        if scope not in {"", at.scope}:
            raise Unsupported(at.address)
        flat = Flat(at.scope, section, at.column, text, aligned=at.scope != scope)
        name = f"a[{self._flat(flat)}]"
        return name if len(self._open) == 1 else f"{name}[d[{self.domain()}].rows[{depth}]]"

    def _single(self, scope: str, name: str, kind: str) -> str:
        single = Single(scope, name, kind in TEXTS)
        return self._spread(f"s[{self.reads.singles.setdefault(single, len(self.reads.singles))}]")

    def _spread(self, column: str) -> str:
        """A value of the report, for each row of it."""
        return f"{column}[d[{self.domain()}].reports]" if self._open else column

    def field(self, node: Node) -> str:
        return self._single(node.op, str(node.value), node.kind)

    def fallback(self, node: Node) -> str:
        first, second = node.of
        x, y = self.alike(node, first), self.alike(node, second)
        if node.scale == RATIO:
            return f"rnvl({x},{y})"
        return f"nvl({x},{y})"

    def choice(self, node: Node) -> str:
        test, then, other = node.of
        x, y = self.alike(node, then), self.alike(node, other)
        name = "rchoose" if node.scale == RATIO else "choose"
        return f"{name}({self.true(test)},{x},{self.false(test)},{y})"

    # aggregates

    def aggregate(self, node: Node) -> str:
        numbers = self._plain(node)
        if numbers:
            self.reads.sum(numbers)
            return self._spread(f"total_of({_picked(numbers)})")
        scale = max(item.scale for item in node.of)
        if node.op == "avg":
            return f"mean({self._items(node, 'sum', scale)},{self._items(node, 'count', scale)},{10**scale})"
        return self._items(node, node.op, scale)

    def _plain(self, node: Node) -> list[int]:
        """Numbers of the cells of a sum, where it is one of fixed cells of this sheet alone, or of such a cell."""
        parts = node.of if node.op == "sum" else (node,)
        own = [item.at for item in parts if item.op == "cell" and item.at and not item.at.scope and not item.at.looped]
        if len(own) < len(parts) or any(item.scale != node.scale or item.kind in TEXTS for item in parts):
            return []
        return [self._own(at) for at in own]

    def _items(self, node: Node, op: str, scale: int) -> str:
        name = {"sum": "total", "min": "least", "max": "most", "count": "total"}[op]
        return f"{name}([{','.join(self._item(item, op, scale) for item in node.of)}])"

    def _item(self, item: Node, op: str, scale: int) -> str:
        if item.op == "each" and item.at:
            self._open.append((str(item.value), item.at.scope, item.at.section))
            inner, domain = self._item(item.of[0], op, scale), self.domain()
            self._open.pop()
            return f"over_rows({self.constant('sum' if op == 'count' else op)},{inner},d[{domain}])"
        if item.op == "when":
            return f"where({self.true(item.of[0])},{self._item(item.of[1], op, scale)},nan)"
        if op == "count":
            return f"present({self._shown(item)})"
        return self.scaled(item, scale)


def _known(table: Mapping[str, Any], node: Node) -> Any:
    if node.op not in table:
        raise Unsupported(node.op)
    return table[node.op]


def _picked(numbers: list[int]) -> str:
    """Cells to be added up; as a slice where they stand at even distances."""
    step = numbers[1] - numbers[0] if len(numbers) > 1 else 1
    if step > 0 and numbers == list(range(numbers[0], numbers[-1] + 1, step)):
        return f"z[{numbers[0]}:{numbers[-1] + 1}:{step}]"
    return f"z[[{','.join(map(str, numbers))}]]"


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
    "nothing": Writer.nothing,
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
