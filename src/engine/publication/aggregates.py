# SPDX-License-Identifier: EUPL-1.2
"""Sums, smallest and largest, numbers of filled cells: over fixed cells, and over added rows as far as they are known.

Of added rows the one at hand stands for any; the others are a sum of theirs, some other value, or how many they are.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from fractions import Fraction

from engine.checks.tree import Node
from engine.definitions import FormDefinition
from engine.editing.linear import Linear
from engine.publication.formulas import (
    ALWAYS,
    Filled,
    Formula,
    Unclear,
    both,
    compared,
    constant,
    either,
    opposite,
    variable,
    walked,
)
from engine.publication.quantities import HERE, REST, Number, Quantities, is_whole
from engine.publication.solver import Limits


class Aggregates(ABC):
    """The part of a reading that is about many cells at once."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self.quantities = Quantities()
        self.beyond: dict[str, str] = {}  # quantities nothing is known of, and why

    @abstractmethod
    def number(self, node: Node) -> Number:
        """What a tree is worth, and when that is known."""

    @abstractmethod
    def truth(self, node: Node, wanted: bool) -> Formula:
        """When a condition certainly holds, or certainly does not."""

    @abstractmethod
    def is_known(self, node: Node) -> Formula:
        """When something stands there."""

    def _quantity(self, op: str, scale: int, meaning: Callable[[Linear], Formula]) -> Linear:
        """A quantity of its own, a whole number of the smallest parts of its scale where it has one."""
        unit = 10 ** max(scale, 0)
        found = self.quantities.new(op, lambda own: meaning(own.times(Fraction(1, unit))), is_whole=scale >= 0)
        return found.times(Fraction(1, unit))

    def _sum(self, node: Node) -> Number:
        items = [found for item in node.of for found in self._items(item)]
        return Number(self._total(items), either(*(item.known for item in items)))

    def _total(self, items: Sequence[Number]) -> Linear:
        total = Linear()
        for item in items:
            total = total.plus(self._or_zero(item))
        return total

    def _or_zero(self, item: Number) -> Linear:
        if item.settled or item.known == ALWAYS:
            return item.value

        def meaning(own: Linear) -> Formula:
            same = both(item.known, compared(own, "=", item.value))
            return either(same, both(opposite(item.known), compared(own, "=", Linear())))

        return self.quantities.new("item", meaning, is_whole=is_whole(item.value))

    def _items(self, node: Node) -> Sequence[Number]:
        """What an item of an aggregate stands for: a cell; of added rows the one at hand and the rest."""
        if node.op == "each":
            return [*self._items(node.of[0]), self._rest(node.of[0])]
        if node.op == "when":
            inner = self.number(node.of[1])
            return [Number(inner.value, both(self.truth(node.of[0], True), inner.known), settled=False)]
        return [self.number(node)]

    def _ends(self, node: Node) -> Sequence[Number]:
        """What the smallest and the largest are chosen from: of added rows the one at hand, and some other."""
        if node.op != "each":
            return self._items(node)
        name, scale = self.quantities.free("other"), max(node.of[0].scale, 0)
        return [*self._ends(node.of[0]), Number(variable(name, scale), Unclear(f"known {name}"), settled=False)]

    def _rest(self, node: Node) -> Number:
        """The sum over the other added rows, as far as anything is known of it."""
        inner = node.of[1] if node.op == "when" else node
        number = self.number(inner)
        cells = number.value.factors
        if number.value.constant or not all(f".{HERE}." in name for name in cells) or not self._adds_up(number):
            name = self.quantities.free("rest")
            self.beyond[name] = "suma dodanych wierszy"
            return Number(variable(name, inner.scale), Unclear(f"known {name}"))
        part = f"#{len(self.quantities.limits)}" if node.op == "when" else ""
        factors = {self.of_the_rest(name, part): factor for name, factor in cells.items()}
        return Number(Linear(factors), Unclear(f"known {node}"))

    def _adds_up(self, number: Number) -> bool:
        """Whether the sum of rows is made of sums of their cells: none of them blank where another is not."""
        cells = [part for part in walked(number.known) if part != ALWAYS]
        required = [isinstance(part, Filled) and self._is_required(part.cell) for part in cells]
        return number.settled or all(required)

    def _is_required(self, name: str) -> bool:
        spec = self.quantities.specs.get(name)
        return spec is not None and spec.required

    def of_the_rest(self, name: str, part: str = "") -> str:
        limits = self.quantities.limits[name]
        rest = name.replace(f".{HERE}.", f".{REST}.") + part
        low = 0 if limits.low is not None and limits.low >= 0 else None
        self.quantities.limits.setdefault(rest, Limits(low, None))
        return rest

    def _extreme(self, node: Node) -> Number:
        items = [found for item in node.of for found in self._ends(item)]
        op = ">=" if node.op == "max" else "<="

        def meaning(own: Linear) -> Formula:
            bounds = [either(opposite(item.known), compared(own, op, item.value)) for item in items]
            taken = either(*(both(item.known, compared(own, "=", item.value)) for item in items))
            return either(both(*bounds, taken), both(*(opposite(item.known) for item in items)))

        found = either(*(item.known for item in items))
        return Number(self._quantity(node.op, node.scale, meaning), found, settled=False)

    def _count(self, node: Node) -> Number:
        known = [found for item in node.of for found in self._counted(item)]
        total = Linear()
        for item in known:
            total = total.plus(self._one_if(item))
        others = [self._number_of_others(item) for item in node.of if item.op == "each"]
        for number in others:
            total = total.plus(number)
        return Number(total, either(*known, *(compared(number, ">", Linear()) for number in others)))

    def _counted(self, node: Node) -> list[Formula]:
        """When an item counts; of added rows the one at hand."""
        if node.op == "each":
            return self._counted(node.of[0])
        if node.op == "when":
            return [both(self.truth(node.of[0], True), self.is_known(node.of[1]))]
        return [self.is_known(node)]

    def _number_of_others(self, node: Node, meaning: Callable[[Linear], Formula] = lambda own: ALWAYS) -> Linear:
        most = self._most_rows(node)
        return self.quantities.new("others", meaning, Limits(0, None if most is None else most - 1))

    def _most_rows(self, node: Node) -> int | None:
        """Of this sheet; an earlier edition or another form may have allowed more."""
        section = self.definition.by_code[node.at.section] if node.at and not node.at.scope else None
        return section.table.dynamic.max if section and section.table.dynamic else None

    def _one_if(self, known: Formula) -> Linear:
        def meaning(own: Linear) -> Formula:
            one = both(known, compared(own, "=", constant(1)))
            return either(one, both(opposite(known), compared(own, "=", Linear())))

        return self.quantities.new("one", meaning, Limits(0, 1))
