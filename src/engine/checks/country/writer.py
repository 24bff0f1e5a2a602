# SPDX-License-Identifier: EUPL-1.2
"""Generated numpy: one expression for each check, over a column of values of many reports at once.

Values stand in a domain: one for each report, or inside a loop one for each added row of each report. Blank is NaN, of
texts (which are numbers here) BLANK. As in generated Python a condition is written as „certainly true” or as „certainly
false”, and nothing of a form's names or texts enters the source.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import translate
from types import FunctionType
from typing import Any

import numpy as np

from engine.answers.packing import BLANK, TEXTS, short_text
from engine.checks.country import runtime
from engine.checks.selection import list_codes
from engine.checks.tree import RATIO, At, Node
from engine.definitions import FormDefinition

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
ARGUMENTS = "v,z,b,s,a,d,names"
Loops = tuple[tuple[str, str], ...]  # scope and section of each, from outside in


class Unsupported(Exception):
    """This back end does not know how; the server's program does."""


@dataclass(frozen=True, slots=True)
class Single:
    """A value a report has once: a cell, or a field of the unit or the period."""

    scope: str
    name: str
    text: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """A column of added rows; `aligned`: an earlier sheet's values, in the order of this sheet's rows."""

    scope: str
    section: str
    column: str
    text: bool
    aligned: bool


@dataclass
class Reads:
    """What the expressions read, each with its place."""

    singles: dict[Single, int] = field(default_factory=dict)
    flats: dict[Flat, int] = field(default_factory=dict)
    domains: dict[Loops, int] = field(default_factory=lambda: {(): 0})
    texts: dict[str, int] = field(default_factory=dict)

    def text(self, text: str) -> int:
        """Number of a text in an expression."""
        short = short_text(text)
        return short if short is not None else self.texts.setdefault(text, -1 - len(self.texts))


class Writer:
    """Writes expressions of one form."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self.numbers = {
            address: number
            for number, (address, spec) in enumerate(definition.cells.items())
            if spec.type.kind not in TEXTS
        }
        self.reads = Reads()
        self.constants: dict[str, Any] = {}
        self._names: dict[Any, str] = {}
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

    def true(self, node: Node) -> str:
        return self._side(node, True)

    def false(self, node: Node) -> str:
        return self._side(node, False)

    def _side(self, node: Node, truth: bool) -> str:
        found: str = _known(CONDITIONS, node)(self, node, truth)
        return found

    def logic(self, node: Node, truth: bool) -> str:
        if node.op == "not":
            return self._side(node.of[0], not truth)
        a, b = node.of
        first = self._side(a, truth != (node.op == "=>"))
        joint = "&" if (node.op == "and") == truth else "|"
        return f"({first}{joint}{self._side(b, truth)})"

    def compare(self, node: Node, truth: bool) -> str:
        a, b = node.of
        equal = (node.op == "=") == truth
        if a.kind in TEXTS:
            return f"{'same' if equal else 'other'}({self.value(a)},{self.value(b)})"
        if RATIO in {a.scale, b.scale}:
            x, y = f"rcompare({self.ratio(a)},{self.ratio(b)})", "0"
        else:
            scale = max(a.scale, b.scale)
            x, y = self.scaled(a, scale), self.scaled(b, scale)
        if node.op in OPPOSITE:
            return f"({x}{node.op if truth else OPPOSITE[node.op]}{y})"
        return f"({x}=={y})" if equal else f"(abs({x}-{y})>0)"

    def presence(self, node: Node, truth: bool) -> str:
        there = (node.op == "filled") == truth
        return f"{'filled' if there else 'blank'}({self._shown(node.of[0])})"

    def _shown(self, node: Node) -> str:
        return f"{self.value(node)}[0]" if node.scale == RATIO else self.value(node)

    def membership(self, node: Node, truth: bool) -> str:
        pattern = re.compile("|".join(translate(choice) for choice in node.choices))
        return f"{'inside' if truth else 'outside'}({self.value(node.of[0])},{self.constant(pattern)},names)"

    def listed(self, node: Node, truth: bool) -> str:
        codes = frozenset(list_codes(self.definition, *node.choices) or ())
        return f"{'listed' if truth else 'unlisted'}({self.value(node.of[0])},{self.constant(codes)},names)"

    def yes(self, node: Node, truth: bool) -> str:
        return f"({self.value(node.of[0])}=={int(truth)})"

    # values

    def value(self, node: Node) -> str:
        """Scaled integers, numbers of texts, or a pair for a quotient."""
        found: str = _known(VALUES, node)(self, node)
        return found

    def scaled(self, node: Node, scale: int) -> str:
        more = 10 ** (scale - node.scale)
        if node.op == "num":
            return self.number(int(node.value) * more)
        return self.value(node) if more == 1 else f"({self.value(node)}*{more})"

    def ratio(self, node: Node) -> str:
        return self.value(node) if node.scale == RATIO else f"({self.value(node)},{10**node.scale})"

    def rounded(self, node: Node, scale: int) -> str:
        if node.scale != RATIO and node.scale <= scale:
            return self.scaled(node, scale)
        return f"rround({self.ratio(node)},{10**scale})"

    def constant(self, value: Any) -> str:
        key = (type(value), value)
        if key not in self._names:
            self._names[key] = f"K{len(self._names)}"
            self.constants[self._names[key]] = value
        return self._names[key]

    def number(self, value: int) -> str:
        """Of numpy's own type, for which 1 == 1 is an array's truth."""
        return self.constant(np.float64(value))

    def literal(self, node: Node) -> str:
        if node.op == "str":
            return self.constant(np.int64(self.reads.text(str(node.value))))
        return self.number(int(node.value))

    def nothing(self, node: Node) -> str:
        return self.constant(np.int64(BLANK)) if node.kind in TEXTS else "nan"

    def cell(self, node: Node) -> str:
        at = _cell(node)
        if at.looped:
            return self._looped(at, node.kind in TEXTS)
        if at.scope or node.kind in TEXTS:
            return self._single(at.scope, at.address, node.kind)
        return self._spread(f"v[{self._own(at)}]")

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
        first, second = node.of
        x, y = self._as(node, first), self._as(node, second)
        if node.scale == RATIO:
            return f"rnvl({x},{y})"
        if second.op == "num" and second.value == 0 and x.startswith("v["):
            return f"z{x[1:]}"
        return f"nvl({x},{y})"

    def choice(self, node: Node) -> str:
        test, then, other = node.of
        x, y = self._as(node, then), self._as(node, other)
        name = "rchoose" if node.scale == RATIO else "choose"
        return f"{name}({self.true(test)},{x},{self.false(test)},{y})"

    def _as(self, node: Node, part: Node) -> str:
        """A part in the shape of the whole."""
        if node.scale == RATIO:
            return self.ratio(part)
        return self.value(part) if node.kind in TEXTS else self.scaled(part, node.scale)

    # aggregates

    def aggregate(self, node: Node) -> str:
        numbers = self._plain(node)
        if numbers is not None:
            total = f"total_of({_picked(numbers, 'z')},{_picked(numbers, 'b')})"
            return self._spread(total)
        scale = max(item.scale for item in node.of) if node.op != "count" else 0
        if node.op == "avg":
            return f"mean({self._items(node, 'sum', scale)},{self._items(node, 'count', scale)},{10**scale})"
        return self._items(node, node.op, scale)

    def _plain(self, node: Node) -> list[int] | None:
        """Numbers of the cells of a sum, where it is one of fixed cells of this sheet alone."""
        own = [
            item.at for item in node.of if item.op == "cell" and item.at and not item.at.scope and not item.at.looped
        ]
        if node.op != "sum" or len(own) < len(node.of) or any(item.scale != node.scale for item in node.of):
            return None
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


def _cell(node: Node) -> At:
    if node.at is None:
        raise TypeError(node.op)
    return node.at


def _picked(numbers: list[int], matrix: str) -> str:
    """Rows of a matrix; as a slice where they stand at even distances."""
    step = numbers[1] - numbers[0] if len(numbers) > 1 else 1
    if step > 0 and numbers == list(range(numbers[0], numbers[-1] + 1, step)):
        return f"{matrix}[{numbers[0]}:{numbers[-1] + 1}:{step}]"
    return f"[{','.join(f'{matrix}[{number}]' for number in numbers)}]"


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
