# SPDX-License-Identifier: EUPL-1.2
"""Means. Compared with a number one is a sum: of how far each of its cells is above that number. Any other lies between
bounds.
"""

from fractions import Fraction
from math import lcm

from engine.checks.tree import Node
from engine.editing.linear import Linear
from engine.publication.aggregates import Aggregates
from engine.publication.bounds import mean
from engine.publication.formulas import Filled, Formula, both, compared, constant, either, opposite, variable, walked
from engine.publication.quantities import BEYOND, Number

FEW = 12  # cells, whose mean is a multiple of a part that is not too small


class Means(Aggregates):
    """The part of a reading that is about means."""

    def _mean_compared(self, node: Node, op: str, other: Number, wanted: bool) -> Formula:
        level = other.value.constant
        unit = lcm(level.denominator, self._unit(node))
        parts = [self._above(part, level) for item in node.of for part in self._items(_inner(item))]
        parts += [self._others_above(item, level) for item in node.of if item.op == "each"]
        total = self._total([Number(part.value.times(Fraction(unit)), part.known, part.settled) for part in parts])
        holds = compared(total, op, Linear())
        return both(other.known, either(*(part.known for part in parts)), holds if wanted else opposite(holds))

    def _unit(self, node: Node) -> int:
        """In how many parts its cells are counted."""
        unit: int = 10 ** max(item.scale for item in node.of)
        return unit

    def _above(self, part: Number, level: Fraction) -> Number:
        return Number(part.value.plus(constant(-level)), part.known, settled=False)

    def _others_above(self, item: Node, level: Fraction) -> Number:
        """The same of all other added rows: of their sum, and of how many there are that count."""
        rest = self._rest(_inner(item))
        count = self._number_of_others(item, lambda own: both(*self._of_so_many(item, rest.value, own)))
        return Number(rest.value.plus(count.times(-level)), rest.known)

    def _of_so_many(self, item: Node, rest: Linear, count: Linear) -> list[Formula]:
        """What is certain of a sum of so many rows."""
        inner = _inner(item)
        number = self.number(inner.of[1] if inner.op == "when" else inner)
        low, high = self.quantities.between(number)
        found = [compared(rest, ">=", count.times(low))] if low is not None else []
        found += [compared(rest, "<=", count.times(high))] if high is not None else []
        if inner.op != "when" and item.at and not item.at.scope and self._is_everywhere(number):
            found.append(compared(count, "=", variable(f"rows|{item.at.section}")))
        return found

    def _is_everywhere(self, number: Number) -> bool:
        """Whether no row lacks it."""
        parts = walked(number.known)
        return all(isinstance(part, Filled) and part.yes and self._is_required(part.cell) for part in parts)

    def _mean(self, node: Node) -> Number:
        """Of a few cells a whole number of small parts: twelfths where there are four."""
        items = [part for item in node.of for part in self._items(_inner(item))]
        rows = [item for item in node.of if item.op == "each"]
        others = [self._rest(_inner(item)) for item in rows]
        most = [self._most_rows(item) for item in rows]
        many = None if None in most else len(items) + sum(one - 1 for one in most if one)
        is_whole = not others and len(items) <= FEW
        part = Fraction(1, lcm(*range(1, len(items) + 1)) * self._unit(node)) if is_whole else Fraction(1)
        total = self._total([*items, *others])

        def meaning(own: Linear) -> Formula:
            return mean(self.quantities, (items, others), total, many, own.times(part))

        found = self.quantities.new(node.op, meaning, is_whole=is_whole)
        self.beyond |= dict.fromkeys(found.factors, BEYOND[node.op])
        return Number(found.times(part), either(*(item.known for item in (*items, *others))), settled=False)


def _inner(item: Node) -> Node:
    """Of added rows what is read of each."""
    return item.of[0] if item.op == "each" else item
