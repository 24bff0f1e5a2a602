# SPDX-License-Identifier: EUPL-1.2
"""Many packed reports as columns, the way generated numpy reads them.

v: fixed cells × reports, blank is NaN · z: those to be added up, blank is -0.0, which only blanks add up to; where all
are small, in single precision · s: single
values from elsewhere, and fixed texts · a: columns of added rows, one report's after the other's · d: domains · names:
long texts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from engine.answers import BLANK, Block
from engine.answers.packing import TEXTS, Integers, short_text
from engine.checks.country.aligning import aligned
from engine.checks.country.carrying import Packed
from engine.checks.country.columns import Columns, Floats, fill
from engine.checks.country.domains import domains
from engine.checks.country.reads import Flat, Reads, Single
from engine.checks.findings import Period
from engine.checks.tree import At
from engine.definitions import FormDefinition

NAN = float("nan")
SMALL = 2  # bytes of a number that single precision adds up


@dataclass(frozen=True, slots=True)
class Reports:
    """Packed reports of one round and what their checks read beside them, all in one order.

    `others` by scope: "prior:1" in the addresses of this form, "form:MZ-88" in those of the other.
    """

    packed: Sequence[bytes]
    period: Period
    others: Mapping[str, Packed] = field(default_factory=dict)
    unit: Mapping[str, Sequence[str | int | None]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.packed)


class Names:
    """Numbers of long texts: those of the expressions first."""

    def __init__(self, texts: Mapping[str, int]) -> None:
        self.numbers = dict(texts)
        self.texts = list(texts)

    def number(self, text: str) -> int:
        found = self.numbers.get(text)
        if found is None:
            found = self.numbers[text] = -1 - len(self.texts)
            self.texts.append(text)
        return found

    def resolved(self, block: Block, column: Integers, reports: Integers) -> Integers:
        """A column of texts with one number for one text, whichever report it stands in."""
        long = np.flatnonzero((column < 0) & (column != BLANK))
        if not long.size:
            return column
        found = column.copy()
        for place in long.tolist():
            found[place] = self.number(block.texts(int(reports[place]))[-1 - int(column[place])])
        return found


class Tile:
    def __init__(self, definition: FormDefinition, reads: Reads, reports: Reports) -> None:
        self.definition = definition
        self.size = len(reports)
        self.names = Names(reads.texts)
        self.blocks = {"": Block(definition, reports.packed)}
        self.blocks |= {scope: other.block() for scope, other in reports.others.items()}
        self._nothing = Block(definition, [b""] * self.size)
        self.reports = reports
        self.reads = reads
        fixed, blank = self.blocks[""].matrix
        self._blank = blank
        self._computed: list[Floats] = []
        small = reads.single and fixed.itemsize == SMALL
        self.v, self.z = Columns(reads.compared, self.size, NAN), Columns(reads.summed, self.size, -0.0, small)
        fill((self.v, self.z), fixed, blank)
        self.s = [self._single(single) for single in reads.singles]
        self.a = [self._flat(flat) for flat in reads.flats]
        self.d = domains(
            reads.domains, self.size, {scope: self.counts(*scope) for path in reads.domains for scope in path}
        )

    @property
    def arguments(self) -> tuple[Any, ...]:
        return self._cells, self.z, self.s, self.a, self.d, self.names.texts

    @cached_property
    def _cells(self) -> list[Floats | None]:
        return self.v.one_by_one(len(self.definition.addresses))

    def block(self, scope: str) -> Block:
        return self.blocks.get(scope, self._nothing)

    def counts(self, scope: str, section: str) -> Integers:
        added = self.block(scope).added.get(section)
        return added.counts if added is not None else np.zeros(self.size, np.int64)

    def owners(self, scope: str, section: str) -> Integers:
        """For each added row the number of its report."""
        return np.repeat(np.arange(self.size), self.counts(scope, section))

    def row_ids(self, section: str) -> Integers:
        return self.block("").added[section].ids

    def text_column(self, scope: str, section: str, column: str) -> Integers:
        return self.names.resolved(self.block(scope), self._raw(scope, section, column), self.owners(scope, section))

    # values

    def _single(self, single: Single) -> Any:
        if single.scope in {"unit", "period"}:
            return self._field(single)
        block = self.block(single.scope)
        spec = block.definition.cells.get(single.name)
        if spec is None or (spec.type.kind in TEXTS) != single.text:
            return np.full(self.size, BLANK if single.text else NAN)
        column = block.column(block.definition.addresses.index(single.name))
        return self.names.resolved(block, column, np.arange(self.size)) if single.text else _floats(column)

    def _field(self, single: Single) -> Any:
        if single.scope == "period":
            return np.full(self.size, float(self.reports.period.field(single.name)))
        values = self.reports.unit.get(single.name) or [None] * self.size
        if single.text:
            return np.array([BLANK if value is None else self._number(str(value)) for value in values], np.int64)
        return np.array([NAN if value is None else float(value) for value in values])

    def _number(self, text: str) -> int:
        short = short_text(text)
        return short if short is not None else self.names.number(text)

    def _flat(self, flat: Flat) -> Any:
        found = self._column(flat)
        if not flat.aligned:
            return found
        blank = np.int64(BLANK) if flat.text else np.float64(NAN)
        return np.append(found, blank)[self._aligned[flat.scope, flat.section]]

    def _column(self, flat: Flat) -> Any:
        if flat.text:
            return self.text_column(flat.scope, flat.section, flat.column)
        return _floats(self._raw(flat.scope, flat.section, flat.column))

    def _raw(self, scope: str, section: str, column: str) -> Integers:
        block = self.block(scope)
        columns = list(block.definition.added.get(section, ()))
        if column not in columns:
            return np.full(int(self.counts(scope, section).sum()), BLANK)
        return block.added[section].values[:, columns.index(column)]

    @cached_property
    def _aligned(self) -> Mapping[tuple[str, str], Integers]:
        """For each added row of this sheet the one of the same key in an earlier one, -1 where there is none."""
        wanted = {(flat.scope, flat.section) for flat in self.reads.flats if flat.aligned}
        return {
            (scope, section): aligned(self._keys("", section), self._keys(scope, section)) for scope, section in wanted
        }

    def _keys(self, scope: str, section: str) -> tuple[Integers, Integers]:
        key = next(iter(self.definition.added[section]))
        return self.owners(scope, section), self.text_column(scope, section, key)

    # sizes

    @property
    def largest(self) -> float:
        """No number is larger, without its sign. Cells of 16 or 32 bits are not looked at: few checks care."""
        own = [np.float64(self._blank)] if self._blank != BLANK else [self.v.matrix, self.z.matrix]
        beside = [*own, *self._computed, *(column for column in (*self.s, *self.a) if column.dtype == np.float64)]
        return max(map(_largest, beside))

    def sizes(self, at: At) -> Floats:
        """The same for one cell that a tree reads, report by report."""
        found = np.zeros(self.size)
        name = at.address if at.section else at.column
        for single, column in zip(self.reads.singles, self.s, strict=True):
            if (single.scope, single.name) == (at.scope, name) and not single.text:
                found = np.fmax(found, np.abs(column))
        for flat, column in zip(self.reads.flats, self.a, strict=True):
            if (flat.scope, flat.section, flat.column) == (at.scope, at.section, at.column) and not flat.text:
                np.fmax.at(found, self.owners("" if flat.aligned else flat.scope, flat.section), np.abs(column))
        number = self._numbers.get(at.address) if not at.scope else None
        for columns in (self.v, self.z):
            if number is not None and number in columns:
                found = np.fmax(found, np.abs(columns[number]))
        return found

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {address: number for number, address in enumerate(self.definition.addresses)}

    # computed cells

    def put(self, at: At, values: Any) -> None:
        if at.looped:
            flat = self.reads.flats[Flat("", at.section, at.column, text=False, aligned=False)]
            self.a[flat] = np.broadcast_to(values, self.a[flat].shape)
            return
        number = self._numbers[at.address]
        column = np.broadcast_to(values, self.size)
        self.v.put(number, column)
        self.z.put(number, column)
        self._computed.append(column)

    def first_rows(self, section: str) -> Integers:
        """For each report the id of its first added row, 0 where it has none."""
        counts = self.counts("", section)
        first = np.cumsum(counts) - counts
        return np.where(counts > 0, np.append(self.row_ids(section), 0)[first], 0)


def _largest(numbers: Floats) -> float:
    return float(max(np.fmax.reduce(numbers, None, initial=0), -np.fmin.reduce(numbers, None, initial=0)))


def _floats(column: Integers) -> Floats:
    found = column.astype(np.float64)
    found[column == BLANK] = NAN
    return found
