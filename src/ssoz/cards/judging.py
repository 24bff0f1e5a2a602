# SPDX-License-Identifier: EUPL-1.2
"""Many cards of one year checked at once, by the checks compiled for the whole country."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.answers import Sheet, pack
from engine.checks import CompiledForm, Context, Finding, Period
from engine.checks.country import CountryForm, Reports, compile_country


@dataclass(frozen=True)
class Judgement:
    """How many errors and warnings each card has."""

    errors: Sequence[int]
    warnings: Sequence[int]


class Judge:
    def __init__(self, compiled: CompiledForm, year: int) -> None:
        self.compiled = compiled
        self.period = Period.year(year)
        self._country: CountryForm = compile_country(compiled)

    def judge(self, sheets: Sequence[Sheet], lasting: Sequence[bool]) -> Judgement:
        """`lasting`: the stay goes on, so what is merely blank is not held against the card."""
        packed = [pack(self.compiled.definition, sheet) for sheet in sheets]
        counts = {severity: np.zeros(len(sheets), np.int64) for severity in ("error", "warning")}
        goes_on = np.array(lasting, bool)
        for found in self._country.violations(Reports(packed, self.period)):
            place = self._country.places[found.place]
            reports = found.reports if place.level else found.reports[~goes_on[found.reports]]
            np.add.at(counts[place.severity], reports, 1)
        return Judgement(counts["error"].tolist(), counts["warning"].tolist())

    def told(self, sheet: Sheet, lasting: bool) -> list[Finding]:
        """The same of one card, in words."""
        found = self.compiled.verify(sheet, Context(period=self.period))
        return [finding for finding in found if finding.level or not lasting]
