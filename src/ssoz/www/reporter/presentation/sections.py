# SPDX-License-Identifier: EUPL-1.2
"""One section of the form as a table: headings, rows and cells, ready for the template to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from engine.answers import Sheet, format_cell, row_number
from engine.definitions import CellSpec, Dynamic, FormDefinition, Section
from ssoz.www.reporter.presentation.controls import Control, Controls
from ssoz.www.reporter.presentation.groups import Block, blocks, group_ids
from ssoz.www.reporter.presentation.headings import Headings, head
from ssoz.www.reporter.presentation.marks import NO_MARK, Mark
from ssoz.www.reporter.presentation.markup import answer_html, row_html
from ssoz.www.reporter.presentation.words import anchor, note_html, too_few, words


@dataclass(frozen=True, slots=True)
class CellView:
    state: str  # "closed" | "computed" | "field" | "shown"
    address: str
    id: str
    text: str
    labels: str  # ids of the headings that name it
    control: Control
    mark: Mark
    name: str = ""  # what a code means
    scale: int = 0
    required: bool = False
    flag: str = ""  # HTML of what stands at it beside the checks: remarks, notes, changes


@dataclass(frozen=True, slots=True)
class RowView:
    id: str
    code: str
    title: str
    symbol: str
    indent: int
    computed: bool
    cells: tuple[CellView, ...]
    key: CellView | None = None  # of an added row: the code that says what the row is about
    group: tuple[str, ...] = ()  # titles above it, outermost first
    group_ids: str = ""

    @property
    def html(self) -> SafeString:
        """What names the row, its number and its cells."""
        return row_html(self)

    @property
    def answer_html(self) -> SafeString:
        """The only cell of a field."""
        return answer_html(self.cells[0])

    @property
    def required(self) -> bool:
        return any(cell.required for cell in self.cells)


@dataclass(frozen=True, slots=True)
class AddView:
    """How a row is added: what it is called and how its code is chosen."""

    title: str
    label: str
    control: Control


@dataclass(frozen=True, slots=True)
class SectionView:
    code: str
    symbol: str
    title: str
    note: SafeString
    headings: Headings
    symbols: tuple[str, ...]
    rows: tuple[RowView, ...]
    row_title: str
    grows: bool  # rows can be added and removed
    add: AddView | None
    unique: bool = False  # a key may stand in one row only
    least: int = 0  # rows that have to be added
    few: str = ""  # what is said while there are fewer
    layout: str = "table"  # or "fields": a list of questions, one answer each

    @property
    def blocks(self) -> tuple[Block, ...]:
        return blocks(self.rows)

    @property
    def width(self) -> int:
        """Columns of the table, those of headings included."""
        return len(self.symbols) + 2 + self.grows

    @property
    def is_single(self) -> bool:
        """One value a row: laid out as questions and answers."""
        return len(self.symbols) == 1 and not self.row_title

    @property
    def is_wide(self) -> bool:
        return len(self.symbols) > 2


@dataclass(frozen=True, slots=True)
class Painter:
    """What every section of one page is painted with."""

    definition: FormDefinition
    sheet: Sheet
    controls: Controls
    marks: Mapping[str, Mark]
    editable: bool
    flags: Mapping[str, str] = field(default_factory=dict)

    def cell(self, spec: CellSpec, address: str, labels: str) -> CellView:
        value = None if spec.closed else self.sheet.cells.get(address)
        mark = self.marks.get(address, NO_MARK)
        code = value if mark.typed is None else mark.typed
        return CellView(
            state=self._state(spec),
            address=address,
            id=anchor(address),
            text=format_cell(spec, value) if mark.typed is None else mark.typed,
            labels=labels,
            control=self.controls.of(spec),
            mark=mark,
            name=spec.codes.get(str(code), "") if spec.codes and code is not None else "",
            scale=spec.type.scale,
            required=spec.required and spec.entered,
            flag=self.flags.get(address, ""),
        )

    def _state(self, spec: CellSpec) -> str:
        if spec.closed:
            return "closed"
        if spec.computed is not None:
            return "computed"
        return "field" if self.editable else "shown"


def section_view(painter: Painter, section: Section) -> SectionView:
    table = section.table
    headings = head(section.code, table.columns)
    return SectionView(
        code=section.code,
        symbol=section.symbol,
        title=words(section.title),
        note=note_html(section.note),
        headings=headings,
        symbols=tuple(column.symbol for column in table.columns),
        rows=(*_fixed_rows(painter, section, headings), *_added_rows(painter, section, headings)),
        row_title=words(table.dynamic.key.title) if table.dynamic else "",
        grows=table.dynamic is not None and painter.editable,
        add=_add(painter, section, table.dynamic),
        unique=table.dynamic is not None and table.dynamic.unique,
        least=table.dynamic.min if table.dynamic else 0,
        few=too_few(painter.definition, section),
        layout=section.layout,
    )


def _add(painter: Painter, section: Section, dynamic: Dynamic | None) -> AddView | None:
    if dynamic is None or not painter.editable or len(painter.sheet.added(section.code)) >= dynamic.max:
        return None
    key = painter.definition.added[section.code][dynamic.key.code]
    label = _("Dodaj oddział") if dynamic.key.code == "oddzial" else _("Dodaj wiersz")
    return AddView(words(dynamic.key.title) or _("Kod"), label, painter.controls.of(key))


def _fixed_rows(painter: Painter, section: Section, headings: Headings) -> Iterator[RowView]:
    known = painter.definition.cells
    for row, above in zip(section.table.rows, group_ids(section.code, section.table.rows), strict=True):
        row_id = f"{section.code}-{row.code}"
        addresses = [f"{section.code}.{row.code}.{column.code}" for column in section.table.columns]
        yield RowView(
            id=row_id,
            code=row.code,
            title=words(row.title),
            symbol="" if section.layout == "fields" and row.symbol == row.code else row.symbol,
            indent=row.indent,
            computed=row.computed is not None,
            group=tuple(words(title) for title in row.group),
            group_ids=above,
            cells=tuple(
                painter.cell(known[address], address, f"{above} {row_id} {labels}".strip())
                for address, labels in zip(addresses, headings.labels, strict=True)
            ),
        )


def _added_rows(painter: Painter, section: Section, headings: Headings) -> Iterator[RowView]:
    if section.table.dynamic is None:
        return
    key_code = section.table.dynamic.key.code
    specs = painter.definition.added[section.code]
    for row in painter.sheet.added(section.code):
        row_id = f"{section.code}-{row}"
        prefix = f"{section.code}.{row}."
        symbol = row_number(section, painter.sheet, row)
        key = painter.cell(specs[key_code], prefix + key_code, f"{section.code}-klucz {row_id}-nr")
        yield RowView(
            id=row_id,
            code=row,
            title=f"{key.text} {key.name}".strip(),
            symbol=symbol,
            indent=0,
            computed=False,
            cells=tuple(
                painter.cell(specs[column.code], prefix + column.code, f"{row_id} {labels}")
                for column, labels in zip(section.table.columns, headings.labels, strict=True)
            ),
            key=key,
        )
