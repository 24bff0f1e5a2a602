# SPDX-License-Identifier: EUPL-1.2
"""Sheets as vectors, the way generated code reads them. Blank is NaN.

v: fixed cells by number · x: single values from elsewhere (earlier sheets, other forms, unit, period) · columns: one
list per column of added rows · counts: how many added rows · blank: cells are known to be missing from v.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import repeat
from typing import Any

from engine.answers import Value
from engine.checks.runtime import NAN
from engine.checks.tree import At, Node
from engine.checks.world import World
from engine.definitions import FormDefinition


@dataclass(slots=True)
class Vectors:
    v: list[Any]
    x: list[Any]
    columns: list[list[Any]]
    counts: list[int]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class ColumnKey:
    """A column of added rows; `aligned`: an earlier sheet's values, standing in the order of this sheet's rows."""

    scope: str
    section: str
    column: str
    aligned: bool


@dataclass
class Layout:
    """Hands out places in the vectors while code is written, and fills them when a sheet is read. `of`: the fixed cells
    that are read, where not all."""

    definition: FormDefinition
    of: Collection[str] | None = None
    numbers: Mapping[str, int] = field(init=False)
    dates: tuple[int, ...] = field(init=False)
    outside: dict[tuple[str, ...], int] = field(default_factory=dict)
    columns: dict[ColumnKey, int] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells = self.definition.cells
        self.numbers = {address: number for number, address in enumerate(cells if self.of is None else self.of)}
        self.dates = tuple(number for name, number in self.numbers.items() if cells[name].type.kind == "date")
        self.dated = frozenset(
            (section, column)
            for section, columns in self.definition.added.items()
            for column, spec in columns.items()
            if spec.type.kind == "date"
        )

    # while code is written

    def place(self, node: Node) -> int:
        """Number of a single value from elsewhere."""
        key = (node.at.scope, node.at.address, node.kind) if node.at else (node.op, str(node.value))
        return self.outside.setdefault(key, len(self.outside))

    def column(self, at: At, loop_scope: str) -> int:
        key = ColumnKey(at.scope, at.section, at.column, aligned=at.scope != loop_scope)
        return self.columns.setdefault(key, len(self.columns))

    def count(self, scope: str, section: str) -> int:
        return self.counts.setdefault((scope, section), len(self.counts))

    # when a sheet is read

    def load(self, world: World) -> Vectors:
        get = world.sheet.cells.get
        v: list[Any] = list(map(get, self.numbers, repeat(NAN)))
        for number in self.dates:
            v[number] = day(v[number])
        counts = [len(world.added(scope, section)) for scope, section in self.counts]
        blank = len(world.sheet.cells) < len(v)
        return Vectors(v, self._elsewhere(world), self._columns(world), counts, blank)

    @cached_property
    def _sources(self) -> Mapping[str, list[tuple[int, str, bool]]]:
        """Single values from elsewhere, by where they come from: place, name, whether it is a date."""
        found: dict[str, list[tuple[int, str, bool]]] = {}
        for (source, name, *kind), number in self.outside.items():
            found.setdefault(source, []).append((number, name, kind == ["date"]))
        return found

    def _elsewhere(self, world: World) -> list[Any]:
        found: list[Any] = [NAN] * len(self.outside)
        for source, wanted in self._sources.items():
            if source in {"unit", "period"}:
                for number, name, _ in wanted:
                    answer = world.field(source, name)
                    found[number] = NAN if answer is None else answer
            elif (sheet := world.of(source)) is not None:
                get = sheet.cells.get
                for number, address, dated in wanted:
                    value = get(address, NAN)
                    found[number] = day(value) if dated else value
        return found

    def _columns(self, world: World) -> list[list[Any]]:
        rows: dict[tuple[str, str, bool], tuple[str | None, ...]] = {}
        for key in self.columns:
            which = key.scope, key.section, key.aligned
            if which not in rows:
                rows[which] = _rows(world, *which)
        return [self._column(world, key, rows[key.scope, key.section, key.aligned]) for key in self.columns]

    def _column(self, world: World, key: ColumnKey, rows: tuple[str | None, ...]) -> list[Any]:
        sheet = world.of(key.scope)
        get: Callable[[str, Any], Any] = sheet.cells.get if sheet is not None else _nothing
        found = list(map(get, _addresses(key.section, key.column, rows), repeat(NAN)))
        return [day(value) for value in found] if (key.section, key.column) in self.dated else found


@lru_cache(maxsize=512)
def _addresses(section: str, column: str, rows: tuple[str | None, ...]) -> tuple[str, ...]:
    """Cells of a column. Written once for many reports: most have the rows r1, r2, …"""
    return tuple(f"{section}.{row}.{column}" for row in rows)


def _rows(world: World, scope: str, section: str, aligned: bool) -> tuple[str | None, ...]:
    """The added rows of a section, or for each of this sheet's rows the one of its key in another sheet."""
    if not aligned:
        return world.added(scope, section)
    same = world.aligned(scope, section)
    return tuple(same.get(row) for row in world.sheet.added(section))


def _nothing(_: str, otherwise: Any) -> Any:
    return otherwise


def day(value: Value | float) -> int | float:
    """A stored date as the number of its day."""
    return date.fromisoformat(value).toordinal() if isinstance(value, str) else value
