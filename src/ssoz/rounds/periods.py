# SPDX-License-Identifier: EUPL-1.2
"""Arithmetic of reporting periods: which period came before this one."""

import calendar
from datetime import date

MONTHS = {"year": 12, "school_year": 12, "half_year": 6, "quarter": 3, "month": 1}


def earlier(start: date, period: str, offset: int) -> date | None:
    """First day of the period that came `offset` periods before; None where periods do not follow each other."""
    months = MONTHS.get(period)
    if months is None:
        return None
    index = start.year * 12 + start.month - 1 - months * offset
    year, month = divmod(index, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)
