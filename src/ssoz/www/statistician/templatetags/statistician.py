# SPDX-License-Identifier: EUPL-1.2
"""`{% load statistician %}`: texts of declared tables, periods."""

from datetime import date
from typing import Protocol

from django import template

from ssoz.statistics.rendering import figures

register = template.Library()
register.filter("told", figures.told)
register.filter("full_title", figures.full_title)


class Periodic(Protocol):
    period_start: date
    period_end: date


@register.filter
def period(round: Periodic) -> str:
    """A whole year is its number, anything else its first and last day."""
    start, end = round.period_start, round.period_end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    return f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"
