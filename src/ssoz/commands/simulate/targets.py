# SPDX-License-Identifier: EUPL-1.2
"""From published figures back to sums of cells: each measure is undone as far as the others and seeds allow."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from engine.tabulation import Populations
from engine.tabulation.language import Aggregate, Binary, Expression, Measure, Number, Population, parse
from ssoz.commands.simulate.classes import SimulationError
from ssoz.commands.simulate.mapping import MappingFile
from ssoz.commands.simulate.published import Published

NEAR = Fraction(1, 10**5)  # a sum of cells is a whole number; published means are rounded somewhere


@dataclass(frozen=True)
class Sum:
    """Factors of what is read from the data, and a constant."""

    factors: Mapping[Aggregate, Fraction]
    constant: Fraction = Fraction(0)


@dataclass(frozen=True)
class Target:
    """Σ factor·aggregate = value, in one area and group."""

    factors: Mapping[Aggregate, Fraction]
    value: Fraction
    measure: str


class _Open(Exception):
    """Not linear yet: something that is divided by is not known."""


@dataclass
class Undoing:
    """The figures of one area and group."""

    mapping: MappingFile
    published: Published
    populations: Populations
    area: str
    group: str

    def targets(self) -> list[Target]:
        known: dict[Aggregate, Fraction] = {}
        found: list[Target] = []
        waiting = {item.published: parse(item.value) for item in self.mapping.carried}
        values = {name: self.published.of(self.area, self.group, name) for name in waiting}
        waiting = {name: expression for name, expression in waiting.items() if values[name] is not None}
        while waiting:
            before = len(waiting)
            for name, expression in list(waiting.items()):
                target = self._target(name, expression, values[name] or Fraction(0), known)
                if target is None:
                    continue
                del waiting[name]
                found += [target] if target.factors else []
            if len(waiting) == before:
                names = ", ".join(waiting)
                raise SimulationError(
                    f"miar {names} nie da się sprowadzić do sum pól: opublikuj też to, przez co dzielą"
                )
        return found

    def _target(
        self, name: str, expression: Expression, value: Fraction, known: dict[Aggregate, Fraction]
    ) -> Target | None:
        try:
            total = self._linear(expression, known)
        except _Open:
            return None
        if len(total.factors) == 1:
            ((aggregate, factor),) = total.factors.items()
            amount = _whole((value - total.constant) / factor)
            if known.setdefault(aggregate, amount) != amount:
                raise SimulationError(f"{self.area} {self.group}: miara {name} przeczy innej mierze tych samych pól")
            return Target({aggregate: Fraction(1)}, amount, name)
        return Target(total.factors, value - total.constant, name)

    def _linear(self, expression: Expression, known: Mapping[Aggregate, Fraction]) -> Sum:
        match expression:
            case Number(number):
                return Sum({}, Fraction(str(number)))
            case Population(day):
                people = self.populations.get((self.area, day))
                if people is None:
                    raise SimulationError(f"nie ma liczby ludności obszaru {self.area} na dzień {day}")
                return Sum({}, Fraction(people))
            case Measure(code):
                named = next(item for item in self.mapping.carried if item.code == code)
                return self._linear(parse(named.value), known)
            case Aggregate():
                return Sum({expression: Fraction(1)})
            case Binary(operator, left, right):
                return _combine(operator, self._linear(left, known), self._linear(right, known), known)


def _whole(amount: Fraction) -> Fraction:
    """Published ratios are rounded somewhere: what is nearly whole is whole."""
    nearest = Fraction(round(amount))
    return nearest if abs(amount - nearest) <= NEAR * max(Fraction(1), abs(nearest) / 10**4) else amount


def _combine(operator: str, a: Sum, b: Sum, known: Mapping[Aggregate, Fraction]) -> Sum:
    if operator in "+-":
        sign = 1 if operator == "+" else -1
        factors = dict(a.factors)
        for aggregate, factor in b.factors.items():
            factors[aggregate] = factors.get(aggregate, Fraction(0)) + sign * factor
        return Sum({name: factor for name, factor in factors.items() if factor}, a.constant + sign * b.constant)
    if operator == "*" and not a.factors:
        a, b = b, a
    divisor = _number(b, known)
    if operator == "/":
        if not divisor:
            return Sum({}, Fraction(0))  # a ratio of nothing carries nothing
        divisor = 1 / divisor
    return Sum({name: factor * divisor for name, factor in a.factors.items()}, a.constant * divisor)


def _number(total: Sum, known: Mapping[Aggregate, Fraction]) -> Fraction:
    if any(aggregate not in known for aggregate in total.factors):
        raise _Open
    return total.constant + sum((factor * known[name] for name, factor in total.factors.items()), Fraction(0))
