# SPDX-License-Identifier: EUPL-1.2
"""What the own unit owes: one line per report, the most urgent first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from engine.answers import Sheet, progress
from engine.definitions import FormDefinition
from shared.design.formatting import is_polish
from ssoz.access.actors import Actor
from ssoz.catalogue.queries import definition_of
from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import report_for, reports_for
from ssoz.rounds.queries import reasons
from ssoz.www.home.addresses import report_address

HEAVY = ("packed", "round__edition__source", "round__edition__lists")
URGENCY = (ReportStatus.TO_CORRECT, ReportStatus.TO_FILL, ReportStatus.TO_VERIFY, ReportStatus.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One report that the unit owes, with how far it has come."""

    public_id: UUID
    form: str
    title: str
    kind: str
    period: date
    reason: str
    due_on: date
    status: str
    filled: int
    expected: int

    @property
    def url(self) -> str:
        return report_address(self.public_id)

    @property
    def is_open(self) -> bool:
        """Whether it waits for the unit."""
        return self.status in (ReportStatus.TO_CORRECT, ReportStatus.TO_FILL)

    @property
    def is_to_correct(self) -> bool:
        return self.status == ReportStatus.TO_CORRECT

    @property
    def is_started(self) -> bool:
        return self.filled > 0


@dataclass(frozen=True)
class Return:
    """Why a report came back, and when."""

    reason: str
    at: datetime


def duties(actor: Actor) -> list[Duty]:
    """Reports of the actor's own unit that this profile may read; one query, two where answers are the reason."""
    if actor.unit_id is None:
        return []
    reports = list(reports_for(actor).filter(unit_id=actor.unit_id).defer(None).defer(*HEAVY))
    why = reasons(reports)
    found = []
    for report in reports:
        edition = report.round.edition
        filled, expected = _progress(definition_of(edition), Sheet.from_json(report.answers))
        found.append(
            Duty(
                public_id=report.public_id,
                form=report.round.form,
                kind=edition.kind,
                title=edition.title if is_polish() else edition.title_en or edition.title,
                period=report.round.period_end,
                reason=why[report.obligation_id].sentence,
                due_on=report.obligation.due_on,
                status=report.status,
                filled=filled,
                expected=expected,
            )
        )
    return sorted(found, key=lambda duty: (URGENCY.index(ReportStatus(duty.status)), duty.due_on, duty.form))


def why_returned(actor: Actor, report: UUID) -> Return | None:
    """The supervisor's last words on a report that waits to be corrected."""
    details = report_for(actor, report)
    moves = [move for move in details.transitions if move.reason]
    return Return(moves[-1].reason, moves[-1].at) if details.comment and moves else None


def _progress(definition: FormDefinition, sheet: Sheet) -> tuple[int, int]:
    sections = progress(definition, sheet).values()
    return sum(filled for filled, _ in sections), sum(expected for _, expected in sections)
