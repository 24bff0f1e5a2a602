# SPDX-License-Identifier: EUPL-1.2
"""Level 0 over many reports, as engine.checks.structure: required cells, number of added rows, keys that repeat."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.answers import BLANK
from engine.checks.country.tiles import Tile
from engine.checks.structure import REQUIRED, ROWS, UNIQUE
from engine.definitions import FormDefinition

Found = tuple[Any, list[Any]]  # reports, and for each loop the ids of the rows


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing every report is asked for, and where it is missing."""

    check: str
    target: str
    missing: Callable[[Tile], Found]


def demands(definition: FormDefinition) -> Iterator[Demand]:
    numbers = {address: number for number, address in enumerate(definition.addresses)}
    for address in definition.required:
        yield Demand(REQUIRED, address, _blank_cell(numbers[address]))
    for code, columns in definition.added.items():
        for number, (column, spec) in enumerate(columns.items()):
            if spec.required and spec.entered:
                yield Demand(REQUIRED, f"{code}.$1.{column}", _blank_column(code, number))
        dynamic = definition.by_code[code].table.dynamic
        if dynamic is not None and dynamic.min:
            yield Demand(ROWS, code, _too_few(code, dynamic.min))
        if dynamic is not None and dynamic.unique:
            yield Demand(UNIQUE, f"{code}.$1.{dynamic.key.code}", _repeated(code, dynamic.key.code))


def _blank_cell(number: int) -> Callable[[Tile], Found]:
    return lambda tile: (np.flatnonzero(tile.block("").column(number) == BLANK), [])


def _blank_column(section: str, column: int) -> Callable[[Tile], Found]:
    def missing(tile: Tile) -> Found:
        rows = np.flatnonzero(tile.block("").added[section].values[:, column] == BLANK)
        return _of_rows(tile, section, rows)

    return missing


def _too_few(section: str, least: int) -> Callable[[Tile], Found]:
    return lambda tile: (np.flatnonzero(tile.counts("", section) < least), [])


def _repeated(section: str, key: str) -> Callable[[Tile], Found]:
    def missing(tile: Tile) -> Found:
        keys = tile.text_column("", section, key)
        pairs = np.stack([tile.owners("", section), keys])
        _, places, times = np.unique(pairs, axis=1, return_inverse=True, return_counts=True)
        return _of_rows(tile, section, np.flatnonzero((times[places] > 1) & (keys != BLANK)))

    return missing


def _of_rows(tile: Tile, section: str, rows: Any) -> Found:
    return tile.owners("", section)[rows], [tile.row_ids(section)[rows]]
