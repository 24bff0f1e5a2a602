# SPDX-License-Identifier: EUPL-1.2
"""The whole country: units of every area and the sheet each of them will send."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from engine.answers import Sheet
from engine.checks import CompiledForm
from engine.tabulation import TOTAL, Grouping, Populations
from ssoz.commands.simulate.classes import Prepared, SimulationError, prepare
from ssoz.commands.simulate.mapping import MappingFile, UnitClass
from ssoz.commands.simulate.plan import AreaPlan, Crew, Impossible
from ssoz.commands.simulate.published import Published
from ssoz.commands.simulate.sheets import Divider
from ssoz.commands.simulate.targets import Undoing


@dataclass(frozen=True)
class Planned:
    """A unit that will be made, and what it will send."""

    area: str
    unit: UnitClass
    sheet: Sheet


@dataclass
class Country:
    """Everything that is known before the first unit is made."""

    compiled: CompiledForm
    mapping: MappingFile
    published: Published
    populations: Populations
    grouping: Grouping | None
    units: int  # asked for; counted out where classes say „share”
    seed: int

    def planned(self) -> Iterator[Planned]:
        """Area by area. Raises SimulationError."""
        random = np.random.default_rng(self.seed)
        divider = Divider(self.compiled.definition, random)
        strict, lenient = self._prepared(("error", "warning")), self._prepared(("error",))
        shares = self._shares()
        for area in self.published.areas:
            crews, totals = self._area(area, shares[area], (strict, lenient), random)
            for crew in crews:
                for sheet in divider.sheets(crew, totals):
                    yield Planned(area, crew.prepared.unit, sheet)

    def _prepared(self, severities: tuple[str, ...]) -> list[Prepared]:
        return [prepare(self.compiled, unit, self.mapping, self.grouping, severities) for unit in self.mapping.units]

    def _area(
        self, area: str, share: float, prepared: tuple[list[Prepared], list[Prepared]], random: np.random.Generator
    ) -> tuple[list[Crew], dict[str, int]]:
        """Warnings are heeded where the figures allow it."""
        strict, lenient = prepared
        for choice in (strict, lenient):
            crews = [Crew(item, self._number(item.unit, area, share)) for item in choice]
            crews = [crew for crew in crews if crew.number]
            plan = AreaPlan(self.compiled.definition, self.mapping, area, crews)
            for group in self.published.groups:
                for target in Undoing(self.mapping, self.published, self.populations, area, group).targets():
                    plan.demand(target, group)
            try:
                return crews, plan.totals(random)
            except Impossible:
                if choice is lenient:
                    raise SimulationError(plan.why()) from None
        raise SimulationError(area)

    def _number(self, unit: UnitClass, area: str, share: float) -> int:
        if not unit.count:
            return max(1, round(self.units * share * unit.share))
        if unit.count.isdigit():
            return int(unit.count)
        number = self.published.of(area, TOTAL, unit.count)
        if number is None or number.denominator != 1:
            raise SimulationError(
                f"jednostki „{unit.name}”: nie ma liczby całkowitej „{unit.count}” dla obszaru {area}"
            )
        return int(number)

    def _shares(self) -> Mapping[str, float]:
        """How big areas are: the mean of their shares in all published measures."""
        sums: dict[str, Fraction] = {}
        for (area, group, measure), value in self.published.figures.items():
            if area in self.published.areas and group == TOTAL:
                sums[measure] = sums.get(measure, Fraction(0)) + value
        shares = dict.fromkeys(self.published.areas, 0.0)
        for area in shares:
            parts = [
                float((self.published.of(area, TOTAL, measure) or Fraction(0)) / total)
                for measure, total in sums.items()
                if total
            ]
            shares[area] = sum(parts) / len(parts) if parts else 1 / len(shares)
        return shares
