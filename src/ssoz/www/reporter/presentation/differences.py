# SPDX-License-Identifier: EUPL-1.2
"""What is not the same in two versions of a report, by section, in the order of the form."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.answers import Difference, Sheet, Value, address_parts, difference, format_cell, row_label
from engine.definitions import CellSpec, FormDefinition
from ssoz.www.reporter.presentation.words import anchor, place_name, words


@dataclass(frozen=True, slots=True)
class DifferentCell:
    address: str
    place: str  # „wiersz 03, kolumna 2”
    row: str  # what the row is about
    column: str
    was: str
    now: str
    change: str  # „+12”, only of numbers that stand in both
    computed: bool

    @property
    def anchor(self) -> str:
        return anchor(self.address)


@dataclass(frozen=True, slots=True)
class DifferentSection:
    code: str
    symbol: str
    title: str
    cells: tuple[DifferentCell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    sections: tuple[DifferentSection, ...]

    @property
    def entered(self) -> tuple[DifferentCell, ...]:
        """What people changed; sums follow from it."""
        return tuple(cell for section in self.sections for cell in section.cells if not cell.computed)


def compared(definition: FormDefinition, before: Sheet, after: Sheet) -> Comparison:
    found: dict[str, list[DifferentCell]] = {section.code: [] for section in definition.sections}
    order = {address: number for number, address in enumerate(definition.addresses)}
    for cell in sorted(difference(before, after), key=lambda one: _rank(order, one)):
        section, row, _column = address_parts(cell.address)
        sheet = after if cell.now is not None or row in after.added(section) else before
        found[section].append(_different(definition, sheet, cell))
    return Comparison(tuple(_sections(definition, found)))


def _rank(order: dict[str, int], cell: Difference) -> tuple[int, int, str]:
    row = address_parts(cell.address)[1]
    return order.get(cell.address, len(order)), int(row[1:]) if row[1:].isdecimal() else 0, cell.address


def _sections(definition: FormDefinition, found: dict[str, list[DifferentCell]]) -> Iterator[DifferentSection]:
    for section in definition.sections:
        if found[section.code]:
            yield DifferentSection(section.code, section.symbol, words(section.title), tuple(found[section.code]))


def _different(definition: FormDefinition, sheet: Sheet, cell: Difference) -> DifferentCell:
    spec = definition.cell(cell.address)
    section, row, _column = address_parts(cell.address)
    return DifferentCell(
        address=cell.address,
        place=place_name(definition, sheet, cell.address).partition(", ")[2],
        row=row_label(definition, sheet, section, row),
        column=words(spec.column.title),
        was=_text(spec, cell.was),
        now=_text(spec, cell.now),
        change=_change(spec, cell),
        computed=spec.computed is not None,
    )


def _text(spec: CellSpec, value: Value | None) -> str:
    text = format_cell(spec, value)
    return f"{text} {spec.codes.get(text, '')}".strip() if spec.codes and text else text


def _change(spec: CellSpec, cell: Difference) -> str:
    if not spec.type.numeric or cell.was is None or cell.now is None:
        return ""
    change = int(cell.now) - int(cell.was)
    return f"{'+' if change > 0 else ''}{format_cell(spec, change)}"
