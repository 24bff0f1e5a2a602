# SPDX-License-Identifier: EUPL-1.2
"""What is certain of a product, a quotient and a mean, although none of them is a sum: between which sums they lie.

That is enough to prove some checks idle or impossible; that nothing else is known of them is still told.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from engine.editing.linear import Linear
from engine.publication.formulas import Formula, both, compared, constant, either, opposite
from engine.publication.quantities import Number, Quantities


def product(quantities: Quantities, a: Number, b: Number, own: Linear) -> Formula:
    """(a - lowest a)(b - lowest b) is not less than 0, and so for each pair of ends (McCormick)."""
    bounds = []
    for first, x in enumerate(quantities.between(a)):
        for second, y in enumerate(quantities.between(b)):
            if x is not None and y is not None:
                plane = b.value.times(x).plus(a.value.times(y)).plus(constant(-x * y))
                bounds.append(compared(own, ">=" if first == second else "<=", plane))
    return _where(both(a.known, b.known), bounds)


def quotient(quantities: Quantities, a: Number, b: Number, own: Linear) -> Formula:
    """Of two numbers that are not less than 0, whole numbers of some part."""
    (least, _), (lowest, highest) = quantities.between(a), quantities.between(b)
    if least is None or lowest is None or least < 0 or lowest < 0:
        return both()
    parts = lcm(*(part.denominator for part in (*b.value.factors.values(), b.value.constant)))
    bounds = [compared(own, ">=", Linear()), compared(own, "<=", a.value.times(Fraction(parts)))]
    if highest:
        bounds.append(compared(own, ">=", a.value.times(1 / highest)))
    return _where(both(a.known, b.known, compared(b.value, ">", Linear())), bounds)


def mean(
    quantities: Quantities, of: tuple[Sequence[Number], Sequence[Number]], total: Linear, most: int | None, own: Linear
) -> Formula:
    """Not less than the smallest, not more than the largest; where all are known, the sum of them through all. Of
    `most` items, those at hand and others like them: there the sums of the others are known.
    """
    items, others = of
    lows, highs = zip(*map(quantities.between, items), strict=True)
    bounds = [*_ends(lows, highs, own)]
    if all(low is not None and low >= 0 for low in lows):
        bounds.append(compared(own, "<=", total))
        bounds += [compared(own.times(Fraction(most)), ">=", total)] if most is not None else []
    known = [item.known for item in (*items, *others)]
    same = [] if others or most is None else [compared(own.times(Fraction(most)), "=", total)]
    return both(_where(either(*known), bounds), _where(both(*known), same))


def _ends(lows: Sequence[Fraction | None], highs: Sequence[Fraction | None], own: Linear) -> Iterator[Formula]:
    known = [low for low in lows if low is not None]
    if len(known) == len(lows):
        yield compared(own, ">=", constant(min(known)))
    known = [high for high in highs if high is not None]
    if len(known) == len(highs):
        yield compared(own, "<=", constant(max(known)))


def _where(known: Formula, bounds: Sequence[Formula]) -> Formula:
    """They hold where it is known; of what is not known anything may be supposed."""
    return either(opposite(known), both(*bounds))
