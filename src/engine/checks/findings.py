# SPDX-License-Identifier: EUPL-1.2
"""What a check reads beside the sheet, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from engine.answers import Sheet
from engine.definitions import FormDefinition

Severity = Literal["error", "warning"]
Names = Mapping[str, Mapping[str, str]]  # field of the unit → code → what people call it
NO_NAMES: Names = {}


@dataclass(frozen=True, slots=True)
class Period:
    start: date
    end: date

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def quarter(self) -> int:
        """The quarter it ends in."""
        return (self.end.month + 2) // 3

    def field(self, name: str) -> int:
        """What checks call period.start, period.year …; a day is its number."""
        found = {
            "start": self.start.toordinal(),
            "end": self.end.toordinal(),
            "year": self.end.year,
            "quarter": self.quarter,
            "month": self.end.month,
            "days": (self.end - self.start).days + 1,
        }
        return found[name]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything outside the sheet. What is not given is blank: a check that needs it is not violated.

    `names` are for sentences alone, in the language they are told in; a code without a name stands as it is.
    """

    prior: Mapping[int, Sheet] = field(default_factory=dict)
    forms: Mapping[str, Sheet] = field(default_factory=dict)
    unit: Mapping[str, str | int] = field(default_factory=dict)
    period: Period | None = None
    names: Names = field(default_factory=dict)


EMPTY = Context()


@dataclass(frozen=True, slots=True)
class Needs:
    """What of the context a form's checks read: periods back, symbols of other forms, fields of the unit."""

    prior: frozenset[int] = frozenset()
    forms: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """One check that does not hold in one place of one report."""

    check: str
    key: str
    severity: Severity
    level: int
    target: str
    cells: tuple[tuple[str, str | None], ...]
    message: str
    explain: tuple[tuple[str, str], ...] = ()


def default_period(definition: FormDefinition) -> Period:
    """The year of the edition, where the round does not say otherwise."""
    return Period.year(definition.edition)
