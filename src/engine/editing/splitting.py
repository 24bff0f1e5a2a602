# SPDX-License-Identifier: EUPL-1.2
"""Totals divided over parts: whole numbers that add up exactly, each part satisfying the constraints by itself.

One part after another takes its share, rounded up or down, so that what is left can still be divided. Constraints that
nest („of which”, sums of parts) always allow this; others may need a wider choice, which is tried next.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.editing.linear import Constraint
from engine.editing.whole import UNLIMITED, Numbers, Reals, WholeProgram

NARROW, WIDE, ANY = 0.0, 0.5, 1.0


class Indivisible(ValueError):
    """The totals cannot be divided so that every part satisfies the constraints."""


@dataclass(frozen=True)
class Limits:
    """Least and most a part may have of each variable."""

    least: Numbers
    most: Numbers


class System:
    """Constraints over named variables. Names that are no variables are given with each part."""

    def __init__(self, names: Sequence[str], constraints: Iterable[Constraint]) -> None:
        self.names = tuple(names)
        place = {name: index for index, name in enumerate(self.names)}
        self.constraints = [item for item in constraints if any(name in place for name, _ in item.factors)]
        rows = [{place[name]: factor for name, factor in item.factors if name in place} for item in self.constraints]
        self.given = [tuple((name, f) for name, f in item.factors if name not in place) for item in self.constraints]
        self.limits: Numbers = np.array([item.limit for item in self.constraints], dtype=np.int64)
        self.is_equal = np.array([item.is_equal for item in self.constraints], dtype=bool)
        self.program = WholeProgram(len(self.names), rows)

    def limits_with(self, given: Mapping[str, int]) -> Numbers:
        """Right sides of one part, with its given values moved over."""
        moved = [sum(factor * given.get(name, 0) for name, factor in items) for items in self.given]
        result: Numbers = self.limits - np.array(moved, dtype=np.int64)
        return result

    def vector(self, values: Mapping[str, int]) -> Numbers:
        return np.array([values.get(name, 0) for name in self.names], dtype=np.int64)


def split(
    system: System,
    total: Numbers,
    weights: Reals,
    random: np.random.Generator,
    given: Sequence[Mapping[str, int]] = (),
    limits: Limits | None = None,
) -> list[Numbers]:
    """As many parts as weights, in their order. Raises Indivisible."""
    size = len(system.names)
    limits = limits or Limits(np.zeros(size, dtype=np.int64), np.full(size, UNLIMITED, dtype=np.int64))
    sides = [system.limits_with(given[index] if given else {}) for index in range(len(weights))]
    rest_sides: Numbers = np.sum(sides, axis=0) if sides else system.limits
    rest, parts = total.copy(), []
    heavier = np.cumsum(weights[::-1])[::-1]
    for index, side in enumerate(sides):
        left = len(sides) - index - 1
        rest_sides = rest_sides - side
        share = rest * (weights[index] / heavier[index])
        bounds = Limits(
            np.maximum(limits.least, rest - _many(limits.most, left)),
            np.minimum(limits.most, rest - limits.least * left),
        )
        part = _take(system, rest, share, bounds, (side, rest_sides), random)
        rest = rest - part
        parts.append(part)
    if rest.any():
        raise Indivisible(_checks(system))
    return parts


def _many(most: Numbers, times: int) -> Numbers:
    return np.where(most >= UNLIMITED // max(times, 1), UNLIMITED, most * times)


def _take(
    system: System,
    rest: Numbers,
    share: Reals,
    bounds: Limits,
    sides: tuple[Numbers, Numbers],
    random: np.random.Generator,
) -> Numbers:
    """One part: as near to its share as the constraints allow, for it and for those after it."""
    side, rest_sides = sides
    available = system.program.products(rest)
    least = np.where(system.is_equal, side, available - rest_sides)
    for slack in (NARROW, WIDE, ANY):
        low = np.floor(share * (1 - slack) + 1e-9).astype(np.int64)
        high = rest if slack == ANY else np.ceil(share * (1 + 2 * slack) - 1e-9).astype(np.int64) + (slack > 0)
        low, high = np.clip(low, bounds.least, bounds.most), np.clip(high, bounds.least, bounds.most)
        cost = random.random(len(low)) - 0.5
        found = system.program.solve(cost, (low, high), (least, side))
        if found is not None:
            return found
    raise Indivisible(_checks(system))


def _checks(system: System) -> str:
    return f"kontrole: {', '.join(sorted({item.check for item in system.constraints})) or 'żadne'}"
