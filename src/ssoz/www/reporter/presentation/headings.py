# SPDX-License-Identifier: EUPL-1.2
"""Column headings of a table: groups become cells with spans, a column knows the ids of all that stands above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.definitions import Column
from ssoz.www.reporter.presentation.words import words


@dataclass(frozen=True, slots=True)
class Heading:
    id: str
    title: str
    colspan: int
    rowspan: int

    @property
    def scope(self) -> str:
        return "colgroup" if self.colspan > 1 else "col"


@dataclass(frozen=True, slots=True)
class Headings:
    rows: tuple[tuple[Heading, ...], ...]
    labels: tuple[str, ...]  # for each column, ids of its group headings and its own


Path = tuple[str, ...]  # titles of the groups a column stands under, outermost first


def head(section: str, columns: Sequence[Column]) -> Headings:
    """The table's head; a column without groups reaches from the top to the bottom of it."""
    paths = [tuple(words(title) for title in column.group) for column in columns]
    depth = max(map(len, paths), default=0)
    ids: list[list[str]] = [[] for _column in columns]
    rows = []
    for level in range(depth + 1):
        row = []
        for heading, places in _level(section, columns, paths, (level, depth)):
            row.append(heading)
            for place in places:
                ids[place].append(heading.id)
        rows.append(tuple(row))
    return Headings(rows=tuple(rows), labels=tuple(" ".join(names) for names in ids))


def _level(
    section: str, columns: Sequence[Column], paths: Sequence[Path], at: tuple[int, int]
) -> Iterator[tuple[Heading, range]]:
    """Headings that begin on this level, each with the places of the columns under it."""
    level, depth = at
    for first, count in _runs(paths, level):
        if len(paths[first]) > level:
            heading = Heading(f"{section}-g{level}-{first}", paths[first][level], count, 1)
            yield heading, range(first, first + count)
        elif len(paths[first]) == level:
            column = columns[first]
            title = words(column.title)
            yield Heading(f"{section}-{column.code}", title, 1, depth - level + 1), range(first, first + 1)


def _runs(paths: Sequence[Path], level: int) -> Iterator[tuple[int, int]]:
    """Neighbours with the same path of groups stand under one heading; a column that ends above stands alone."""

    def key(place: int) -> Path | int:
        return paths[place][: level + 1] if len(paths[place]) > level else place

    for _key, run in groupby(range(len(paths)), key=key):
        places = list(run)
        yield places[0], len(places)
