# SPDX-License-Identifier: EUPL-1.2
"""Where each cell of a form stands in its workbook. The same form and rows give the same places, out and in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from engine.answers import Sheet
from engine.definitions import CellSpec, Column, FormDefinition, Row, Section
from ssoz.documents.headings import Heading, depth_of, fresh, headings

HEAD = 4  # rows above the headings: title, unit and period, what to do, a blank one
SYMBOL, TITLE, FIRST = 0, 1, 2  # columns: printed number of the row, its title or key, the first of the table
FREE_ROWS = 40  # blank rows ready for more at least, as far as the form allows
WHOLE = 100  # rows with which a large hospital's wards find room at once
MORE = 20  # beyond as many as there were last year
NEW = "n"  # ids of rows that are not in the report yet: n1, n2, …
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
Rows = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: a heading above rows, a fixed row, or an added one (its id, or that of a new one)."""

    number: int
    kind: Literal["heading", "fixed", "added"]
    code: str = ""
    heading: str = ""
    level: int = 0
    row: Row | None = None
    symbol: str = ""


@dataclass(frozen=True)
class SectionLayout:
    section: Section
    name: str
    rows: tuple[str, ...]  # ids of added rows, those of free ones last

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.section.table.columns

    @property
    def key(self) -> Column | None:
        return self.section.table.dynamic.key if self.section.table.dynamic else None

    @cached_property
    def depth(self) -> int:
        return depth_of(self.columns)

    @property
    def symbols(self) -> int:
        """The row with the printed symbols of columns, last of the head."""
        return HEAD + self.depth

    @property
    def prior(self) -> int:
        """The first column of last year's values, one left blank before it."""
        return FIRST + len(self.columns) + 1

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines())

    @property
    def end(self) -> int:
        """The row after the last."""
        return self.symbols + 1 + len(self.lines)

    def column(self, code: str) -> int:
        if self.key and code == self.key.code:
            return TITLE
        return FIRST + next(place for place, column in enumerate(self.columns) if column.code == code)

    def _lines(self) -> Iterator[Line]:
        number = self.symbols + 1
        before: tuple[str, ...] = ()
        for row in self.section.table.rows:
            for level, title in fresh(before, path := tuple(text.pl for text in row.group)):
                yield Line(number, "heading", heading=title, level=level)
                number += 1
            before = path
            yield Line(number, "fixed", row.code, row=row, symbol="" if row.symbol == row.code else row.symbol)
            number += 1
        fixed = len(self.section.table.rows)
        for place, code in enumerate(self.rows, fixed + 1):
            yield Line(number, "added", code, symbol=f"{place:02}")
            number += 1

    @property
    def headings(self) -> Iterator[Heading]:
        """With their rows in the sheet."""
        return (replace(heading, row=HEAD + heading.row) for heading in headings(self.columns))


@dataclass(frozen=True)
class BookLayout:
    """All sheets of a form, and where each cell that can hold something stands."""

    definition: FormDefinition
    rows: Rows

    @cached_property
    def sections(self) -> tuple[SectionLayout, ...]:
        return tuple(
            SectionLayout(section, sheet_name(section), self.rows.get(section.code, ()))
            for section in self.definition.sections
        )

    @cached_property
    def by_code(self) -> Mapping[str, SectionLayout]:
        return {layout.section.code: layout for layout in self.sections}

    def cells(self, layout: SectionLayout) -> Iterator[tuple[CellSpec, int, int]]:
        """Every cell of a section with its row and column, in the order of the sheet."""
        section = layout.section.code
        for line in layout.lines:
            if line.kind == "fixed":
                for place, column in enumerate(layout.columns):
                    yield self.definition.cells[f"{section}.{line.code}.{column.code}"], line.number, FIRST + place
            elif line.kind == "added":
                for column_code, spec in self.definition.added[section].items():
                    yield spec, line.number, layout.column(column_code)

    def address(self, layout: SectionLayout, row: int, column: int) -> str:
        """Of a place in an added or fixed row."""
        return self._addresses[layout.name, row, column]

    @cached_property
    def _addresses(self) -> Mapping[tuple[str, int, int], str]:
        return {place: address for address, place in self.places.items()}

    @cached_property
    def places(self) -> Mapping[str, tuple[str, int, int]]:
        """Sheet, row and column by address."""
        found = {}
        for layout in self.sections:
            for line in layout.lines:
                if line.kind == "heading":
                    continue
                codes = [column.code for column in layout.columns]
                if line.kind == "added" and layout.key:
                    codes.append(layout.key.code)
                for code in codes:
                    address = f"{layout.section.code}.{line.code}.{code}"
                    found[address] = (layout.name, line.number, layout.column(code))
        return found


def rows_with_free(definition: FormDefinition, sheet: Sheet, earlier: Sheet | None = None) -> Rows:
    """Added rows of a report, and blank ones after them for those still to come: how many, last year tells, too."""
    found = {}
    for section in definition.sections:
        if dynamic := section.table.dynamic:
            known = sheet.added(section.code)
            before = len(earlier.added(section.code)) if earlier else 0
            wanted = max(len(known) + FREE_ROWS, WHOLE, before + MORE)
            free = max(0, min(wanted, dynamic.max) - len(known))
            found[section.code] = (*known, *(f"{NEW}{number}" for number in range(1, free + 1)))
    return found


def sheet_name(section: Section) -> str:
    """„Dział 2A”; without the signs a sheet's name cannot have."""
    return FORBIDDEN_IN_NAMES.sub("", f"Dział {section.symbol}")[:31]
