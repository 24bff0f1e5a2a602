# SPDX-License-Identifier: EUPL-1.2
"""Nested headings of a table's columns, for whatever draws tables cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.definitions import Column

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading with the rows and columns it covers, from 0."""

    title: str
    row: int
    down: int
    first: int
    across: int


def depth_of(columns: Sequence[Column]) -> int:
    return 1 + max((len(column.group) for column in columns), default=0)


def headings(columns: Sequence[Column]) -> Iterator[Heading]:
    """Groups above the columns; a column without groups reaches down through all of them."""
    paths = [tuple(text.pl for text in column.group) for column in columns]
    depth = depth_of(columns)
    for level in range(depth - 1):
        place = 0
        while place < len(paths):
            across = _alike(paths, place, level)
            if len(paths[place]) > level:
                yield Heading(paths[place][level], level, 1, place, across)
            place += across
    for place, column in enumerate(columns):
        level = len(paths[place])
        yield Heading(column.title.pl, level, depth - level, place, 1)


def fresh(before: Path, path: Path) -> Iterator[tuple[int, str]]:
    """Titles above a row that do not stand above the row before it, with their level."""
    shared = next((level for level, pair in enumerate(zip(before, path, strict=False)) if pair[0] != pair[1]), None)
    for level in range(min(len(before), len(path)) if shared is None else shared, len(path)):
        yield level, path[level]


def _alike(paths: Sequence[Path], place: int, level: int) -> int:
    """How many neighbours stand under the same title."""
    if len(paths[place]) <= level:
        return 1
    same = place
    while same < len(paths) and paths[same][: level + 1] == paths[place][: level + 1]:
        same += 1
    return same - place
