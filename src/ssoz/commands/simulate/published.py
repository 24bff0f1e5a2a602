# SPDX-License-Identifier: EUPL-1.2
"""A published table: figures by area, perhaps by group, read as the mapping says."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from engine.tabulation import COUNTRY, TOTAL
from ssoz.commands.simulate.mapping import Layout, MappingFile

Place = tuple[str, str, str]  # area, group, measure


class PublishedError(ValueError):
    """A published file that does not fit its mapping; a Polish sentence with the line."""


@dataclass(frozen=True)
class Published:
    figures: Mapping[Place, Fraction]
    everywhere: tuple[str, ...] = ()  # areas to fill where there are no figures

    @property
    def areas(self) -> tuple[str, ...]:
        """Areas that have figures of their own; the country is counted from them."""
        return tuple(sorted({area for area, _, _ in self.figures} - {COUNTRY})) or self.everywhere

    @property
    def groups(self) -> tuple[str, ...]:
        return tuple(sorted({group for _, group, _ in self.figures}))

    def of(self, area: str, group: str, measure: str) -> Fraction | None:
        return self.figures.get((area, group, measure))


def read_published(path: Path, mapping: MappingFile, groups: Mapping[str, str]) -> Published:
    """`groups`: name of a group → its code. Measures the mapping does not name are refused: none is forgotten."""
    figures: dict[Place, Fraction] = {}
    wanted = {item.published for item in mapping.carried}
    skipped = {item.published for item in mapping.measures} - wanted
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        _check_columns(path, mapping.file, reader.fieldnames or ())
        for line, (place, text) in _figures(reader, mapping, groups, path):
            tables = {name.partition(".")[0] for name in wanted | skipped} if mapping.file.table else None
            if place[2] not in wanted:
                if place[2] in skipped or (tables is not None and place[2].partition(".")[0] not in tables):
                    continue
                raise PublishedError(
                    f"{path.name}:{line}: mapowanie nie mówi nic o mierze „{place[2]}” (value albo skip)"
                )
            if place in figures:
                raise PublishedError(f"{path.name}:{line}: liczba {' / '.join(place)} występuje dwa razy")
            if text.strip():
                figures[place] = _number(text, path, line)
    missing = wanted - {measure for _, _, measure in figures}
    if missing:
        raise PublishedError(f"{path.name}: nie ma miar z mapowania: {', '.join(sorted(missing))}")
    return Published(figures)


def _check_columns(path: Path, layout: Layout, found: object) -> None:
    names = set(found if isinstance(found, list | tuple) else ())
    wanted = [layout.area, layout.year, layout.table, layout.measure, layout.value, layout.group]
    missing = [name for name in wanted if name and name not in names]
    if missing:
        raise PublishedError(f"{path.name}:1: nie ma kolumn: {', '.join(missing)}")


def _figures(
    reader: "csv.DictReader[str]", mapping: MappingFile, groups: Mapping[str, str], path: Path
) -> Iterator[tuple[int, tuple[Place, str]]]:
    layout = mapping.file
    named = {**groups, **layout.groups}
    own = {layout.area, layout.year, layout.table, layout.measure, layout.value, layout.group}
    for line, row in enumerate(reader, 2):
        if layout.year and row[layout.year] != str(mapping.year):
            continue
        area = layout.areas.get(row[layout.area], row[layout.area])
        group = _group(row[layout.group], named, path, line) if layout.group else TOTAL
        if layout.is_long:
            prefix = f"{row[layout.table]}." if layout.table else ""
            yield line, ((area, group, prefix + row[layout.measure]), row[layout.value])
        else:
            yield from ((line, ((area, group, name), row[name])) for name in row if name not in own)


def _group(name: str, known: Mapping[str, str], path: Path, line: int) -> str:
    if name not in known:
        raise PublishedError(f"{path.name}:{line}: nieznana grupa „{name}” (dopisz ją w file.groups)")
    return known[name]


def _number(text: str, path: Path, line: int) -> Fraction:
    cleaned = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
    if cleaned in ("-", "–"):
        return Fraction(0)
    try:
        return Fraction(cleaned)
    except ValueError:
        raise PublishedError(f"{path.name}:{line}: „{text}” nie jest liczbą") from None
