# SPDX-License-Identifier: EUPL-1.2
"""Computed cells as formulas of a spreadsheet: a blank stays a blank, a quotient by zero is blank, halves go away from
zero. What has no plain words there (a choice, an age) has no formula; the value known now stands there instead."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from engine.answers import Sheet
from engine.checks import CompiledForm, Context, Period
from engine.checks.instances import Computed
from engine.checks.tree import At, Node
from engine.checks.world import World
from ssoz.documents.workbook.layout import BookLayout
from ssoz.reports.queries import ReportDetails, compiled_edition

MOST_ARGUMENTS = 200
SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
AGGREGATES = {"sum": "SUM", "min": "MIN", "max": "MAX", "avg": "AVERAGE", "count": "COUNT"}


class NoFormula(Exception):
    """A spreadsheet cannot say this."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a formula, and what has to hold for it to have a value: these cells are numbers, these tests pass."""

    text: str
    cells: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()

    @property
    def condition(self) -> str:
        tests = list(self.tests)
        if self.cells:
            cells = tuple(dict.fromkeys(self.cells))
            if len(cells) > MOST_ARGUMENTS:
                raise NoFormula
            tests.insert(0, f"COUNT({','.join(cells)})={len(cells)}")
        return f"AND({','.join(tests)})" if len(tests) > 1 else "".join(tests)


class Formulas:
    """Formulas of one workbook."""

    def __init__(self, compiled: CompiledForm, layout: BookLayout, period: Period) -> None:
        self.layout = layout
        self._world = World(compiled.definition, Sheet.empty(), Context(period=period), period)
        self._computed = {item.key: item for item in compiled.computed}

    def of(self, section: str, row: str, column: str) -> str | None:
        """The formula of a cell; None where there is none."""
        fixed = self._computed.get((section, row, column))
        item = fixed or self._computed.get((section, "$", column))
        if item is None:
            return None
        try:
            return self._formula(item, row)
        except NoFormula:
            return None

    def _formula(self, item: Computed, row: str) -> str:
        part = _Writer(self.layout, self._world, {item.at.row: row} if item.at.looped else {}).part(item.tree)
        value = f"ROUND({part.text},{item.spec.type.scale})"
        condition = part.condition
        return f'=IFERROR(IF({condition},{value},""),"")' if condition else f"={value}"


def formulas_of(details: ReportDetails, layout: BookLayout) -> Formulas:
    round = details.report.round
    return Formulas(compiled_edition(round.edition_id), layout, Period(round.period_start, round.period_end))


class _Writer:
    def __init__(self, layout: BookLayout, world: World, rows: Mapping[str, str]) -> None:
        self.layout, self.world, self.rows = layout, world, rows

    def part(self, node: Node) -> Part:
        written = PARTS.get(node.op)
        if written is None:
            raise NoFormula
        return written(self, node)

    def number(self, node: Node) -> Part:
        return Part(f"{Decimal(int(node.value)).scaleb(-max(node.scale, 0)):f}")

    def field(self, node: Node) -> Part:
        """Of the period; what is known now of the unit may change before the workbook comes back."""
        value = self.world.field(node.op, str(node.value))
        if not isinstance(value, int):
            raise NoFormula
        return Part(str(value))

    def cell(self, node: Node) -> Part:
        if node.at is None or node.at.scope:
            raise NoFormula
        name, row, column = self.layout.places[self._address(node.at)]
        cell = f"'{name}'!{xl_rowcol_to_cell(row, column)}"
        return Part(cell, (cell,))

    def arithmetic(self, node: Node) -> Part:
        a, b = (self.part(one) for one in node.of)
        tests = (*a.tests, *b.tests, *((f"{b.text}<>0",) if node.op == "div" else ()))
        return Part(f"({a.text}{SIGNS[node.op]}{b.text})", (*a.cells, *b.cells), tests)

    def alone(self, node: Node) -> Part:
        part = self.part(node.of[0])
        text = {"neg": f"(-{part.text})", "abs": f"ABS({part.text})"}.get(node.op)
        return Part(text or f"ROUND({part.text},{int(node.value)})", part.cells, part.tests)

    def fallback(self, node: Node) -> Part:
        first, other = (self.part(one) for one in node.of)
        if not first.condition or other.condition:
            raise NoFormula
        return Part(f"IF({first.condition},{first.text},{other.text})")

    def aggregate(self, node: Node) -> Part:
        """Over cells of sheets; neighbours above each other are one range."""
        if not all(item.kind in {"int", "dec", "money"} for item in node.of):
            raise NoFormula
        arguments = ",".join(self._ranges(node))
        return Part(f"{AGGREGATES[node.op]}({arguments})", tests=(f"COUNT({arguments})>0",))

    def _ranges(self, node: Node) -> Iterator[str]:
        places = [place for item in node.of for place in self._items(item)]
        ranges = list(_joined(places))
        if not 0 < len(ranges) <= MOST_ARGUMENTS:
            raise NoFormula
        for name, first, last, column in ranges:
            yield f"'{name}'!{xl_range(first, column, last, column)}"

    def _items(self, item: Node) -> Iterator[tuple[str, int, int]]:
        if item.op == "each" and item.at and not item.at.scope:
            inner = item.of[0]
            if inner.op != "cell" or inner.at is None or inner.at.scope:
                raise NoFormula
            for row in self.layout.by_code[item.at.section].rows:
                yield self.layout.places[f"{inner.at.section}.{row}.{inner.at.column}"]
        elif item.op == "cell" and item.at and not item.at.scope:
            yield self.layout.places[self._address(item.at)]
        else:
            raise NoFormula

    def _address(self, at: At) -> str:
        return f"{at.section}.{self.rows.get(at.row, at.row)}.{at.column}"


def _joined(places: list[tuple[str, int, int]]) -> Iterator[tuple[str, int, int, int]]:
    """Sheet, first and last row, column of each run of neighbours."""

    def run(pair: tuple[int, tuple[str, int, int]]) -> tuple[str, int, int]:
        at, (name, row, column) = pair
        return name, column, row - at

    ordered = sorted(places, key=lambda place: (place[0], place[2], place[1]))
    for _key, members in groupby(enumerate(ordered), key=run):
        found = [place for _at, place in members]
        yield found[0][0], found[0][1], found[-1][1], found[0][2]


PARTS: Mapping[str, Callable[[_Writer, Node], Part]] = {
    "num": _Writer.number,
    "cell": _Writer.cell,
    "period": _Writer.field,
    **dict.fromkeys(SIGNS, _Writer.arithmetic),
    **dict.fromkeys(("neg", "abs", "round"), _Writer.alone),
    "nvl": _Writer.fallback,
    **dict.fromkeys(AGGREGATES, _Writer.aggregate),
}
