# SPDX-License-Identifier: EUPL-1.2
"""Rounds of the demo: last year's of hospitals is over, every form has one that is open, the next ones are planned."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from engine.definitions import FormDefinition
from shared import clock
from ssoz.catalogue.errors import UnknownEdition
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of, edition
from ssoz.rounds.enums import RoundStatus, RoundVersion
from ssoz.rounds.periods import latest
from ssoz.rounds.policies import RoundDates

EDITION = 2025
THREE_WEEKS = timedelta(days=21)
A_SEASON = timedelta(days=120)


@dataclass(frozen=True)
class Plan:
    """A round of the demo; `lives`: its reports are filled in and go on by themselves."""

    form: str
    year: int = EDITION
    ends: RoundStatus = RoundStatus.OPEN
    version: str = ""
    lives: bool = False

    @property
    def name(self) -> str:
        return "-".join(filter(None, (self.form, str(self.year), self.version)))

    @property
    def title(self) -> str:
        version = f" ({RoundVersion(self.version).label})" if self.version else ""
        return f"{self.form} za {self.year}{version}"

    @property
    def edition(self) -> Edition:
        """That of the year, or the newest one for a year that has none yet."""
        try:
            return edition(self.form, self.year)
        except UnknownEdition:
            return edition(self.form, EDITION)

    @cached_property
    def definition(self) -> FormDefinition:
        return definition_of(self.edition)

    @property
    def period(self) -> tuple[date, date]:
        return latest(self.definition.period, self.year)

    @property
    def dates(self) -> RoundDates:
        """The dates of the form; what should still be filled in, stays open three weeks from today at least."""
        start, end = self.period
        due = self._moved(self.definition.due_of(self.version).unit or end)
        if self.ends == RoundStatus.OPEN:
            due = max(due, clock.today() + THREE_WEEKS)
        opens = min(end + timedelta(days=2), due)
        return RoundDates(period_start=start, period_end=end, opens_on=opens, due_on=due, closes_on=due + A_SEASON)

    def _moved(self, day: date) -> date:
        return day.replace(year=day.year + self.year - self.definition.edition)


PLANS = (
    Plan("MZ-29", 2024, RoundStatus.CLOSED, lives=True),
    Plan("MZ-88", lives=True),
    Plan("MZ-89", lives=True),
    Plan("MZ-29", lives=True),
    Plan("MZ-03", ends=RoundStatus.CLOSED, version=RoundVersion.PRELIMINARY, lives=True),
    Plan("MZ-03", version=RoundVersion.FINAL),
    Plan("MZ/Szp-11B"),
    *(Plan(form) for form in ("MZ-06", "MZ-11", "MZ-13", "MZ-14", "MZ-15", "MZ-19", "MZ-24", "MZ-29A", "MZ-30")),
    *(Plan(form) for form in ("MZ-35", "MZ-35A", "MZ-35B", "MZ-42", "MZ-BFA UW", "STR-ZOB UW")),
    Plan("MZ-88", 2026, RoundStatus.PLANNED),
)
