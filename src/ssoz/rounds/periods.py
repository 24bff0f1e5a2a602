# SPDX-License-Identifier: EUPL-1.2
"""Arithmetic of reporting periods: which period came before this one, and which is the last of a year."""

import calendar
from datetime import date

MONTHS = {"year": 12, "school_year": 12, "half_year": 6, "quarter": 3, "month": 1}

SUMMER = 8  # a school year ends with August


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
