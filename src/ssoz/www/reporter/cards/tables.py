# SPDX-License-Identifier: EUPL-1.2
"""Small files to take away: CSV as Excel in Poland opens it, and workbooks of plain texts."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take the text for a formula
Rows = Iterable[Sequence[object]]


def csv_bytes(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_plain(str(value)) for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def workbook_bytes(sheets: Mapping[str, Rows]) -> bytes:
    """Every cell a text, so that codes keep their zeros."""
    from xlsxwriter import Workbook  # heavy, and wanted here only

    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 60, 18, text)
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write_string(place, column, str(value), text if place else bold)
    return stream.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(ACTIVE) else text
