# SPDX-License-Identifier: EUPL-1.2
"""What formulas speak of: cells, sums over added rows, quantities with a definition of their own; and their limits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from engine.definitions import CellSpec
from engine.editing.linear import Linear
from engine.publication.formulas import ALWAYS, Formula, variable
from engine.publication.solver import Limits

HERE, AGAIN, REST = "$", "%", "+"  # an added row, a second one, the sum of all but the first
ADDED = frozenset(f"{row}." for row in (HERE, AGAIN, REST))
LAST_DAY = 3_652_059  # of a calendar of 9999 years
FREE = Limits(None, None)
BEYOND = {  # what nothing is known of, in words
    "mul": "iloczyn pól",
    "div": "iloraz pól",
    "avg": "średnia",
    "month": "miesiąc daty",
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

    def new(self, op: str, meaning: Callable[[Linear], Formula], limits: Limits = FREE) -> Linear:
        name = f"{op}#{len(self.limits)}"
        self.limits[name] = limits
        self.meanings[name] = meaning(variable(name))
        return variable(name)

    def free(self, op: str) -> str:
        """One about which nothing is known."""
        name = f"{op}#{len(self.limits)}"
        self.limits[name] = FREE
        return name

    def cell(self, name: str, spec: CellSpec | None, scale: int) -> Linear:
        """An earlier edition may have allowed other numbers."""
        if name not in self.limits:
            earlier = name.startswith("prior:") and spec is not None and spec.type.numeric
            self.limits[name] = FREE if earlier else limits_of(spec)
            if spec is not None:
                self.specs[name] = spec
        return variable(name, scale)


def limits_of(spec: CellSpec | None) -> Limits:
    """What may stand in a cell, as stored."""
    if spec is None:
        return FREE
    if spec.type.kind == "bool":
        return Limits(0, 1)
    if not spec.type.numeric:
        return Limits(1, LAST_DAY)
    unit = 10**spec.type.scale
    low, high = spec.type.min, spec.type.max
    least = None if low is None else -int(-Fraction(low) * unit // 1)
    return Limits(least, None if high is None else int(Fraction(high) * unit // 1))
