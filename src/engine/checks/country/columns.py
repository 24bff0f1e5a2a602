# SPDX-License-Identifier: EUPL-1.2
"""Fixed cells as columns of floating-point numbers: only those that expressions read, found by their numbers."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

STEP = 512  # reports turned at a time: a block of that size stays in the processor's cache
Floats = npt.NDArray[np.float64]


class Columns:
    """Cells × reports; `blank` is what stands for a blank."""

    def __init__(self, numbers: Collection[int], size: int, blank: float) -> None:
        self.matrix: Floats = np.empty((len(numbers), size))
        self._blank = blank
        self._numbers = np.array(sorted(numbers), np.intp)
        self._rows = {number: row for row, number in enumerate(sorted(numbers))}

    def __contains__(self, number: object) -> bool:
        return number in self._rows

    def __getitem__(self, which: int | slice | list[int]) -> Floats:
        """One cell, or several: as a view where they lie at even distances."""
        found: Floats = self.matrix[self._row(which)]
        return found

    def _row(self, which: int | slice | list[int]) -> int | slice | list[int]:
        if isinstance(which, int):
            return self._rows[which]
        numbers = range(which.start, which.stop, which.step) if isinstance(which, slice) else which
        return _evenly([self._rows[number] for number in numbers])

    def put(self, number: int, values: Floats) -> None:
        """Another value of a cell in all reports, NaN for blank; of one that nothing reads it is not kept."""
        if number in self._rows:
            self[number][...] = np.where(np.isnan(values), self._blank, values + 0.0)

    def fill(self, start: int, turned: Any, blank: int) -> None:
        """The cells of some reports, from a block of all cells × reports; `blank` is what stands for a blank there."""
        block = turned[self._numbers]
        part = self.matrix[:, start : start + turned.shape[1]]
        part[...] = block
        np.copyto(part, self._blank, where=block == blank)


def _evenly(rows: list[int]) -> slice | list[int]:
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
