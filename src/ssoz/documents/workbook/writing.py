# SPDX-License-Identifier: EUPL-1.2
"""The workbook of a report: a sheet for each section, protected but for the cells that people fill in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from engine.answers import Value
from engine.definitions import CellSpec, CellType, Column
from ssoz.documents.workbook import identity
from ssoz.documents.workbook.formulas import Formulas
from ssoz.documents.workbook.identity import Identity
from ssoz.documents.workbook.layout import FIRST, HEAD, SYMBOL, TITLE, BookLayout, Line, SectionLayout
from ssoz.documents.workbook.styles import Styles, validation

LISTS = "słowniki"
CLOSED = "×"
PROTECTED = {"format_columns": True, "format_rows": True, "select_locked_cells": True, "select_unlocked_cells": True}
WIDTHS = {"text": 30, "code": 40, "date": 12}  # in signs
TITLES = 46
LINE = 13  # points
Rules = dict[tuple[int, int], tuple[CellType, str]]  # by row and column


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What one workbook holds. `values` blank: an empty form; `prior`: last year's by address."""

    layout: BookLayout
    values: Mapping[str, Value]
    prior: Mapping[str, Value]
    formulas: Formulas
    identity: Identity
    title: str
    facts: tuple[tuple[str, str], ...]
    earlier: str
    made_at: datetime


def workbook(contents: Contents) -> bytes:
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": contents.title, "created": contents.made_at.replace(tzinfo=None)})
    writer = _Writer(book, contents)
    writer.cover()
    for layout in contents.layout.sections:
        writer.section(layout)
    writer.finish()
    book.close()
    return out.getvalue()


HELP = (
    "Wypełnia się białe pola na arkuszach „Dział …”. Szare pola wyliczają się same albo są zamknięte (×).",
    "Pole puste znaczy „nie podano”; zero wpisuje się jako 0.",
    "Arkuszy i wierszy nie usuwa się, nie przesuwa i nie nazywa inaczej; wierszy do dopisania jest zapas.",
    "Do pól wpisuje się wartości, nie formuły. Wklejać najlepiej „same wartości”.",
    "Zapisany plik wczytuje się na stronie tego sprawozdania: system pokaże, co się zmieni, zanim cokolwiek zapisze.",
)


@dataclass
class _Writer:
    book: Any
    contents: Contents
    styles: Styles = field(init=False)
    lists: dict[tuple[str, str], tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.styles = Styles(self.book)

    def cover(self) -> None:
        sheet = self.book.add_worksheet("Objaśnienia")
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, self.contents.title, self.styles.title)
        row = 2
        for name, value in self.contents.facts:
            sheet.write_string(row, 0, name, self.styles.soft)
            sheet.write_string(row, 1, value, self.styles.of(bold=True, text_wrap=True))
            row += 1
        sheet.write_string(row + 1, 0, "Jak wypełnić", self.styles.of(bold=True))
        for number, sentence in enumerate(HELP, row + 2):
            sheet.write_string(number, 0, f"{number - row - 1}.", self.styles.of(align="right"))
            sheet.write_string(number, 1, sentence, self.styles.of(text_wrap=True))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 96)
        sheet.protect("", PROTECTED)

    def section(self, layout: SectionLayout) -> None:
        sheet = self.book.add_worksheet(layout.name)
        self._top(sheet, layout)
        rules: Rules = {}
        for line in layout.lines:
            self._line(sheet, layout, line, rules)
        for (first, last, column), (cell_type, source) in _runs(rules):
            if rule := validation(cell_type, source):
                sheet.data_validation(first, column, last, column, rule)
        self._shape(sheet, layout)

    # the head

    def _top(self, sheet: Any, layout: SectionLayout) -> None:
        title = f"Dział {layout.section.symbol}. {layout.section.title.pl}"
        sheet.write_string(0, SYMBOL, title, self.styles.title)
        sheet.write_string(1, SYMBOL, self.contents.title, self.styles.soft)
        sheet.write_string(2, SYMBOL, "Białe pola wypełnia się, szare nie.", self.styles.soft)
        self._heads(sheet, layout, FIRST)
        span = (HEAD, layout.symbols - 1)
        titles = {SYMBOL: "Wiersz", TITLE: layout.key.title.pl if layout.key and not layout.section.table.rows else ""}
        for column, text in titles.items():
            _spread(sheet, (span[0], column, span[1], column), text or "Wyszczególnienie", self.styles.head)
        for column, text in ((SYMBOL, ""), (TITLE, "0")):
            sheet.write_string(layout.symbols, column, text, self.styles.symbol)
        if self._shows_prior(layout):
            sheet.write_string(HEAD - 1, layout.prior, self.contents.earlier, self.styles.of(bold=True, italic=True))
            self._heads(sheet, layout, layout.prior)

    def _heads(self, sheet: Any, layout: SectionLayout, left: int) -> None:
        heights: dict[int, float] = {}
        for heading in layout.headings:
            height = _height(heading.title, 11 * heading.across) / heading.down
            heights[heading.row] = max(height, heights.get(heading.row, 0))
            first = left + heading.first
            area = (heading.row, first, heading.row + heading.down - 1, first + heading.across - 1)
            _spread(sheet, area, heading.title or _answer(layout), self.styles.head)
        for row, height in heights.items():
            sheet.set_row(row, max(height, LINE + 3))
        for place, column in enumerate(layout.columns):
            sheet.write_string(layout.symbols, left + place, column.symbol, self.styles.symbol)

    # the rows

    def _line(self, sheet: Any, layout: SectionLayout, line: Line, rules: Rules) -> None:
        last = FIRST + len(layout.columns) - 1
        if line.kind == "heading":
            for column in range(SYMBOL, last + 1):
                sheet.write_string(line.number, column, line.heading if column == TITLE else "", self.styles.group)
            return
        sheet.write_string(line.number, SYMBOL, line.symbol, self.styles.symbol)
        if line.row is not None:
            sheet.write_string(line.number, TITLE, line.row.title.pl, self.styles.label(line.row.indent))
            sheet.set_row(line.number, _height(line.row.title.pl, TITLES))
        for spec, address, column in self._cells(layout, line):
            self._cell(sheet, spec, address, (line.number, column), rules)
        if self._shows_prior(layout):
            self._prior(sheet, layout, line)

    def _cells(self, layout: SectionLayout, line: Line) -> Iterator[tuple[CellSpec, str, int]]:
        form, section = self.contents.layout.definition, layout.section.code
        for column in layout.columns if line.kind == "fixed" or not layout.key else (layout.key, *layout.columns):
            address = f"{section}.{line.code}.{column.code}"
            spec = form.cells[address] if line.kind == "fixed" else form.added[section][column.code]
            yield spec, address, layout.column(column.code)

    def _cell(self, sheet: Any, spec: CellSpec, address: str, place: tuple[int, int], rules: Rules) -> None:
        value = self.contents.values.get(address)
        if spec.closed:
            sheet.write_string(*place, CLOSED, self.styles.closed)
        elif spec.computed is not None:
            formula = self.contents.formulas.of(*address.split("."))
            if formula:
                sheet.write_formula(*place, formula, self.styles.computed(spec), _native(spec, value))
            else:
                _write(sheet, place, _native(spec, value), self.styles.computed(spec))
        else:
            _write(sheet, place, _native(spec, value), self.styles.entered(spec))
            rules[place] = (spec.type, self._source(spec))

    def _prior(self, sheet: Any, layout: SectionLayout, line: Line) -> None:
        for spec, address, column in self._cells(layout, line):
            value = self.contents.prior.get(address)
            if column != TITLE:
                place = (line.number, layout.prior + column - FIRST)
                _write(sheet, place, _native(spec, value), self.styles.prior(spec))

    def _shows_prior(self, layout: SectionLayout) -> bool:
        return any(address.startswith(f"{layout.section.code}.") for address in self.contents.prior)

    def _shape(self, sheet: Any, layout: SectionLayout) -> None:
        count = len(layout.columns)
        widths = [_width(layout, column) for column in layout.columns]
        sheet.set_column(SYMBOL, SYMBOL, 8)
        sheet.set_column(TITLE, TITLE, TITLES)
        for place, width in enumerate(widths):
            sheet.set_column(FIRST + place, FIRST + place, width if count > 1 else max(width, 22))
        if self._shows_prior(layout):
            sheet.set_column(FIRST + count, FIRST + count, 3)
            for place, width in enumerate(widths):
                sheet.set_column(layout.prior + place, layout.prior + place, width)
        sheet.freeze_panes(layout.symbols + 1, FIRST)
        sheet.repeat_rows(HEAD, layout.symbols)
        sheet.set_paper(9)
        sheet.print_area(0, 0, layout.end - 1, FIRST + count - 1)
        sheet.fit_to_pages(1, 0)
        if count > 4:
            sheet.set_landscape()
        sheet.set_footer(f"&L{self.contents.title}&R&A, &P/&N".replace("&&", "&"))
        sheet.protect("", PROTECTED)

    # what lies behind

    def _source(self, spec: CellSpec) -> str:
        """Where the list of a code lies; gathered as cells ask for it."""
        if spec.type.kind != "code" or not spec.codes:
            return ""
        key = (spec.type.list, spec.type.where)
        if key not in self.lists:
            column = len(self.lists)
            area = xl_range_abs(0, column, 2 * len(spec.codes) - 1, column)
            self.lists[key] = (f"='{LISTS}'!{area}", spec.codes)
        return self.lists[key][0]

    def finish(self) -> None:
        """Lists of codes, each code with its name and then alone, so that both can be typed; and the identity."""
        if self.lists:
            sheet = self.book.add_worksheet(LISTS)
            for column, (_source, codes) in enumerate(self.lists.values()):
                both = [f"{code} {label}".strip() for code, label in codes.items()]
                for row, text in enumerate((*both, *codes)):
                    sheet.write_string(row, column, text)
            sheet.protect("", PROTECTED)
            sheet.hide()
        sheet = self.book.add_worksheet(identity.SHEET)
        for row, piece in enumerate(identity.pieces(self.contents.identity)):
            sheet.write_string(row, 0, piece)
        sheet.protect("", PROTECTED)
        sheet.very_hidden()
        self.book.get_worksheet_by_name(self.contents.layout.sections[0].name).activate()


def _width(layout: SectionLayout, column: Column) -> int:
    """Of the widest kind of cell in the column."""
    types = [column.type, *(row.type for row in layout.section.table.rows if row.type)]
    return max(WIDTHS.get(one.kind, 13) for one in types)


def _height(text: str, width: int) -> float:
    """Of a row in which the text takes as many lines as it needs; not every program finds that out by itself."""
    return LINE * ceil(len(text) / width) + 3 if text else LINE + 3


def _answer(layout: SectionLayout) -> str:
    return "Odpowiedź" if layout.section.layout == "fields" else ""


def _spread(sheet: Any, area: tuple[int, int, int, int], text: str, style: Any) -> None:
    if area[:2] == area[2:]:
        sheet.write_string(area[0], area[1], text, style)
    else:
        sheet.merge_range(*area, text, style)


def _native(spec: CellSpec, value: Value | None) -> str | float | int | date:
    """As a spreadsheet holds it; a code with its name, as its list has it."""
    if value is None:
        return ""
    if spec.type.numeric:
        return float(Decimal(int(value)).scaleb(-spec.type.scale)) if spec.type.scale else int(value)
    if spec.type.kind == "bool":
        return "tak" if value == 1 else "nie"
    if spec.type.kind == "date":
        return date.fromisoformat(str(value))
    label = (spec.codes or {}).get(str(value), "") if spec.type.kind == "code" else ""
    return f"{value} {label}".strip()


def _write(sheet: Any, place: tuple[int, int], value: str | float | int | date, style: Any) -> None:
    if value == "":
        sheet.write_blank(*place, None, style)
    elif isinstance(value, str):
        sheet.write_string(*place, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, style)
    else:
        sheet.write_number(*place, value, style)


def _runs(rules: Rules) -> Iterator[tuple[tuple[int, int, int], tuple[CellType, str]]]:
    """First and last row and the column of cells above each other with one rule."""
    first: tuple[int, int] | None = None
    ordered = sorted(rules, key=lambda place: (place[1], place[0]))
    for number, place in enumerate(ordered):
        first = first or place
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        if after != (place[0] + 1, place[1]) or rules[after] != rules[place]:
            yield (first[0], place[0], place[1]), rules[place]
            first = None
