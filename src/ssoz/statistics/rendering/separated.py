# SPDX-License-Identifier: EUPL-1.2
"""CSV twice: for a Polish spreadsheet, and for programs."""

import csv
import io

from django.utils.translation import gettext as _

from ssoz.statistics.queries import TableData
from ssoz.statistics.rendering.figures import SECRET, full_title, has_groups, rounded, rows, told

BOM = "\ufeff"


def for_spreadsheet(data: TableData) -> str:
    """As the page shows it: semicolons, decimal commas, a BOM so that diacritics survive."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    columns = data.table.shown
    groups = has_groups(data)
    head = [told(data.table.by.title)] if data.table.by and groups else []
    writer.writerow([*head, _("Województwo"), *(heading(data, column.code) for column in columns), _("Sprawozdania")])
    for row in rows(data):
        values = [
            SECRET if row.is_secret else "" if value is None else str(rounded(value, column.places)).replace(".", ",")
            for column, value in zip(columns, row.values, strict=True)
        ]
        writer.writerow([*([row.group_name] if groups else []), row.area_name, *values, row.reports])
    return BOM + out.getvalue()


def heading(data: TableData, code: str) -> str:
    """Nested headings in one line, with the unit."""
    column = data.table.column(code)
    title = full_title(column)
    return f"{title} [{told(column.unit)}]" if column.unit else title


def for_programs(data: TableData) -> str:
    """One figure a line, unrounded, with codes: table, period, area, group, measure, value, status, reports."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    start, end = data.period
    writer.writerow(["table", "period_start", "period_end", "area", "group", "measure", "value", "status", "reports"])
    for row in rows(data):
        for column, value in zip(data.table.shown, row.values, strict=True):
            status = "secret" if row.is_secret else "" if value is not None else "undefined"
            what = [data.table.table, start, end, row.area, row.group or "total", column.code]
            writer.writerow([*what, "" if value is None else value, status, row.reports])
    return out.getvalue()
