# SPDX-License-Identifier: EUPL-1.2
"""Reporting periods: which came before this one, which is the last of a year, and what people call them."""

import calendar
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

MONTHS = {"year": 12, "school_year": 12, "half_year": 6, "quarter": 3, "month": 1}

SUMMER = 8  # a school year ends with August
_ROMAN = ("I", "II", "III", "IV")


def latest(period: str, year: int) -> tuple[date, date]:
    """First and last day of the last such period that ends in the year; what has no length is asked for a year."""
    months = MONTHS.get(period, 12)
    ends = SUMMER if period == "school_year" else 12
    index = year * 12 + ends - months
    start = date(index // 12, index % 12 + 1, 1)
    return start, date(year, ends, calendar.monthrange(year, ends)[1])


def earlier(start: date, period: str, offset: int) -> date | None:
    """First day of the period that came `offset` periods before; None where periods do not follow each other."""
    months = MONTHS.get(period)
    if months is None:
        return None
    index = start.year * 12 + start.month - 1 - months * offset
    year, month = divmod(index, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def period_words(start: date, end: date) -> str:
    """„rok 2025”, „I półrocze 2025”, „II kwartał 2025”, „luty 2025”; else the two days."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 12 and start.month == 1:
        return _("rok %(year)d") % {"year": start.year}
    if months == 12:
        return _("rok szkolny %(from)d/%(to)d") % {"from": start.year, "to": end.year}
    if months == 6 and start.month in (1, 7):
        return _("%(n)s półrocze %(year)d") % {"n": _ROMAN[start.month // 6], "year": start.year}
    if months == 3 and start.month % 3 == 1:
        return _("%(n)s kwartał %(year)d") % {"n": _ROMAN[start.month // 3], "year": start.year}
    if months == 1:
        return date_format(start, "F Y").lower()
    return f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"
