# SPDX-License-Identifier: EUPL-1.2
"""One area: totals of every class of units and kind of rows that give the published figures and satisfy the checks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

import numpy as np

from engine.definitions import FormDefinition
from engine.editing.linear import MANY, Constraint
from engine.editing.splitting import System
from engine.editing.whole import UNLIMITED, Reals, WholeProgram
from engine.tabulation.binding import Leaf, resolve
from ssoz.commands.simulate.classes import Prepared, RowKind, SimulationError, applies
from ssoz.commands.simulate.mapping import MappingFile
from ssoz.commands.simulate.targets import Target

COUNT = "#"  # in names: the number of added rows


class Impossible(Exception):
    """No totals satisfy everything."""


@dataclass(frozen=True)
class Crew:
    """A class of units and how many of them there are in the area."""

    prepared: Prepared
    number: int

    @property
    def name(self) -> str:
        return self.prepared.unit.name


@dataclass
class AreaPlan:
    """Variables are named class|address for fixed cells, class|kind|section.$.column for the rows of a kind."""

    definition: FormDefinition
    mapping: MappingFile
    area: str
    crews: Sequence[Crew]
    names: list[str] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    wishes: list[tuple[str, float, str]] = field(default_factory=list)  # variable, amount or factor, of what
    demanded: list[str] = field(default_factory=list)  # published measures

    def __post_init__(self) -> None:
        for crew in self.crews:
            self._fixed(crew)
            for kind in crew.prepared.kinds:
                self._rows(crew, kind)
            self._checks(crew)

    # variables

    def _fixed(self, crew: Crew) -> None:
        for spec in crew.prepared.variables:
            own = crew.prepared.unit.limit(spec.address)
            low, high = own or _limits(spec.type.min, spec.type.max, spec.type.scale)
            amount, of = self.mapping.typical_of(spec.address)
            wish = amount if of else amount * crew.number * 10**spec.type.scale
            self._variable(f"{crew.name}|{spec.address}", low * crew.number, high * crew.number, wish, of)

    def _rows(self, crew: Crew, kind: RowKind) -> None:
        dynamic = self.definition.section(kind.section).table.dynamic
        most = dynamic.max if dynamic else 0
        prefix = f"{crew.name}|{kind.name}"
        address = f"{kind.section}.{COUNT}"
        amount, _ = self.mapping.typical_of(address)
        kinds = [item for item in crew.prepared.kinds if item.section == kind.section]
        wish = max(amount, float(dynamic.min if dynamic else 0)) * crew.number / len(kinds)
        self._variable(f"{prefix}|{address}", 0, most * crew.number, wish, "")
        for spec in crew.prepared.columns[kind.section]:
            name = f"{kind.section}.$.{spec.column.code}"
            low, _high = _limits(spec.type.min, spec.type.max, spec.type.scale)
            amount, of = self.mapping.typical_of(name)
            self._variable(f"{prefix}|{name}", 0, UNLIMITED, amount if of else amount * wish * 10**spec.type.scale, of)
            self._constrain({f"{prefix}|{name}": 1, f"{prefix}|{address}": -MANY * 100}, 0, False, "wiersze")
            if low > 0:
                self._constrain({f"{prefix}|{name}": -1, f"{prefix}|{address}": low}, 0, False, "min")

    def _variable(self, name: str, least: int, most: int, wish: float, of: str) -> None:
        self.names.append(name)
        self.least.append(least)
        self.most.append(min(most, UNLIMITED))
        prefix = name.rpartition("|")[0]
        self.wishes.append((name, wish, f"{prefix}|{of}" if of else ""))

    # constraints

    def _constrain(self, factors: Mapping[str, int], limit: int, is_equal: bool, check: str) -> None:
        self.constraints.append(Constraint(tuple(factors.items()), limit, is_equal, check))

    def _checks(self, crew: Crew) -> None:
        """Checks of one report hold for the sum of all; those of one row for the sum of the rows of a kind."""
        for item in crew.prepared.constraints:
            factors: dict[str, int] = {}
            for name, factor in item.factors:
                for place in self._places(crew, name):
                    factors[place] = factors.get(place, 0) + factor
            self._constrain(factors, item.limit * crew.number, item.is_equal, item.check)
        for kind in crew.prepared.kinds:
            for item in of_rows(crew.prepared, kind):
                prefix = f"{crew.name}|{kind.name}|"
                inner = {prefix + name: factor for name, factor in item.factors}
                self._constrain({**inner, f"{prefix}{kind.section}.{COUNT}": -item.limit}, 0, item.is_equal, item.check)
        for section in {kind.section for kind in crew.prepared.kinds}:
            dynamic = self.definition.section(section).table.dynamic
            counts = dict.fromkeys(self._places(crew, f"{section}.+.{COUNT}"), -1)
            self._constrain(counts, -(dynamic.min if dynamic else 0) * crew.number, False, "wiersze")
            self._constrain(dict.fromkeys(counts, 1), (dynamic.max if dynamic else 0) * crew.number, False, "wiersze")

    def _places(self, crew: Crew, name: str) -> list[str]:
        """The variables that a name of a constraint stands for."""
        section, row, column = name.split(".")
        if row != "+":
            return [f"{crew.name}|{name}"]
        inner = f"{section}.{COUNT}" if column == COUNT else f"{section}.$.{column}"
        kinds = [kind for kind in crew.prepared.kinds if kind.section == section]
        return [f"{crew.name}|{kind.name}|{inner}" for kind in kinds]

    # published figures

    def demand(self, target: Target, group: str) -> None:
        """The sums that a figure is made of have to give it."""
        factors: dict[str, Fraction] = {}
        constant = Fraction(0)
        for aggregate, factor in target.factors.items():
            for leaf in resolve(aggregate, self.definition):
                if leaf.function == "reports":
                    constant += factor * self._reports(leaf)
                    continue
                for name, scale in self._read(leaf, group):
                    factors[name] = factors.get(name, Fraction(0)) + factor / 10**scale
        value = target.value - constant
        whole = lcm(value.denominator, *(part.denominator for part in factors.values()))
        if value.denominator != 1 and all(part.denominator == 1 for part in factors.values()):
            raise SimulationError(
                f"{self.area} {group}: {target.measure} = {float(value)} nie jest sumą liczb całkowitych"
            )
        if not factors and value:
            raise SimulationError(
                f"{self.area} {group}: {target.measure}: wychodzi inna liczba jednostek (brakuje {value})"
            )
        self.demanded.append(target.measure)
        self._constrain({n: int(f * whole) for n, f in factors.items()}, int(value * whole), True, target.measure)

    def _reports(self, leaf: Leaf) -> int:
        fitting = (crew for crew in self.crews if self._takes(leaf, crew, None))
        return sum(crew.number for crew in fitting)

    def _takes(self, leaf: Leaf, crew: Crew, kind: RowKind | None) -> bool:
        conditions = (self.mapping.table.condition, leaf.where)
        return all(applies(condition, crew.prepared, self.area, self.definition, kind) for condition in conditions)

    def _read(self, leaf: Leaf, group: str) -> Iterable[tuple[str, int]]:
        """Variables a leaf sums, with the decimal places of their cells."""
        if leaf.function not in ("sum", "rows"):
            raise SimulationError(f"{leaf.function}(…) nie da się odtworzyć z sum; użyj skip")
        for crew in self.crews:
            if leaf.section is None:
                if self._takes(leaf, crew, None):
                    yield from self._cells(leaf, crew)
                continue
            for kind in crew.prepared.kinds:
                in_group = not group or kind.group == group
                if kind.section == leaf.section and in_group and self._takes(leaf, crew, kind):
                    yield from self._columns(leaf, crew, kind)

    def _cells(self, leaf: Leaf, crew: Crew) -> Iterable[tuple[str, int]]:
        """A computed total stands for the sums it is computed from: over rows, or over other cells."""
        variables = {spec.address for spec in crew.prepared.variables}
        for address in leaf.cells:
            spec = self.definition.cell(address)
            if address in variables:
                yield f"{crew.name}|{address}", spec.type.scale
            elif address in crew.prepared.formulas:
                for name, factor in crew.prepared.formulas[address].factors.items():
                    if factor.numerator != 1:
                        raise SimulationError(f"pole {address} nie jest sumą pól")
                    scale = len(str(factor.denominator)) - 1
                    yield from ((place, scale) for place in self._places(crew, name))
            elif address not in crew.prepared.known:
                raise SimulationError(f"pola {address} nie da się odtworzyć z sum")

    def _columns(self, leaf: Leaf, crew: Crew, kind: RowKind) -> Iterable[tuple[str, int]]:
        prefix = f"{crew.name}|{kind.name}|{kind.section}"
        if leaf.function == "rows":
            yield f"{prefix}.{COUNT}", 0
        for column in leaf.columns:
            yield f"{prefix}.$.{column}", self.definition.added[kind.section][column].type.scale

    # the answer

    def totals(self, random: np.random.Generator) -> dict[str, int]:
        """Near the wishes in real numbers, then in whole ones. Raises Impossible."""
        near = self._near()
        if near is None:
            raise Impossible(self.area)
        system = System(self.names, self.constraints)
        least, most = np.array(self.least), np.array(self.most)
        sides = np.where(system.is_equal, system.limits, -UNLIMITED)
        for slack in (0.0, 0.05, 1.0):
            low = np.clip(np.floor(near * (1 - slack) + 1e-6).astype(np.int64), least, most)
            high = np.clip(np.ceil(near * (1 + 4 * slack) - 1e-6).astype(np.int64) + (slack > 0) * 3, least, most)
            cost = random.random(len(near)) - 0.5 if not slack else np.ones(len(near))
            found = system.program.solve(cost, (low, most if slack == 1.0 else high), (sides, system.limits))
            if found is not None:
                return dict(zip(self.names, map(int, found), strict=True))
        raise Impossible(self.area)

    def _near(self) -> Reals | None:
        """Least deviation from the wishes, each measured by one variable more."""
        place = {name: index for index, name in enumerate(self.names)}
        size = len(self.names)
        rows = [{place[name]: factor for name, factor in item.factors} for item in self.constraints]
        high: list[int] = [item.limit for item in self.constraints]
        low = [item.limit if item.is_equal else -UNLIMITED for item in self.constraints]
        for index, (name, amount, of) in enumerate(self.wishes):
            for sign in (1, -1):
                row = {place[name]: sign * 1000, size + index: -1000}
                if of in place:
                    row[place[of]] = -sign * round(amount * 1000)
                rows.append(row)
                low.append(-UNLIMITED)
                high.append(0 if of else sign * round(amount * 1000))
        program = WholeProgram(2 * size, rows)
        cost = np.concatenate([np.zeros(size), np.ones(size)])
        most = np.concatenate([np.array(self.most), np.full(size, UNLIMITED)])
        least = np.concatenate([np.array(self.least), np.zeros(size, dtype=np.int64)])
        found = program.relaxed(cost, (least, most), (np.array(low), np.array(high)))
        return None if found is None else found[:size]

    def why(self) -> str:
        """The published figure without which an answer would exist, if it is one."""
        for measure in dict.fromkeys(self.demanded):
            kept = self.constraints
            self.constraints = [item for item in kept if item.check != measure]
            answer = self._near()
            self.constraints = kept
            if answer is not None:
                return f"{self.area}: {measure} nie da się pogodzić z resztą liczb i kontrolami formularza"
        return f"{self.area}: kontrole formularza i opublikowane liczby wykluczają się"


def of_rows(prepared: Prepared, kind: RowKind) -> list[Constraint]:
    """What every row of a kind has to satisfy, with demands on sums over rows made of each row."""
    sums = (item.of_each_row() for item in prepared.constraints)
    own = [item for item in kind.constraints if item.is_of_row]
    return own + [item for item in sums if item is not None and _of_section(item, kind.section)]


def _of_section(item: Constraint, section: str) -> bool:
    return all(name.startswith(f"{section}.") for name, _ in item.factors)


def _limits(least: object, most: object, scale: int) -> tuple[int, int]:
    low = int(Fraction(str(least)) * 10**scale) if least is not None else 0
    return low, int(Fraction(str(most)) * 10**scale) if most is not None else UNLIMITED
