# SPDX-License-Identifier: EUPL-1.2
"""From trees of the check language to formulas.

A number is a linear expression in quantities: cells (`d1.w01.k1`), cells of one added row (`d2.$.k1`), sums over all
other added rows (`d2.+.k1`), cells from elsewhere (`prior:1|d1.w01.k1`), and quantities with a meaning of their own
(`max#3`), whose definition is a formula. A blank cell counts as 0, whether it is blank is asked separately. What is not
linear is a quantity about which nothing is known: it is told by name in `Reading.beyond`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from engine.checks.compiled import CompiledForm
from engine.checks.instances import Computed
from engine.checks.kinds import TEXTS
from engine.checks.selection import spec_at
from engine.checks.tree import RATIO, At, Node, walk
from engine.definitions import FormDefinition
from engine.editing.linear import Linear
from engine.publication.bounds import product, quotient
from engine.publication.dates import month, period_field, year, years
from engine.publication.formulas import (
    ALWAYS,
    NEVER,
    Filled,
    Formula,
    Picked,
    Unclear,
    both,
    chosen,
    compared,
    constant,
    either,
    opposite,
    variable,
)
from engine.publication.loops import renamed
from engine.publication.means import Means
from engine.publication.quantities import AGAIN, BEYOND, HERE, Number
from engine.publication.solver import Limits

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


class Reading(Means):
    """Reads the trees of one form."""

    def __init__(self, compiled: CompiledForm, others: Mapping[str, FormDefinition]) -> None:
        super().__init__(compiled.definition)
        self.others = others
        self._computed = {(item.at.section, self._row(item.at), item.at.column): item for item in compiled.computed}
        self._known: dict[Node, Number] = {}

    def _row(self, at: At) -> str:
        if not at.looped:
            return at.row
        return AGAIN if at.row == f"${AGAIN}" else HERE

    # conditions

    def truth(self, node: Node, wanted: bool) -> Formula:
        """When a condition certainly holds, or certainly does not."""
        return CONDITIONS.get(node.op, Reading._unclear)(self, node, wanted)

    def _unclear(self, node: Node, wanted: bool) -> Formula:
        return both(Unclear(f"known {node}"), Unclear(str(node), wanted))

    def _not(self, node: Node, wanted: bool) -> Formula:
        return self.truth(node.of[0], not wanted)

    def _presence(self, node: Node, wanted: bool) -> Formula:
        known = self.is_known(node.of[0])
        return known if (node.op == "filled") == wanted else opposite(known)

    def _among(self, node: Node, wanted: bool) -> Formula:
        cell = node.of[0]
        if cell.op not in {"cell", "unit"}:
            return self._unclear(node, wanted)
        name = self._name(cell)
        return both(Filled(name), Picked(name, node.choices, wanted)) if name else NEVER

    def _yes(self, node: Node, wanted: bool) -> Formula:
        number = self.number(node.of[0])
        return both(number.known, compared(number.value, "=", constant(int(wanted))))

    def _joined(self, node: Node, wanted: bool) -> Formula:
        first, *rest = node.of
        parts = [self.truth(first, wanted if node.op != "=>" else not wanted)]
        parts += [self.truth(part, wanted) for part in rest]
        return both(*parts) if (node.op == "and") == wanted else either(*parts)

    def _compared(self, node: Node, wanted: bool) -> Formula:
        left, right = node.of
        if left.kind in TEXTS:
            return self._same(node, wanted)
        for side, other, op in ((left, right, node.op), (right, left, FLIPPED[node.op])):
            if side.op == "div" and not self.number(other).value.factors:
                return self._quotient(side, op, other, wanted)
            if side.op == "avg" and not self.number(other).value.factors:
                return self._mean_compared(side, op, self.number(other), wanted)
        a, b = self.number(left), self.number(right)
        found = compared(a.value, node.op, b.value)
        return both(a.known, b.known, found if wanted else opposite(found))

    def _same(self, node: Node, wanted: bool) -> Formula:
        """A code cell and a text."""
        cell, text = node.of if node.of[1].op == "str" else node.of[::-1]
        if text.op != "str" or cell.op not in {"cell", "unit"}:
            return self._unclear(node, wanted)
        name = self._name(cell)
        found = chosen(name, str(text.value))
        positive = wanted == (node.op == "=")
        return both(Filled(name), found if positive else opposite(found)) if name else NEVER

    def _quotient(self, node: Node, op: str, other: Node, wanted: bool) -> Formula:
        """a : b compared with a constant c is a compared with c·b, the other way round where b is negative."""
        a, b, c = self.number(node.of[0]), self.number(node.of[1]), self.number(other)
        product = b.value.times(c.value.constant)
        found = []
        for sign, turned in ((">", op), ("<", FLIPPED[op])):
            holds = compared(a.value, turned, product)
            found.append(both(compared(b.value, sign, Linear()), holds if wanted else opposite(holds)))
        return both(a.known, b.known, c.known, either(*found))

    def is_known(self, node: Node) -> Formula:
        if node.kind in TEXTS:
            return self._filled(node)
        return self.number(node).known

    def _filled(self, node: Node) -> Formula:
        if node.op not in {"cell", "unit"}:
            return ALWAYS if node.op == "str" else Unclear(f"known {node}")
        name = self._name(node)
        return Filled(name) if name else NEVER

    def _name(self, node: Node) -> str:
        """Quantity of a cell or a field of the unit; empty: a closed cell."""
        if node.at is None:
            name = f"unit|{node.value}"
            self.quantities.cell(name, None, 0)
            return name
        definition = self._definition(node.at.scope)
        spec = spec_at(definition, replace(node.at, row="$")) if definition and node.at.looped else None
        spec = spec or (spec_at(definition, node.at) if definition else None)
        if spec is not None and spec.closed:
            return ""
        name = f"{node.at.section}.{self._row(node.at)}.{node.at.column}"
        name = f"{node.at.scope}|{name}" if node.at.scope else name
        self.quantities.cell(name, spec, node.scale)
        return name

    def _definition(self, scope: str) -> FormDefinition | None:
        return self.others.get(scope.partition(":")[2]) if scope.startswith("form:") else self.definition

    # numbers

    def number(self, node: Node) -> Number:
        if node not in self._known:
            self._known[node] = MEANINGS[node.op](self, node)
        return self._known[node]

    def _between(self, node: Node, meaning: Callable[[Linear], Formula]) -> Linear:
        """A quantity of which only bounds are known; that is told."""
        found = self._quantity(node.op, node.scale, meaning)
        self.beyond |= dict.fromkeys(found.factors, BEYOND[node.op])
        return found

    def _month(self, node: Node) -> Number:
        return month(self.quantities, self.number(node.of[0]), self.number(replace(node, op="year")))

    def _constant(self, node: Node) -> Number:
        return Number(constant(Fraction(int(node.value), 10**node.scale)))

    def _field(self, node: Node) -> Number:
        if node.op == "unit":
            name = f"unit|{node.value}"
            self.quantities.limits.setdefault(name, Limits(0))
            return Number(variable(name), Filled(name))
        return period_field(self.quantities, self.definition, str(node.value))

    def _cell(self, node: Node) -> Number:
        at = node.at
        item = None if at is None or at.scope else self._formula(at)
        if item is not None and at is not None:
            tree = renamed(item.tree, {item.at.row: at.row}) if self._row(at) == AGAIN else item.tree
            return self._rounded_to(self.number(tree), tree.scale, item.spec.type.scale)
        name = self._name(node)
        if not name:
            return Number(Linear(), NEVER)
        return Number(variable(name, node.scale), Filled(name))

    def _formula(self, at: At) -> Computed | None:
        return self._computed.get((at.section, HERE if at.looped else at.row, at.column))

    def _rounded_to(self, number: Number, scale: int, places: int) -> Number:
        """A value as it is stored; exactly a half may go either way here."""
        if RATIO != scale <= places:
            return number
        unit = 10**places
        half = Fraction(1, 2 * unit)

        def near(stored: Linear) -> Formula:
            value = stored.times(Fraction(1, unit))
            low = compared(number.value.plus(constant(half), -1), "<=", value)
            return both(low, compared(value, "<=", number.value.plus(constant(half))))

        stored = self.quantities.new("round", near)
        return Number(stored.times(Fraction(1, unit)), number.known, settled=False)

    def _rounded(self, node: Node) -> Number:
        return self._rounded_to(self.number(node.of[0]), node.of[0].scale, node.scale)

    def _add(self, node: Node) -> Number:
        a, b = map(self.number, node.of)
        return Number(a.value.plus(b.value, -1 if node.op == "sub" else 1), both(a.known, b.known), settled=False)

    def _negative(self, node: Node) -> Number:
        found = self.number(node.of[0])
        return replace(found, value=found.value.times(Fraction(-1)))

    def _times(self, node: Node) -> Number:
        a, b = map(self.number, node.of)
        if a.value.factors and b.value.factors:
            found = self._between(node, lambda own: product(self.quantities, a, b, own))
            return Number(found, both(a.known, b.known), settled=False)
        value = a.value.times(b.value.constant) if a.value.factors else b.value.times(a.value.constant)
        return Number(value, both(a.known, b.known), settled=False)

    def _over(self, node: Node) -> Number:
        a, b = map(self.number, node.of)
        if not b.value.factors:
            if not b.value.constant:
                return Number(Linear(), NEVER)
            return Number(a.value.times(1 / b.value.constant), both(a.known, b.known), a.settled)
        found = self._between(node, lambda own: quotient(self.quantities, a, b, own))
        return Number(found, both(a.known, b.known, compared(b.value, "!=", Linear())), settled=False)

    def _absolute(self, node: Node) -> Number:
        inner = self.number(node.of[0])

        def meaning(size: Linear) -> Formula:
            plus = both(compared(inner.value, ">=", Linear()), compared(size, "=", inner.value))
            minus = both(compared(inner.value, "<", Linear()), compared(size, "=", inner.value.times(Fraction(-1))))
            return either(plus, minus)

        return replace(inner, value=self._quantity("abs", node.scale, meaning))

    def _choice(self, node: Node) -> Number:
        """nvl(a, b), if(condition, a, b)"""
        a, b = map(self.number, node.of[-2:])
        first = a.known if node.op == "nvl" else self.truth(node.of[0], True)
        second = opposite(a.known) if node.op == "nvl" else self.truth(node.of[0], False)
        known = either(a.known, b.known) if node.op == "nvl" else either(both(first, a.known), both(second, b.known))
        if node.op == "nvl" and a.settled and not b.value.factors and not b.value.constant:
            return replace(a, known=known)

        def meaning(value: Linear) -> Formula:
            cases = [both(first, compared(value, "=", a.value)), both(second, compared(value, "=", b.value))]
            return either(*cases, opposite(either(first, second)))

        return Number(self._quantity(node.op, node.scale, meaning), known, settled=False)

    def unread(self, node: Node) -> list[str]:
        """Why a tree cannot be looked into wholly, in words."""
        reasons = [self._why(part) for part in walk(node)]
        return list(dict.fromkeys(reason for reason in reasons if reason))

    def _why(self, node: Node) -> str:
        if node.op in {"=", "!="} and node.of[0].kind in TEXTS and not any(part.op == "str" for part in node.of):
            return "porównanie tekstów dwóch pól"
        number = self._known.get(node)
        if number is None:
            return ""
        return next((self.beyond[name] for name in number.value.factors if name in self.beyond), "")


CONDITIONS: Mapping[str, Callable[[Reading, Node, bool], Formula]] = {
    "not": Reading._not,
    **dict.fromkeys(("and", "or", "=>"), Reading._joined),
    **dict.fromkeys(("filled", "blank"), Reading._presence),
    **dict.fromkeys(FLIPPED, Reading._compared),
    "in": Reading._among,
    "true": Reading._yes,
}
MEANINGS: Mapping[str, Callable[[Reading, Node], Number]] = {
    "num": Reading._constant,
    "cell": Reading._cell,
    "unit": Reading._field,
    "period": Reading._field,
    "nothing": lambda reading, node: Number(Linear(), NEVER),
    "add": Reading._add,
    "sub": Reading._add,
    "neg": Reading._negative,
    "mul": Reading._times,
    "div": Reading._over,
    "abs": Reading._absolute,
    "years": lambda reading, node: years(reading.quantities, *map(reading.number, node.of)),
    "year": lambda reading, node: year(reading.quantities, reading.number(node.of[0])),
    "month": Reading._month,
    "round": Reading._rounded,
    "nvl": Reading._choice,
    "if": Reading._choice,
    "sum": Reading._sum,
    "min": Reading._extreme,
    "max": Reading._extreme,
    "count": Reading._count,
    "avg": Reading._mean,
}
