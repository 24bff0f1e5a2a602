# SPDX-License-Identifier: EUPL-1.2
"""XLSX: the table as on the page, and a sheet that says where it comes from."""

import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from engine.tabulation import TableColumn
from shared.clock import now
from ssoz.statistics.queries import TableData
from ssoz.statistics.rendering.figures import SECRET, SENSELESS, Row, has_groups, headings, rows, told

FONT = {"font_name": "Fira Sans", "font_size": 10, "valign": "vcenter"}
HEAD = {
    **FONT,
    "bold": True,
    "text_wrap": True,
    "align": "center",
    "border": 1,
    "border_color": "#8a97a8",
    "bg_color": "#e8eef6",
}
ZERO_FORMAT = '#,##0{0};-#,##0{0};"–"'


@dataclass
class _Sheet:
    book: Any
    sheet: Any
    data: TableData

    def format(self, **more: object) -> Any:
        return self.book.add_format({**FONT, **more})

    def titles(self) -> int:
        table = self.data.table
        start, end = self.data.period
        number = f"TABL. {table.number}. " if table.number else ""
        self.sheet.write(0, 0, f"{number}{table.title.pl}", self.format(bold=True, font_size=13))
        self.sheet.write(1, 0, table.title.en, self.format(italic=True, font_color="#4a5a6e"))
        period = f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"
        self.sheet.write(2, 0, f"{_('Okres')}: {period}. {told(table.unit)}".strip())
        return 4

    def head(self, top: int, left: int) -> int:
        style = self.book.add_format(HEAD)
        levels = headings(self.data.table.shown)
        names = [told(self.data.table.by.title)] if left == 2 and self.data.table.by else []
        for column, name in enumerate([*names, _("Województwo")]):
            self._cell(top, column, (name, 1, len(levels)), style)
        free = {(row, column) for row in range(len(levels)) for column in range(len(self.data.table.shown))}
        for row, level in enumerate(levels):
            for title, across, down in level:
                column = min(c for r, c in free if r == row)
                self._cell(top + row, left + column, (title, across, down), style)
                free -= {(row + r, column + c) for r in range(down) for c in range(across)}
        return top + len(levels)

    def _cell(self, row: int, column: int, what: tuple[str, int, int], style: Any) -> None:
        title, across, down = what
        if across == down == 1:
            self.sheet.write(row, column, title, style)
        else:
            self.sheet.merge_range(row, column, row + down - 1, column + across - 1, title, style)

    def body(self, top: int, left: int) -> int:
        styles = {
            (column.code, bold): self.format(bold=bold, num_format=_number_format(column), align="right")
            for column in self.data.table.shown
            for bold in (True, False)
        }
        plain, strong = self.format(), self.format(bold=True)
        for row in rows(self.data):
            names = [row.group_name] if left == 2 else []
            for column, name in enumerate([*names, row.area_name]):
                self.sheet.write(top, column, name, strong if row.is_country else plain)
            self._values(top, left, row, styles)
            top += 1
        return top

    def _values(self, top: int, left: int, row: Row, styles: dict[tuple[str, bool], Any]) -> None:
        for index, (column, value) in enumerate(zip(self.data.table.shown, row.values, strict=True)):
            text = SECRET if row.is_secret else SENSELESS
            self.sheet.write(top, left + index, text if value is None else value, styles[column.code, row.is_country])

    def foot(self, top: int) -> None:
        table = self.data.table
        for index, text in enumerate(filter(None, (told(table.note), f"{_('Źródło')}: {told(table.source)}"))):
            self.sheet.write(top + 1 + index, 0, text, self.format(font_size=9))


def _number_format(column: TableColumn) -> str:
    return ZERO_FORMAT.format("." + "0" * column.places if column.places else "")


def workbook(data: TableData) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": data.table.title.pl, "comments": f"{data.data_set.public_id}", "created": now()})
    sheet = book.add_worksheet(_("Tablica"))
    left = 2 if has_groups(data) else 1
    page = _Sheet(book, sheet, data)
    first = page.head(page.titles(), left)
    page.foot(page.body(first, left))
    sheet.freeze_panes(first, left)
    sheet.set_column(0, left - 1, 30)
    sheet.set_column(left, left + len(data.table.shown) - 1, 15)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    _metadata(book, data)
    book.close()
    return out.getvalue()


def _metadata(book: Any, data: TableData) -> None:
    """Enough to find the reports behind every figure, and to tell this state of the data from another."""
    sheet = book.add_worksheet(_("Opis"))
    made = data.data_set
    edition = made.round.edition
    start, end = data.period
    facts = [
        (_("Tablica"), data.table.table),
        (_("Formularz"), f"{edition.form} ({edition.year})"),
        (_("Okres"), f"{start.isoformat()} – {end.isoformat()}"),
        (_("Zatwierdzone sprawozdania"), made.reports),
        (_("Zbiór danych"), str(made.public_id)),
        (_("Skrót zbioru (SHA-256)"), made.digest),
        (_("Stan danych"), made.built_at.isoformat(timespec="seconds")),
        (_("Źródło"), told(data.table.source)),
        (_("Znaki umowne"), _("– zero; # tajemnica statystyczna; x wypełnienie niemożliwe lub niecelowe")),
    ]
    bold = book.add_format({**FONT, "bold": True})
    for index, (name, value) in enumerate(facts):
        sheet.write(index, 0, name, bold)
        sheet.write(index, 1, value)
    top = len(facts) + 1
    for column, name in enumerate((_("Rubryka"), _("Wyrażenie"))):
        sheet.write(top, column, name, bold)
    for index, column_ in enumerate(data.table.shown, top + 1):
        sheet.write(index, 0, told(column_.title))
        sheet.write(index, 1, column_.value)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
