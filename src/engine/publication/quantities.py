# SPDX-License-Identifier: EUPL-1.2
"""What formulas speak of: cells, sums over added rows, quantities with a definition of their own; and their limits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from engine.definitions import CellSpec
from engine.definitions.models import MAX_DIGITS
from engine.editing.linear import Linear
from engine.publication.cells import held
from engine.publication.formulas import ALWAYS, DENSE, All, Filled, Formula, variable
from engine.publication.solver import Limits

HERE, AGAIN, REST = "$", "%", "+"  # an added row, a second one, the sum of all but the first
ADDED = frozenset(f"{row}." for row in (HERE, AGAIN, REST))
LAST_DAY = 3_652_059  # of a calendar of 9999 years
FREE = Limits(None, None)
BEYOND = {  # what little is known of, in words
    "mul": "iloczyn pól",
    "div": "iloraz pól",
    "avg": "średnia",
}


@dataclass(frozen=True, slots=True)
class Number:
    """Its value, and when it is known. `settled`: where it is not known the value is 0 by itself."""

    value: Linear
    known: Formula = ALWAYS
    settled: bool = True


@dataclass
class Quantities:
    """Everything formulas speak of: limits of each, and what defines those that are not cells."""

    limits: dict[str, Limits] = field(default_factory=dict)
    specs: dict[str, CellSpec] = field(default_factory=dict)
    meanings: dict[str, Formula] = field(default_factory=dict)

    def new(
        self, op: str, meaning: Callable[[Linear], Formula], limits: Limits = FREE, *, is_whole: bool = True
    ) -> Linear:
        name = self.free(op, limits, is_whole=is_whole)
        self.meanings[name] = meaning(variable(name))
        return variable(name)

    def free(self, op: str, limits: Limits = FREE, *, is_whole: bool = True) -> str:
        """One about which nothing else is known."""
        name = f"{op}{'#' if is_whole else DENSE}{len(self.limits)}"
        self.limits[name] = limits
        return name

    def between(self, number: Number) -> tuple[Fraction | None, Fraction | None]:
        """What a number is not less and not more than, where it is known; a cell that may be blank counts as 0."""
        parts = number.known.of if isinstance(number.known, All) else (number.known,)
        certain = {part.cell for part in parts if isinstance(part, Filled) and part.yes}
        low: Fraction | None = number.value.constant
        high: Fraction | None = number.value.constant
        for name, factor in number.value.factors.items():
            ends = self.limits[name].low, self.limits[name].high
            if name not in certain:
                ends = _least(ends[0]), _most(ends[1])
            first, last = ends if factor > 0 else ends[::-1]
            low = None if low is None or first is None else low + factor * first
            high = None if high is None or last is None else high + factor * last
        return low, high

    def cell(self, name: str, spec: CellSpec | None, scale: int) -> Linear:
        """An earlier edition may have allowed other numbers."""
        if name not in self.limits:
            earlier = name.startswith("prior:") and spec is not None and spec.type.numeric
            self.limits[name] = FREE if earlier else limits_of(spec)
            if spec is not None:
                self.specs[name] = spec
        return variable(name, scale)


def _least(low: int | None) -> int | None:
    return None if low is None else min(low, 0)


def _most(high: int | None) -> int | None:
    return None if high is None else max(high, 0)


def is_whole(value: Linear) -> bool:
    parts = (*value.factors.values(), value.constant)
    return all(part.denominator == 1 for part in parts) and not any(DENSE in name for name in value.factors)


def limits_of(spec: CellSpec | None) -> Limits:
    """What may stand in a cell, as stored."""
    if spec is None:
        return FREE
    if spec.type.kind == "bool":
        return Limits(0, 1)
    if not spec.type.numeric:
        return Limits(1, LAST_DAY)
    low, high = held(spec.type)
    most = None if spec.computed is not None else 10 ** (MAX_DIGITS + spec.type.scale) - 1
    return Limits(None if spec.type.min is None else low, None if spec.type.max is None else high, most)
