# SPDX-License-Identifier: EUPL-1.2
"""What generated numpy reads: fixed cells, and all else with its place, handed out while expressions are written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from engine.answers.packing import short_text
from engine.checks.country.columns import Rows

Loops = tuple[tuple[str, str], ...]  # scope and section of each, from outside in


@dataclass(frozen=True, slots=True)
class Single:
    """A value a report has once: a cell, or a field of the unit or the period."""

    scope: str
    name: str
    text: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """A column of added rows; `aligned`: an earlier sheet's values, in the order of this sheet's rows."""

    scope: str
    section: str
    column: str
    text: bool
    aligned: bool


@dataclass
class Reads:
    """What the expressions read: fixed cells by number, one by one or to be added up; all else with its place.

    `longest`: of how many cells the longest sum is; `computed`: cells may become larger than a report says.
    """

    cells: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)
    longest: int = 0
    computed: bool = False
    singles: dict[Single, int] = field(default_factory=dict)
    flats: dict[Flat, int] = field(default_factory=dict)
    domains: dict[Loops, int] = field(default_factory=lambda: {(): 0})
    texts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def compared(self) -> Rows:
        """When all is written: where the cells lie that are read one by one."""
        return Rows(self.cells)

    @cached_property
    def summed(self) -> Rows:
        return Rows(self.added)

    @property
    def single(self) -> bool:
        """Numbers of 16 bits add up exactly in single precision, which holds whole numbers up to 2^24."""
        return self.longest <= 2**9 and not self.computed

    def sum(self, numbers: Sequence[int]) -> None:
        self.added.update(numbers)
        self.longest = max(self.longest, len(numbers))

    def text(self, text: str) -> int:
        """Number of a text in an expression."""
        short = short_text(text)
        return short if short is not None else self.texts.setdefault(text, -1 - len(self.texts))
