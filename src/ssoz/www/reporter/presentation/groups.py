# SPDX-License-Identifier: EUPL-1.2
"""Headings above rows: rows under the same titles stand together, and know the ids of all that stands above them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from engine.definitions import Row
from ssoz.www.reporter.presentation.words import words

if TYPE_CHECKING:
    from ssoz.www.reporter.presentation.sections import RowView

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupHeading:
    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one heading, with the headings that begin here."""

    headings: tuple[GroupHeading, ...]
    rows: "tuple[RowView, ...]"


def group_ids(section: str, rows: Sequence[Row]) -> list[str]:
    """For each row the ids of its headings, outermost first."""
    found: list[str] = []
    open_ids: list[str] = []
    before: Path = ()
    for place, row in enumerate(rows):
        path = _path(row)
        shared = _shared(before, path)
        open_ids = [*open_ids[:shared], *(f"{section}-h{level}-{place}" for level in range(shared, len(path)))]
        found.append(" ".join(open_ids))
        before = path
    return found


def blocks(rows: "Sequence[RowView]") -> tuple[Block, ...]:
    return tuple(_blocks(rows))


def _blocks(rows: "Sequence[RowView]") -> Iterator[Block]:
    known: set[str] = set()
    for path, members in groupby(rows, key=lambda row: row.group):
        inside = tuple(members)
        ids = inside[0].group_ids.split()
        fresh = [
            GroupHeading(name, title, level)
            for level, (name, title) in enumerate(zip(ids, path, strict=True))
            if name not in known
        ]
        known.update(ids)
        yield Block(tuple(fresh), inside)


def _path(row: Row) -> Path:
    return tuple(words(title) for title in row.group)


def _shared(a: Path, b: Path) -> int:
    """How many headings two rows have in common."""
    return next((level for level, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
