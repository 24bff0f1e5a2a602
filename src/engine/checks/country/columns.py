# SPDX-License-Identifier: EUPL-1.2
"""Fixed cells as columns of floating-point numbers: only those that expressions read, found by their numbers."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

STEP = 512  # reports turned at a time: a block of that size stays in the processor's cache
Floats = npt.NDArray[np.floating]


Several = slice | list[int]


class Rows:
    """Where in a matrix those cells lie that are read, by their numbers. Made once for a form."""

    def __init__(self, numbers: Collection[int]) -> None:
        self.numbers = np.array(sorted(numbers), np.intp)
        self.of = {number: row for row, number in enumerate(sorted(numbers))}
        self._several: dict[tuple[int | None, ...], Several] = {}

    def several(self, which: Several) -> Several:
        """Of cells that are read together: a slice where they lie at even distances."""
        key = (which.start, which.stop, which.step, None) if isinstance(which, slice) else tuple(which)
        found = self._several.get(key)
        if found is None:
            numbers = range(which.start, which.stop, which.step) if isinstance(which, slice) else which
            found = self._several[key] = _evenly([self.of[number] for number in numbers])
        return found


class Columns:
    """Cells × reports; `blank` is what stands for a blank. In `single` precision there is half as much to read."""

    def __init__(self, rows: Rows, size: int, blank: float, single: bool = False) -> None:
        self.rows = rows
        self.matrix: Floats = np.empty((len(rows.of), size), np.float32 if single else np.float64)
        self._blank = blank

    def __contains__(self, number: object) -> bool:
        return number in self.rows.of

    def __getitem__(self, which: int | Several) -> Floats:
        """One cell, or several: as a view where they lie at even distances."""
        found: Floats = self.matrix[self.rows.of[which] if isinstance(which, int) else self.rows.several(which)]
        return found

    def one_by_one(self, cells: int) -> list[Floats | None]:
        """Each cell at its number, for what reads no two together; None for one that nothing reads."""
        found: list[Floats | None] = [None] * cells
        for number, row in self.rows.of.items():
            found[number] = self.matrix[row]
        return found

    def put(self, number: int, values: Floats) -> None:
        """Another value of a cell in all reports, NaN for blank; of one that nothing reads it is not kept."""
        if number in self:
            self[number][...] = np.where(np.isnan(values), self._blank, values + 0.0)

    def fill(self, start: int, turned: Any, blank: int) -> None:
        """The cells of some reports, from a block of all cells × reports; `blank` is what stands for a blank there."""
        block = turned[self.rows.numbers]
        part = self.matrix[:, start : start + turned.shape[1]]
        part[...] = block
        np.copyto(part, self._blank, where=block == blank)


def _evenly(rows: list[int]) -> Several:
    step = rows[1] - rows[0] if len(rows) > 1 else 1
    if step > 0 and rows == list(range(rows[0], rows[-1] + 1, step)):
        return slice(rows[0], rows[-1] + 1, step)
    return rows


def fill(columns: Sequence[Columns], fixed: Any, blank: int) -> None:
    """All of them from a matrix of reports × cells."""
    for start in range(0, len(fixed), STEP):
        turned = np.ascontiguousarray(fixed[start : start + STEP].T)
        for one in columns:
            one.fill(start, turned, blank)
