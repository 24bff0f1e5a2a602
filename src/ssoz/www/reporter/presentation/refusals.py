# SPDX-License-Identifier: EUPL-1.2
"""What of a page that was handed in could not be saved: texts nobody can read, and cells that two people have changed.

A dispute stays open until somebody chooses (ADR 0147). A plain form says of such a cell over which text its own was
typed, and, once one of two values is chosen, over which the choice was made: a third one saved meanwhile is told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from engine.answers import CellProblem, Change, Conflict
from ssoz.reports.queries import LastEdit
from ssoz.www.reporter.presentation.words import anchor, hour

_OVER, _THEIRS, _MINE = "nad", "inna", "moja"


class Choice(NamedTuple):
    """One of the two values."""

    label: str
    text: str
    said: str  # by a form in which it is chosen


@dataclass(frozen=True, slots=True)
class Dispute:
    """A cell that two people have changed: who and when, and what there is to choose."""

    conflict: Conflict
    message: str
    choices: tuple[Choice, Choice]

    @property
    def address(self) -> str:
        return self.conflict.address


@dataclass(frozen=True, slots=True)
class Refusals:
    problems: tuple[CellProblem, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    over: Mapping[str, str] = field(default_factory=dict)  # address → what was typed over, where that is known

    def __bool__(self) -> bool:
        return bool(self.problems or self.disputes)

    @property
    def status(self) -> int:
        return 422 if self.problems else 409

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Address and what is said of it."""
        refused: tuple[CellProblem | Dispute, ...] = (*self.problems, *self.disputes)
        return [(one.address, one.message) for one in refused]

    def outlive(self, row: str) -> bool:
        """Whether something stays to be mended or chosen when a row goes; texts refused in it go along („d2.r1”)."""
        return bool(self.disputes) or any(not one.address.startswith(f"{row}.") for one in self.problems)


NOTHING_REFUSED = Refusals()


class Merged(Protocol):
    """What came of a save."""

    @property
    def problems(self) -> Iterable[CellProblem]: ...
    @property
    def conflicts(self) -> Iterable[Conflict]: ...


def refusals(saved: Merged, authors: Mapping[str, LastEdit], changes: Iterable[Change] = ()) -> Refusals:
    over = {change.address: change.was for change in changes if change.was is not None}
    return Refusals(tuple(saved.problems), disputes(saved.conflicts, authors), over)


def disputes(conflicts: Iterable[Conflict], authors: Mapping[str, LastEdit]) -> tuple[Dispute, ...]:
    return tuple(_dispute(conflict, authors.get(conflict.address)) for conflict in conflicts)


def _dispute(conflict: Conflict, other: LastEdit | None) -> Dispute:
    named = {"text": conflict.current or _("puste pole")}
    theirs = _("Zapisana: %(text)s") % named
    message = _("W międzyczasie ktoś zapisał tu inną wartość. Która ma zostać?")
    if other is not None:
        named |= {"person": other.person_name, "time": hour(other.at)}
        theirs = _("%(person)s: %(text)s") % named
        message = _("W międzyczasie zapisano tu inną wartość (%(person)s, %(time)s). Która ma zostać?") % named
    mine = _("Moja: %(text)s") % {"text": conflict.now or _("puste pole")}
    choices = (
        Choice(theirs, conflict.current, f"{_THEIRS}:{conflict.current}"),
        Choice(mine, conflict.now, f"{_MINE}:{conflict.current}"),
    )
    return Dispute(conflict, message, choices)


def choice_name(address: str) -> str:
    """The field that says it; whoever looks for cells by the full stops of their names does not find it."""
    return f"wybor-{anchor(address)}"


def undecided(over: str) -> str:
    """Said of a cell for which nothing is chosen: over what it was typed, however the cell stands since."""
    return f"{_OVER}:{over}"


def decided(said: str, text: str) -> tuple[str, str]:
    """Over what a cell's text goes, and which that is. What stands in the field is one's own."""
    kind, _sign, over = said.partition(":")
    return over, over if kind == _THEIRS else text
