# SPDX-License-Identifier: EUPL-1.2
"""Checks and formulas of a form as linear constraints over its cells, given the cells that are known already.

Variables are named by address. In added rows `d2.$.k1` is a cell of one row, `d2.+.k1` its sum over all rows.
What is not linear is left out: whoever uses the numbers verifies them with the checks themselves.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction
from math import lcm

from engine.checks import CompiledForm
from engine.checks.instances import Instance
from engine.checks.tree import Node

MANY = 10**6  # more of anything than one report has: x = 0 => y = 0 becomes y <= MANY * x


class NotLinear(Exception):
    """An expression that linear constraints cannot say."""


class Blank(Exception):
    """An expression that is not known: the check that reads it is not violated."""


@dataclass(frozen=True)
class Linear:
    """A sum of cells with factors, and a constant."""

    factors: Mapping[str, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)

    def plus(self, other: "Linear", sign: int = 1) -> "Linear":
        factors = dict(self.factors)
        for name, factor in other.factors.items():
            factors[name] = factors.get(name, Fraction(0)) + sign * factor
        kept = {name: factor for name, factor in factors.items() if factor}
        return Linear(kept, self.constant + sign * other.constant)

    def times(self, factor: Fraction) -> "Linear":
        return Linear({name: value * factor for name, value in self.factors.items()}, self.constant * factor)


@dataclass(frozen=True)
class Constraint:
    """Whole factors: Σ factor·cell ≤ limit, or = limit."""

    factors: tuple[tuple[str, int], ...]
    limit: int
    is_equal: bool
    check: str

    @property
    def is_of_row(self) -> bool:
        return any(".$." in name for name, _ in self.factors)

    def of_each_row(self) -> "Constraint | None":
        """A demand on sums over rows alone, made of every row: enough, and rows need not know of each other."""
        if self.limit or not all(".+." in name for name, _ in self.factors):
            return None
        factors = tuple((name.replace(".+.", ".$."), factor) for name, factor in self.factors)
        return Constraint(factors, 0, self.is_equal, self.check)


Known = Mapping[str, Fraction | str]
Outside = Callable[[Node], Fraction | str | None]  # cells of other forms and periods, fields of the unit


class Lineariser:
    """Reads trees of one form. `known`: cells with given values; `outside`: what stands outside the sheet."""

    def __init__(self, compiled: CompiledForm, known: Known, outside: Outside) -> None:
        self.known = known
        self.outside = outside
        form = compiled.definition
        self.closed = {address for address in form.addresses if form.cell(address).closed}
        self.computed: dict[str, Linear] = {}
        for item in compiled.computed:
            name = f"{item.at.section}.{'$' if item.at.looped else item.at.row}.{item.at.column}"
            try:
                self.computed[name] = self.number(item.tree)
            except (NotLinear, Blank):
                self.computed[name] = Linear({f"?{name}": Fraction(1)})

    # numbers

    def number(self, node: Node) -> Linear:
        meaning = NUMBERS.get(node.op)
        if meaning is None:
            raise NotLinear(node.op)
        found = meaning(self, node)
        if any(name.startswith("?") for name in found.factors):
            raise NotLinear("a computed cell that is not linear")
        return found

    def _cell(self, node: Node) -> Linear:
        if node.at is None or node.at.scope:
            return self._given(node)
        row = "$" if node.at.looped else node.at.row
        name = f"{node.at.section}.{row}.{node.at.column}"
        if name in self.closed:  # nobody can fill it in: blank for good
            raise Blank
        if name in self.computed:
            return self.computed[name]
        if name in self.known:
            return Linear(constant=_number(self.known[name], node.kind))
        return Linear({name: Fraction(1, 10**node.scale)})

    def _given(self, node: Node) -> Linear:
        value = self.outside(node)
        if value is None:
            raise Blank
        return Linear(constant=Fraction(value))

    def _constant(self, node: Node) -> Linear:
        return Linear(constant=Fraction(int(node.value), 10**node.scale))

    def _add(self, node: Node) -> Linear:
        left, right = map(self.number, node.of)
        return left.plus(right, -1 if node.op == "sub" else 1)

    def _negative(self, node: Node) -> Linear:
        return self.number(node.of[0]).times(Fraction(-1))

    def _times(self, node: Node) -> Linear:
        left, right = map(self.number, node.of)
        if left.factors and right.factors:
            raise NotLinear("a product of cells")
        return left.times(right.constant) if left.factors else right.times(left.constant)

    def _over(self, node: Node) -> Linear:
        left, right = map(self.number, node.of)
        if right.factors or not right.constant:
            raise NotLinear("a quotient of cells")
        return left.times(1 / right.constant)

    def _sum(self, node: Node) -> Linear:
        total = Linear()
        for item in node.of:
            total = total.plus(self._item(item))
        return total

    def _item(self, node: Node) -> Linear:
        """Blank items are skipped by sums; conditions must be known."""
        if node.op == "when":
            return self.number(node.of[1]) if self.truth(node.of[0]) else Linear()
        if node.op != "each":
            try:
                return self.number(node)
            except Blank:
                return Linear()
        inner = self._item(node.of[0])
        return Linear({name.replace(".$.", ".+."): factor for name, factor in inner.factors.items()})

    def _first(self, node: Node) -> Linear:
        """Cells that are variables will be filled in, so `nvl` takes them."""
        try:
            return self.number(node.of[0])
        except Blank:
            return self.number(node.of[1])

    # conditions

    def constraints(self, node: Node, check: str) -> list[Constraint]:
        """What has to hold for the condition to hold. Raises NotLinear; of what is not known nothing is asked."""
        try:
            return [] if self.truth(node) else [Constraint((), -1, False, check)]
        except Blank:
            return []
        except NotLinear:
            pass
        if node.op == "and":
            return [found for part in node.of for found in self.constraints(part, check)]
        if node.op == "=>":
            return self._implied(node, check)
        if node.op in ("=", "<=", ">=", "<", ">"):
            return self._compared(node, check)
        raise NotLinear(node.op)

    def _compared(self, node: Node, check: str) -> list[Constraint]:
        left, right = node.of
        if left.op == "abs" and node.op in ("<=", "<"):
            inner, limit = self.number(left.of[0]), self.number(right)
            return [_whole(side.plus(limit, -1), node.op, check) for side in (inner, inner.times(Fraction(-1)))]
        difference = self.number(left).plus(self.number(right), -1)
        if node.op in (">=", ">"):
            difference = difference.times(Fraction(-1))
        return [_whole(difference, node.op.replace(">", "<"), check)]

    def _implied(self, node: Node, check: str) -> list[Constraint]:
        """Known premises; else „none of this, then none of that” and „some of this, then some of that”."""
        premise, demand = node.of
        try:
            return self.constraints(demand, check) if self.truth(premise) else []
        except Blank:
            return []
        except NotLinear:
            pass
        if (premise.op, demand.op) not in {("=", "="), (">", ">")}:
            raise NotLinear("an implication between numbers")
        first, second = (self._against_zero(part) for part in (premise, demand))
        small, big = (first, second) if premise.op == "=" else (second, first)
        return [_whole(big.plus(small.times(Fraction(MANY)), -1), "<=", check)]

    def _against_zero(self, node: Node) -> Linear:
        left, right = map(self.number, node.of)
        if right.factors or right.constant or left.constant:
            raise NotLinear("a comparison with something else than zero")
        return left

    def truth(self, node: Node) -> bool:
        """Whether a condition holds, where that is known already; cells yet to be filled in are never blank."""
        if node.op in ("filled", "blank"):
            return self._is_filled(node.of[0]) == (node.op == "filled")
        if node.op == "not":
            return not self.truth(node.of[0])
        if node.op in ("and", "or", "=>"):
            return self._joined(node)
        if node.op == "in":
            return any(fnmatchcase(str(self._value(node.of[0])), choice) for choice in node.choices)
        if node.op == "true":
            return bool(self._value(node.of[0]))
        compare = COMPARE.get(node.op)
        if compare is None:
            raise NotLinear(node.op)
        return compare(self._value(node.of[0]), self._value(node.of[1]))

    def _joined(self, node: Node) -> bool:
        """One side may decide alone."""
        decisive = node.op != "and"
        open_sides: list[Exception] = []
        for index, part in enumerate(node.of):
            try:
                if self.truth(part) != (node.op == "=>" and index == 0) and decisive:
                    return True
                if not decisive and not self.truth(part):
                    return False
            except (NotLinear, Blank) as error:
                open_sides.append(error)
        if open_sides:
            raise next((error for error in open_sides if isinstance(error, NotLinear)), open_sides[0])
        return not decisive

    def _is_filled(self, node: Node) -> bool:
        try:
            self._value(node)
        except Blank:
            return False
        except NotLinear:
            return True
        return True

    def _value(self, node: Node) -> Fraction | str:
        if node.op == "str":
            return str(node.value)
        if node.op in ("unit", "period"):
            value = self.outside(node)
            if value is None:
                raise Blank
            return value
        if node.op == "cell" and node.kind in ("code", "text"):
            return self._code(node)
        found = self.number(node)
        if found.factors:
            raise NotLinear("a cell yet to be filled in")
        return found.constant

    def _code(self, node: Node) -> str:
        if node.at is None or node.at.scope:
            raise Blank
        name = f"{node.at.section}.{'$' if node.at.looped else node.at.row}.{node.at.column}"
        if name in self.known:
            return str(self.known[name])
        if node.at.looped:
            raise NotLinear("the key of an added row")
        raise Blank


NUMBERS: Mapping[str, Callable[[Lineariser, Node], Linear]] = {
    "cell": Lineariser._cell,
    "num": Lineariser._constant,
    "unit": Lineariser._given,
    "period": Lineariser._given,
    "add": Lineariser._add,
    "sub": Lineariser._add,
    "neg": Lineariser._negative,
    "mul": Lineariser._times,
    "div": Lineariser._over,
    "sum": Lineariser._sum,
    "nvl": Lineariser._first,
}
COMPARE: Mapping[str, Callable[[Fraction | str, Fraction | str], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: Fraction(a) < Fraction(b),
    "<=": lambda a, b: Fraction(a) <= Fraction(b),
    ">": lambda a, b: Fraction(a) > Fraction(b),
    ">=": lambda a, b: Fraction(a) >= Fraction(b),
}


def _number(value: Fraction | str, kind: str) -> Fraction:
    """A date is the number of its day."""
    return Fraction(date.fromisoformat(str(value)).toordinal() if kind == "date" else value)


def _whole(difference: Linear, operator: str, check: str) -> Constraint:
    """difference ≤ 0 (or < 0, = 0) with whole factors; between whole numbers < is ≤ one less."""
    parts = [*difference.factors.values(), difference.constant]
    factor = lcm(*(part.denominator for part in parts)) if parts else 1
    factors = tuple((name, int(value * factor)) for name, value in difference.factors.items())
    limit = int(-difference.constant * factor) - (operator == "<")
    return Constraint(factors, limit, operator == "=", check)


def constraints_of(reader: Lineariser, instances: Iterable[Instance]) -> list[Constraint]:
    """What checks demand of cells that are not known, as far as that is linear; no factors: it cannot hold."""
    found: list[Constraint] = []
    for instance in instances:
        if len(instance.loops) > 1:
            continue
        try:
            found += reader.constraints(instance.tree, instance.check.id)
        except NotLinear:
            continue
    return [constraint for constraint in dict.fromkeys(found) if constraint.factors or constraint.limit < 0]
