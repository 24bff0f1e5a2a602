# SPDX-License-Identifier: EUPL-1.2
"""Straight lines of generated Python, one a check: with numbers written out they cost less to run than a loop over
them. A short condition is judged there. Of a balance a line only hopes that it holds, which is less to compile: it may
doubt where nothing is violated, never the other way; what is in doubt is judged by its condition.
"""

from collections.abc import Iterator, Sequence

Row = tuple[int, ...]  # number of a check, then of what it reads
SHORT = 64  # signs of a line; a longer one costs more to compile than it saves
NUMBERS = 200  # read by a function: one past 255 constants takes another instruction to be fetched


class Hopes:
    """`functions`: their names. `shapes`: how many there are of the checks that may be doubted."""

    def __init__(self) -> None:
        self.functions: list[str] = []
        self.shapes = 0
        self._lines: list[tuple[Row, str]] = []
        self._doubted: list[tuple[int, Row]] = []

    def judge(self, rows: Sequence[Row], condition: str) -> None:
        """Checks of one shape."""
        self._lines += [(row, f" if {condition.format(*row[1:])}:found(({row[0]},()))") for row in rows]

    def hope(self, rows: Sequence[Row], condition: str) -> int:
        """The same, of which some will be in doubt; number of the shape."""
        for row in rows:
            self._lines.append((row, f" if {condition.format(*row[1:])}:doubt({len(self._doubted)})"))
            self._doubted.append((self.shapes, row))
        self.shapes += 1
        return self.shapes - 1

    def source(self) -> Iterator[str]:
        """In the order of checks, for neighbours read the same cells."""
        read: set[int] = set()
        for row, line in sorted(self._lines):
            if not self.functions or len(read.union(row[1:])) > NUMBERS:
                self.functions.append(f"hope{len(self.functions)}")
                yield f"def {self.functions[-1]}(v,z,x,doubt,found):"
                read = set()
            read.update(row[1:])
            yield line

    def rows(self, doubts: Sequence[int]) -> list[list[Row]]:
        """By shape what is in doubt."""
        found: list[list[Row]] = [[] for _ in range(self.shapes)]
        for number in doubts:
            shape, row = self._doubted[number]
            found[shape].append(row)
        return found
