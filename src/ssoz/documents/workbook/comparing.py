# SPDX-License-Identifier: EUPL-1.2
"""What a workbook would change in a report, cell by cell, before anything is written.

Three values meet in a cell: the one the workbook was made with, the one it has now, the one the report has now. What
nobody changed in the workbook is no change; what both changed is a conflict, and the person chooses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from engine.answers import CellError, Sheet, Value, format_cell, parse_cell
from engine.checks.labels import Labels
from engine.checks.phrases import PHRASES
from engine.definitions import CellSpec, Section
from ssoz.documents.workbook.layout import NEW
from ssoz.documents.workbook.reading import CellProblem, Read
from ssoz.reports.queries import ReportDetails


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: `was` in the report now, `now` in the workbook; where it stands in both."""

    address: str
    section: str
    place: str
    sheet: str
    cell: str
    was: str
    now: str


@dataclass(frozen=True)
class Comparison:
    read: Read
    changes: tuple[Difference, ...]
    conflicts: tuple[Difference, ...]
    new_rows: Mapping[str, tuple[str, ...]]  # provisional ids by section, in order
    removed_rows: tuple[tuple[str, str, str], ...]  # section, row, how people call it
    problems: tuple[CellProblem, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.conflicts or self.removed_rows)

    @property
    def by_section(self) -> list[tuple[str, list[Difference]]]:
        return [(name, list(found)) for name, found in groupby(self.changes, key=lambda change: change.section)]


def compare(details: ReportDetails, read: Read) -> Comparison:
    comparer = _Comparer(details, read)
    comparer.rows()
    comparer.cells()
    return Comparison(
        read,
        tuple(comparer.changes),
        tuple(comparer.conflicts),
        comparer.new,
        tuple(comparer.removed),
        tuple(sorted(read.problems, key=lambda problem: _in_order(read, problem))),
    )


def _in_order(read: Read, problem: CellProblem) -> tuple[int, int, int]:
    """As somebody goes through the sheets."""
    names = [layout.name for layout in read.layout.sections]
    return (names.index(problem.sheet), *xl_cell_to_rowcol(problem.cell))


@dataclass
class _Comparer:
    details: ReportDetails
    read: Read
    changes: list[Difference] = field(default_factory=list)
    conflicts: list[Difference] = field(default_factory=list)
    new: dict[str, tuple[str, ...]] = field(default_factory=dict)
    removed: list[tuple[str, str, str]] = field(default_factory=list)
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)  # rows of the workbook → rows of the report
    skipped: set[tuple[str, str]] = field(default_factory=set)

    @property
    def sheet(self) -> Sheet:
        return self.details.sheet

    # rows

    def rows(self) -> None:
        for section in self.details.definition.sections:
            if section.table.dynamic:
                self._rows(section)

    def _rows(self, section: Section) -> None:
        code, known = section.code, self.read.layout.rows.get(section.code, ())
        there = self.sheet.added(code)
        free = self._free_by_key(section)
        fresh: list[str] = []
        for row in known:
            said = self._said(section, row)
            if row.startswith(NEW):
                self._new(section, row, said, free, fresh)
            elif row not in there:
                self._gone(section, row, said)
            elif not any(said.values()) and self._base(section, row) and not self._troubled(code, row):
                self.removed.append((code, row, self._labels().row_title(section, self.sheet, row) or row))
                self.skipped.add((code, row))
        self.new[code] = tuple(fresh)
        self._not_too_many(section, len(there) - sum(1 for one in self.removed if one[0] == code) + len(fresh), fresh)

    def _new(
        self, section: Section, row: str, said: Mapping[str, str], free: dict[Value, list[str]], fresh: list[str]
    ) -> None:
        """A row typed below the others is a row the report has, where it has one with this key not in the workbook."""
        if not any(said.values()):
            self.skipped.add((section.code, row))
            return
        dynamic = section.table.dynamic
        spec = self.details.definition.added[section.code][dynamic.key.code] if dynamic else None
        key = _parsed(spec, said.get(dynamic.key.code, "")) if dynamic and spec else None
        if key is not None and free.get(key):
            self.renamed[section.code, row] = free[key].pop(0)
        else:
            fresh.append(row)

    def _free_by_key(self, section: Section) -> dict[Value, list[str]]:
        """Rows of the report that the workbook does not have, by their keys."""
        dynamic, known = section.table.dynamic, self.read.layout.rows.get(section.code, ())
        found: dict[Value, list[str]] = {}
        for row in self.sheet.added(section.code):
            key = self.sheet.cells.get(f"{section.code}.{row}.{dynamic.key.code}") if dynamic else None
            if key is not None and row not in known:
                found.setdefault(key, []).append(row)
        return found

    def _said(self, section: Section, row: str) -> dict[str, str]:
        codes = section.table.column_codes
        return {code: self.read.texts.get(f"{section.code}.{row}.{code}", "").strip() for code in codes}

    def _base(self, section: Section, row: str) -> bool:
        prefix = f"{section.code}.{row}."
        return any(address.startswith(prefix) for address in self.read.identity.base)

    def _troubled(self, section: str, row: str) -> bool:
        return any(problem.address.startswith(f"{section}.{row}.") for problem in self.read.problems)

    def _gone(self, section: Section, row: str, said: Mapping[str, str]) -> None:
        """Somebody removed the row since; what was not touched in the workbook is not missed."""
        self.skipped.add((section.code, row))
        for code, text in said.items():
            address = f"{section.code}.{row}.{code}"
            spec = self.details.definition.added[section.code][code]
            if not _same(spec, text, self.read.identity.base.get(address, "")):
                self._problem(
                    address, text, _("Tego wiersza już nie ma w sprawozdaniu. Przepisz go do wolnego wiersza.")
                )

    def _not_too_many(self, section: Section, count: int, fresh: list[str]) -> None:
        dynamic = section.table.dynamic
        if dynamic and count > dynamic.max and fresh:
            address = f"{section.code}.{fresh[-1]}.{dynamic.key.code}"
            message = _("W tym dziale może być najwięcej %(most)d dodanych wierszy.") % {"most": dynamic.max}
            self._problem(address, "", message)

    # cells

    def cells(self) -> None:
        for address, text in self.read.texts.items():
            section, row, column = address.split(".")
            if (section, row) not in self.skipped:
                self._cell(address, f"{section}.{self.renamed.get((section, row), row)}.{column}", text)

    def _cell(self, address: str, ours: str, text: str) -> None:
        spec, base = self.spec(address), self.read.identity.base.get(address, "")
        if _same(spec, text, base):
            return
        try:
            value = parse_cell(spec, text)
        except CellError as error:
            self._problem(address, text, error.message)
            return
        current = self.sheet.cells.get(ours)
        if value == current:
            return
        name, row, column = self.read.layout.places[address]
        shown = format_cell(spec, current)
        place = self._place(address, ours)
        difference = Difference(
            ours, name, place, name, xl_rowcol_to_cell(row, column), shown, format_cell(spec, value)
        )
        (self.changes if _same(spec, shown, base) else self.conflicts).append(difference)

    def spec(self, address: str) -> CellSpec:
        section, _row, column = address.split(".")
        form = self.details.definition
        return form.cells[address] if address in form.cells else form.added[section][column]

    def _problem(self, address: str, text: str, message: str) -> None:
        name, row, column = self.read.layout.places[address]
        self.read.problem(name, (row, column), text, message, address)

    def _labels(self) -> Labels:
        return Labels(self.details.definition, PHRASES["pl"])

    def _place(self, address: str, ours: str) -> str:
        """In words; a row that is still to come is counted on after the others."""
        section, row, _column = ours.split(".")
        if not row.startswith(NEW):
            return self._labels().place(self.sheet, ours)
        fresh = self.new[section].index(row) + 1
        later = Sheet({}, {section: (*self.sheet.added(section), *self.new[section][:fresh])})
        return self._labels().place(later, ours)


def _parsed(spec: CellSpec, text: str) -> Value | None:
    try:
        return parse_cell(spec, text)
    except CellError:
        return None


def _same(spec: CellSpec, text: str, other: str) -> bool:
    """Two texts that mean one value; `other` is one of ours."""
    if text.strip() == other:
        return True
    try:
        return parse_cell(spec, text) == parse_cell(spec, other)
    except CellError:
        return False
