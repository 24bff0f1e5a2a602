# SPDX-License-Identifier: EUPL-1.2
"""What the own unit owes: one line per report, the most urgent first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from engine.answers import Sheet, progress
from engine.definitions import FormDefinition
from shared.design.formatting import is_polish
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.cards.queries import with_deliveries
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.queries import definition_of
from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import own_duties, report_for, reports_for
from ssoz.rounds.queries import reasons
from ssoz.www.home.addresses import report_address

HEAVY = ("packed", "round__edition__source", "round__edition__lists")
URGENCY = (ReportStatus.TO_CORRECT, ReportStatus.TO_FILL, ReportStatus.TO_VERIFY, ReportStatus.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One report that the unit owes, with how far it has come; or the cards of a year."""

    url: str
    report: UUID | None = None  # none where cards are filed
    form: str
    title: str
    kind: str
    period: date
    reason: str
    due_on: date
    status: str
    filled: int = 0
    expected: int = 0
    handed_in: bool = False  # of cards

    @property
    def is_open(self) -> bool:
        """Whether it waits for the unit."""
        return self.status in (ReportStatus.TO_CORRECT, ReportStatus.TO_FILL)

    @property
    def is_card(self) -> bool:
        return self.kind == FormKind.CARD

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
    """Reports of the actor's own unit that this profile may read; one query, two where answers are the reason. Whoever
    reads its cards has them here, too."""
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
                report=report.public_id,
                url=report_address(report.public_id),
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
    found += cards(actor)
    return sorted(found, key=lambda duty: (URGENCY.index(ReportStatus(duty.status)), duty.due_on, duty.form))


def cards(actor: Actor) -> list[Duty]:
    """Years of cards that the unit owes, as if they were reports: to be filled in until they were handed in."""
    if not actor.may(Permission.REPORT_READ_CARD):
        return []
    owed = with_deliveries(own_duties(actor, among=[FormKind.CARD]))
    return [
        Duty(
            url=reverse("cards:year", args=[duty.round.period_end.year]),
            form=duty.form,
            title=duty.title,
            kind=FormKind.CARD,
            period=duty.round.period_end,
            reason=duty.why.sentence,
            due_on=duty.due_on,
            status=ReportStatus.TO_FILL if duty.waits else ReportStatus.TO_VERIFY,
            handed_in=duty.handed_in,
        )
        for duty in owed
        if not duty.is_released
    ]


def why_returned(actor: Actor, report: UUID) -> Return | None:
    """The supervisor's last words on a report that waits to be corrected."""
    details = report_for(actor, report)
    moves = [move for move in details.transitions if move.reason]
    return Return(moves[-1].reason, moves[-1].at) if details.comment and moves else None


def _progress(definition: FormDefinition, sheet: Sheet) -> tuple[int, int]:
    sections = progress(definition, sheet).values()
    return sum(filled for filled, _ in sections), sum(expected for _, expected in sections)
