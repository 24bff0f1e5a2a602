# SPDX-License-Identifier: EUPL-1.2
"""A sheet as a vector of integers, for reading a whole country at once. The sheet itself stays the truth.

Fixed cells in the order of the definition; then for each section with added rows their number (blank: the sheet does
not name the section) and, row by row, the number of its id, its key and its columns. A date is the number of its day.
A text of up to seven bytes is their number; of longer ones -1 is the first of those behind the vector, -2 the second,
each ended by NUL, all filled up to whole numbers.

Numbers are of 64 bits; without long texts and with small numbers only of 32 or 16: such a vector has an odd number of
them, so the width is the largest power of two that divides its length.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.answers.sheets import Sheet, Value
from engine.definitions import FormDefinition

BLANK = -(2**63)
WIDE = 8
BLANKS = {2: -(2**15), 4: -(2**31), WIDE: BLANK}  # by the width of numbers in bytes
SHORT = 7
TEXTS = frozenset({"text", "code"})
Integers = npt.NDArray[np.int64]


def pack(definition: FormDefinition, sheet: Sheet) -> bytes:
    get = sheet.cells.get
    plan = _plan(definition)
    texts: list[str] = []
    numbers: list[Any] = [get(address, BLANK) for address in definition.addresses]
    for position, kind in plan.fixed:
        numbers[position] = _number(numbers[position], kind, texts)
    for section, columns in plan.added.items():
        rows = sheet.rows.get(section)
        numbers.append(BLANK if rows is None else len(rows))
        names, odd = [column for column, _kind in columns], _odd(columns)
        for row in rows or ():
            numbers.append(int(row[1:]))
            start, prefix = len(numbers), f"{section}.{row}."
            numbers += [get(prefix + column, BLANK) for column in names]
            for position, kind in odd:
                numbers[start + position] = _number(numbers[start + position], kind, texts)
    wide = struct.pack(f"<{len(numbers)}q", *numbers)
    return wide + _tail(texts) if texts else narrowed(wide)


def narrowed(wide: bytes) -> bytes:
    """A vector in 16 or 32 bits where its numbers allow it: less to store, to send and to lay out by columns."""
    numbers = np.frombuffer(wide, "<i8")
    blank = numbers == BLANK
    known = np.where(blank, 0, numbers)
    largest = max(int(known.max(initial=0)), -int(known.min(initial=0)))
    width, nothing = next((width, nothing) for width, nothing in BLANKS.items() if largest < -nothing)
    if width == WIDE:
        return wide
    narrow = np.where(blank, nothing, numbers).astype(_kind(width)).tobytes()
    return narrow if len(narrow) % (2 * width) else narrow + bytes(width)


def _kind(width: int) -> np.dtype[Any]:
    return np.dtype(f"<i{width}")


def _as_wide(numbers: Any, width: int) -> Any:
    """In another width, where blank is another number."""
    if numbers.itemsize == width:
        return numbers
    found = numbers.astype(_kind(width))
    found[numbers == BLANKS[numbers.itemsize]] = BLANKS[width]
    return found


def unpack(definition: FormDefinition, packed: bytes) -> Sheet:
    """The sheet again, with the cells that the form has."""
    block = Block(definition, [packed])
    plan = _plan(definition)
    texts = block.texts(0)
    cells: dict[str, Value] = {}
    kinds = dict(plan.fixed)
    for position, number in enumerate(block.fixed[0].tolist()):
        if number != BLANK:
            cells[definition.addresses[position]] = _value(number, kinds.get(position, ""), texts)
    rows: dict[str, tuple[str, ...]] = {}
    for section, added in block.added.items():
        if added.named[0]:
            rows[section] = tuple(f"r{number}" for number in added.ids.tolist())
        for row, values in zip(rows.get(section, ()), added.values.tolist(), strict=True):
            for (column, kind), number in zip(plan.added[section], values, strict=True):
                if number != BLANK:
                    cells[f"{section}.{row}.{column}"] = _value(number, kind, texts)
    return Sheet(cells, rows)


@dataclass(frozen=True, slots=True)
class Plan:
    """Fixed cells that hold no plain number, by position; columns of added rows with their kind, the key first."""

    fixed: tuple[tuple[int, str], ...]
    added: Mapping[str, tuple[tuple[str, str], ...]]


_plans: dict[str, Plan] = {}


def _plan(definition: FormDefinition) -> Plan:
    found = _plans.get(definition.digest)
    if found is None:
        odd = [(number, spec.type.kind) for number, spec in enumerate(definition.cells.values())]
        found = _plans[definition.digest] = Plan(
            tuple((number, kind) for number, kind in odd if kind == "date" or kind in TEXTS),
            {
                section: tuple((column, spec.type.kind) for column, spec in columns.items())
                for section, columns in definition.added.items()
            },
        )
    return found


def _odd(columns: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Columns that hold no plain number, by position."""
    return [(position, kind) for position, (_column, kind) in enumerate(columns) if kind == "date" or kind in TEXTS]


def _number(value: Value, kind: str, texts: list[str]) -> Value:
    if value == BLANK:
        return BLANK
    if kind == "date":
        return date.fromisoformat(str(value)).toordinal()
    number = short_text(str(value))
    if number is None:
        texts.append(str(value))
        number = -len(texts)
    return number


def _value(number: int, kind: str, texts: Sequence[str]) -> Value:
    if kind == "date":
        return date.fromordinal(number).isoformat()
    if kind not in TEXTS:
        return number
    return texts[-1 - number] if number < 0 else text_of(number)


def short_text(text: str) -> int | None:
    """Number of a short text; None where it is too long to be one."""
    encoded = text.encode()
    return int.from_bytes(encoded) if len(encoded) <= SHORT else None


def text_of(number: int) -> str:
    return number.to_bytes(SHORT).lstrip(b"\0").decode()


def _tail(texts: Sequence[str]) -> bytes:
    encoded = b"".join(text.encode() + b"\0" for text in texts)
    return encoded.ljust(-(-len(encoded) // 8) * 8, b"\0")


@dataclass(frozen=True, slots=True)
class AddedRows:
    """The added rows of one section in many sheets, one sheet's after the other's."""

    named: npt.NDArray[np.bool_]
    counts: Integers
    ids: Integers
    values: Integers


class Block:
    """Many packed sheets of one form as matrices: `fixed` is sheets × cells. An empty one stands for no sheet."""

    def __init__(self, definition: FormDefinition, packed: Sequence[bytes]) -> None:
        self.definition = definition
        nothing = pack(definition, Sheet.empty()) if not all(packed) else b""
        self._sheets = [one or nothing for one in packed]
        self._sizes = np.fromiter(map(len, self._sheets), np.int64, len(packed))
        self._widths = np.minimum(self._sizes & -self._sizes, WIDE)
        self._lengths = self._sizes // self._widths
        self._starts = np.cumsum(self._lengths) - self._lengths

    def __len__(self) -> int:
        return len(self._lengths)

    @cached_property
    def _flat(self) -> Integers:
        """All numbers, whatever their width was."""
        widths = np.repeat(self._widths, self._lengths)
        found = np.empty(len(widths), np.int64)
        for width in BLANKS:
            found[widths == width] = _as_wide(self._read(self._widths == width, width), WIDE)
        return found

    def _read(self, which: npt.NDArray[np.bool_], width: int) -> Any:
        """The numbers of those sheets, which have one width."""
        return np.frombuffer(b"".join(compress(self._sheets, which)), _kind(width))

    @cached_property
    def matrix(self) -> tuple[npt.NDArray[Any], int]:
        """Fixed cells, sheets × cells, as wide as the widest of them, and what stands there for blank."""
        cells = len(self.definition.addresses)
        sizes = np.unique(self._sizes).tolist()
        if len(sizes) > len(BLANKS):  # some have added rows or long texts
            return self._flat[self._starts[:, None] + np.arange(cells)], BLANK
        parts = [self._of_size(size)[:, :cells] for size in sizes]
        if len(parts) == 1:
            return parts[0], BLANKS[parts[0].itemsize]
        widest = max((part.itemsize for part in parts), default=min(BLANKS))
        found = np.empty((len(self), cells), _kind(widest))
        for size, part in zip(sizes, parts, strict=True):
            found[self._sizes == size] = _as_wide(part, widest)
        return found, BLANKS[widest]

    def _of_size(self, size: int) -> Any:
        which = self._sizes == size
        return self._read(which, min(size & -size, WIDE)).reshape(int(which.sum()), -1)

    @cached_property
    def fixed(self) -> Integers:
        found: Integers = _as_wide(self.matrix[0], WIDE)
        return found

    def column(self, number: int) -> Integers:
        """One fixed cell of all sheets."""
        found: Integers = _as_wide(self.matrix[0][:, number], WIDE)
        return found

    @cached_property
    def added(self) -> Mapping[str, AddedRows]:
        return self._rows[0]

    @cached_property
    def _rows(self) -> tuple[Mapping[str, AddedRows], Integers]:
        """With them, where in each sheet they end."""
        found = {}
        at = self._starts + len(self.definition.addresses)
        for section, columns in _plan(self.definition).added.items():
            width = 1 + len(columns)
            numbers = self._flat[at]
            counts = np.maximum(numbers, 0)
            rows = self._flat[ragged(at + 1, counts * width)].reshape(-1, width)
            found[section] = AddedRows(numbers != BLANK, counts, rows[:, 0], rows[:, 1:])
            at = at + 1 + counts * width
        return found, at

    def texts(self, sheet: int) -> list[str]:
        """The long texts of a sheet."""
        first, last = int(self._rows[1][sheet]), int(self._starts[sheet] + self._lengths[sheet])
        return self._flat[first:last].tobytes().decode().split("\0")


def ragged(starts: Integers, lengths: Integers) -> Integers:
    """starts[0], starts[0]+1, … lengths[0] of them, then the same from starts[1], …"""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))
