# SPDX-License-Identifier: EUPL-1.2
"""Figures in the conventions of official statistics: – nothing, # secret, x makes no sense here."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

from engine.definitions import Text
from engine.tabulation import COUNTRY, TOTAL, TableColumn
from shared.design.formatting import number
from ssoz.statistics.queries import TableData

ZERO, SECRET, SENSELESS = "–", "#", "x"


@dataclass(frozen=True)
class Row:
    """One line of the table as it is shown: an area in a group."""

    area: str
    area_name: str
    group: str
    group_name: str
    reports: int
    values: tuple[float | int | None, ...]
    is_secret: bool

    @property
    def is_country(self) -> bool:
        return self.area == COUNTRY


def told(text: Text | None) -> str:
    """A text in the language of the page."""
    if text is None:
        return ""
    english = (get_language() or "pl").startswith("en")
    return text.en if english and text.en else text.pl


def full_title(column: TableColumn) -> str:
    """Nested headings in one line."""
    return ", ".join(told(text) for text in (*column.group, column.title))


def rounded(value: float, places: int) -> Decimal:
    """As published: halves away from zero, on the decimal digits people would see."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(value: float | int | None, column: TableColumn, *, is_secret: bool = False) -> str:
    if is_secret:
        return SECRET
    if value is None:
        return SENSELESS
    return number(rounded(value, column.places)) if value else ZERO


def rows(data: TableData, group: str | None = None) -> Iterator[Row]:
    """All lines, or those of one group (`TOTAL`: all groups together)."""
    columns = data.table.shown
    for line in data.result.lines:
        if line.area not in data.areas or (group is not None and line.group != group):
            continue
        secret = data.is_secret(line.area, line.group)
        values = tuple(None if secret else line.values[column.code] for column in columns)
        yield Row(line.area, data.areas[line.area], line.group, data.groups[line.group], line.reports, values, secret)


def headings(columns: tuple[TableColumn, ...]) -> list[list[tuple[str, int, int]]]:
    """Rows of (title, columns it spans, rows it spans) for nested headings."""
    depth = 1 + max(len(column.group) for column in columns)
    levels: list[list[tuple[str, int, int]]] = [[] for _ in range(depth)]
    previous: tuple[str, ...] = ()
    for column in columns:
        path = tuple(told(text) for text in column.group)
        for level, title in enumerate(path):
            if path[: level + 1] == previous[: level + 1]:
                same, span, down = levels[level][-1]
                levels[level][-1] = (same, span + 1, down)
            else:
                levels[level].append((title, 1, 1))
        levels[len(path)].append((told(column.title), 1, depth - len(path)))
        previous = path
    return levels


def has_groups(data: TableData) -> bool:
    return tuple(data.groups) != (TOTAL,)
