# SPDX-License-Identifier: EUPL-1.2
"""Earlier sheets in the addresses of today's edition, all at once: engine.answers.carry_over by columns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from engine.answers import BLANK, Block, Sheet, carry_over, unpack
from engine.answers.packing import AddedRows, Integers, text_of
from engine.definitions import ADDED, CellSpec, FormDefinition, Spot, Translation, translation

SAFE = 2**61
BEYOND = 2**62  # more than any verdict by floating point takes: such a report is judged by the server's program
Stood = Iterable[tuple[CellSpec, Integers]]


@dataclass(frozen=True, slots=True)
class Packed:
    """Packed sheets of one form; b"" where a report has none. `since`: the editions they come from, oldest first, each
    carried over to the next and at last to `definition`."""

    definition: FormDefinition
    sheets: Sequence[bytes]
    since: tuple[FormDefinition, ...] = ()

    def block(self) -> Block:
        editions = (*self.since, self.definition)
        block = Block(editions[0], self.sheets)
        for previous, definition in pairwise(editions):
            if previous.digest != definition.digest:
                block = Carried(definition, block, translation(definition, previous))
        return block

    def sheet(self, number: int) -> Sheet | None:
        if not self.sheets[number]:
            return None
        editions = (*self.since, self.definition)
        sheet = unpack(editions[0], self.sheets[number])
        for previous, definition in pairwise(editions):
            sheet = carry_over(definition, previous, sheet)
        return sheet


class Carried(Block):
    """Sheets of the edition before, as this one reads them."""

    def __init__(self, definition: FormDefinition, before: Block, found: Translation) -> None:
        self.definition = definition
        self._before = before
        self._found = found

    def __len__(self) -> int:
        return len(self._before)

    def texts(self, sheet: int) -> list[str]:
        return self._before.texts(sheet)

    def column(self, number: int) -> Integers:
        spot = _spot(self.definition.addresses[number])
        sources = self._found.cells.get(spot, ())
        stood = [(self._found.before[source], self._before.column(self._numbers[source])) for source in sources]
        if not stood:
            return np.full(len(self), BLANK)
        return self._together(self._found.now[spot], stood, np.arange(len(self)))

    @cached_property
    def _numbers(self) -> Mapping[Spot, int]:
        return {_spot(address): number for number, address in enumerate(self._before.definition.addresses)}

    @cached_property
    def added(self) -> dict[str, AddedRows]:
        return {section: self._added_rows(section, list(columns)) for section, columns in self.definition.added.items()}

    def _added_rows(self, section: str, columns: Sequence[str]) -> AddedRows:
        earlier = self._found.sections.get(section, "")
        if earlier not in self._before.added:
            nothing = np.zeros(len(self), np.int64)
            return AddedRows(nothing != 0, nothing, nothing[:0], np.empty((0, len(columns)), np.int64))
        before = self._before.added[earlier]
        known = list(self._before.definition.added[earlier])
        owners = np.repeat(np.arange(len(self)), before.counts)
        values = np.full((len(before.ids), len(columns)), BLANK)
        for number, column in enumerate(columns):
            spot = (section, ADDED, column)
            sources = [source for source in self._found.cells.get(spot, ()) if source[:2] == (earlier, ADDED)]
            stood = [(self._found.before[source], before.values[:, known.index(source[2])]) for source in sources]
            if stood:
                values[:, number] = self._together(self._found.now[spot], stood, owners)
        return AddedRows(before.named, before.counts, before.ids, values)

    def _together(self, spec: CellSpec, stood: Sequence[tuple[CellSpec, Integers]], owners: Integers) -> Integers:
        """The sum of numbers, blanks skipped; anything else is one value."""
        if spec.type.numeric:
            return _rescaled(spec.type.scale, stood)
        ((before, found),) = stood  # only numbers are added up
        if before.type.list != spec.type.list:
            return self._allowed(spec, found, owners)
        return found

    def _allowed(self, spec: CellSpec, column: Integers, owners: Integers) -> Integers:
        found = column.copy()
        for place in np.flatnonzero(column != BLANK).tolist():
            number = int(column[place])
            text = text_of(number) if number >= 0 else self.texts(int(owners[place]))[-1 - number]
            if not spec.allows(text):
                found[place] = BLANK
        return found


def _spot(address: str) -> Spot:
    section, row, column = address.split(".")
    return section, row, column


def _rescaled(scale: int, stood: Stood) -> Integers:
    """As engine.answers.carrying, halves away from zero; what would not fit into 64 bits lies beyond."""
    columns = [(column, before.type.scale) for before, column in stood]
    finest = max(scale, *(places for _, places in columns))
    total = np.zeros(len(columns[0][0]), np.int64)
    size = np.zeros(len(total))
    blank = np.ones(len(total), bool)
    for column, places in columns:
        there = column != BLANK
        number = np.where(there, column, 0)
        total += number * 10 ** (finest - places)
        size += np.abs(number.astype(np.float64)) * 10.0 ** (finest - places)
        blank &= ~there
    unit = 10 ** (finest - scale)
    whole = (np.abs(total) * 2 + unit) // (2 * unit) * np.sign(total)
    return np.where(blank, BLANK, np.where(size < SAFE, whole, BEYOND))
