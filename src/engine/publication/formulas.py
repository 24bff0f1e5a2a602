# SPDX-License-Identifier: EUPL-1.2
"""What a check says, taken apart: sums that have limits, cells that are filled, codes that were chosen.

Blank has been dealt with by then: „certainly true” and „certainly false” of the language are two plain conditions, each
either holds or does not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from glob import escape
from math import lcm

from engine.editing.linear import Linear

DENSE = "#~"  # in the name of a quantity that need not be whole


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ factor·cell ≤ limit, or = limit, in whole numbers. Where some need not be whole (`is_dense`) what is less than
    the limit is only known not to be more: too little to prove a lie, enough to prove most of what is so."""

    factors: tuple[tuple[str, int], ...]
    limit: int
    is_equal: bool = False
    is_dense: bool = False

    def holds(self, values: Mapping[str, int]) -> bool:
        total = sum(factor * values.get(name, 0) for name, factor in self.factors)
        return total == self.limit if self.is_equal else total <= self.limit


@dataclass(frozen=True, slots=True)
class Filled:
    cell: str
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Picked:
    """The code or text of a cell is one of these patterns, or none of them."""

    cell: str
    choices: tuple[str, ...]
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Unclear:
    """A condition nobody looks into: it may hold or not."""

    name: str
    yes: bool = True


@dataclass(frozen=True, slots=True)
class All:
    of: tuple["Formula", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    of: tuple["Formula", ...] = ()


Formula = Sum | Filled | Picked | Unclear | All | Any
ALWAYS = All()
NEVER = Any()


def both(*parts: Formula) -> Formula:
    """All of them, with what is always so left out."""
    flat = [inner for part in parts for inner in (part.of if isinstance(part, All) else (part,))]
    if NEVER in flat:
        return NEVER
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else All(kept)


def either(*parts: Formula) -> Formula:
    """Any of them, with what is never so left out."""
    flat = [inner for part in parts for inner in (part.of if isinstance(part, Any) else (part,))]
    if ALWAYS in flat:
        return ALWAYS
    kept = tuple(dict.fromkeys(flat))
    return kept[0] if len(kept) == 1 else Any(kept)


def opposite(formula: Formula) -> Formula:
    match formula:
        case All(of):
            return either(*map(opposite, of))
        case Any(of):
            return both(*map(opposite, of))
        case Sum(factors, limit, is_equal, is_dense):
            step = int(not is_dense)
            more = Sum(tuple((name, -factor) for name, factor in factors), -limit - step, is_dense=is_dense)
            return either(Sum(factors, limit - step, is_dense=is_dense), more) if is_equal else more
        case Filled(cell, yes):
            return Filled(cell, not yes)
        case Picked(cell, choices, yes):
            return Picked(cell, choices, not yes)
        case Unclear(name, yes):  # no other kind
            return Unclear(name, not yes)


def compared(left: Linear, operator: str, right: Linear) -> Formula:
    """left operator right; between whole numbers < is ≤ one less."""
    if operator in {">", ">="}:
        return compared(right, {">": "<", ">=": "<="}[operator], left)
    difference = left.plus(right, -1)
    parts = [*difference.factors.values(), difference.constant]
    common = lcm(*(part.denominator for part in parts))
    factors = tuple(sorted((name, int(value * common)) for name, value in difference.factors.items()))
    limit = int(-difference.constant * common)
    is_dense = any(DENSE in name for name, _ in factors)
    found = Sum(factors, limit - (operator == "<" and not is_dense), operator in {"=", "!="}, is_dense)
    if not factors:
        return ALWAYS if found.holds({}) != (operator == "!=") else NEVER
    return opposite(found) if operator == "!=" else found


def chosen(cell: str, text: str) -> Formula:
    return Picked(cell, (escape(text),))


def walked(formula: Formula) -> Iterator[Formula]:
    """The parts that are neither all nor any of others."""
    if isinstance(formula, All | Any):
        for part in formula.of:
            yield from walked(part)
    else:
        yield formula


def names(formula: Formula) -> Iterator[str]:
    """Cells and other quantities a formula speaks of."""
    for part in walked(formula):
        if isinstance(part, Sum):
            yield from (name for name, _ in part.factors)
        elif isinstance(part, Filled | Picked):
            yield part.cell


def variable(name: str, scale: int = 0) -> Linear:
    return Linear({name: Fraction(1, 10**scale)})


def constant(value: Fraction | int) -> Linear:
    return Linear(constant=Fraction(value))
