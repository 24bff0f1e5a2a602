# SPDX-License-Identifier: EUPL-1.2
"""One report with everything a page needs to show it and to know what may be done with it."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from engine.answers import Sheet
from engine.definitions import FormDefinition
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.policies import require
from ssoz.access.scopes import scope
from ssoz.reports import policies
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import ReportNotFound
from ssoz.reports.models import Report, Transition
from ssoz.reports.queries.forms import form_of
from ssoz.reports.queries.lists import UNUSED, visible
from ssoz.reports.queries.waiting import untold


@dataclass(frozen=True)
class ReportDetails:
    """A report as one person sees it. What they may do is permission and policy together."""

    report: Report
    actor: Actor
    definition: FormDefinition
    sheet: Sheet
    transitions: tuple[Transition, ...]

    def _reaches(self, *permissions: Permission) -> bool:
        edition = self.report.round.edition
        return scope(self.actor, *permissions).covers(unit=self.report.unit, subject=edition.subject)

    @cached_property
    def on_behalf(self) -> bool:
        """Whether this person would be filling in for somebody else's unit."""
        return self.actor.unit_id != self.report.unit_id

    @cached_property
    def is_filler(self) -> bool:
        name = "REPORT_FILL_ON_BEHALF" if self.on_behalf else "REPORT_FILL"
        return self._reaches(for_kind(name, self.report.round.edition.kind))

    @cached_property
    def editable(self) -> bool:
        return self.is_filler and policies.can_edit(self.report)

    @cached_property
    def can_send(self) -> bool:
        return self.is_filler and policies.can_send(self.report)

    @cached_property
    def can_send_zero(self) -> bool:
        return self.is_filler and policies.can_send_zero(self.report, self.definition, self.sheet)

    @cached_property
    def verifies(self) -> bool:
        return self._reaches(for_kind("REPORT_VERIFY", self.report.round.edition.kind))

    @cached_property
    def can_return(self) -> bool:
        return self.verifies and policies.can_decide(self.report, self.actor, "return")

    @cached_property
    def can_accept(self) -> bool:
        return self.verifies and policies.can_decide(self.report, self.actor, "accept")

    @cached_property
    def can_reopen(self) -> bool:
        return self._reaches(Permission.REPORT_REOPEN) and policies.can_decide(self.report, self.actor, "reopen")

    @cached_property
    def untold_remarks(self) -> int:
        """Remarks at cells that go to the unit when the report is returned."""
        return untold(self.report) if self.can_return else 0

    @cached_property
    def decision_refusal(self) -> str:
        """Why somebody who verifies such reports may not decide on this one; empty when they may."""
        if self.report.status != ReportStatus.TO_VERIFY or not self.verifies:
            return ""
        return policies.refusal(lambda: policies.check_can_decide(self.report, self.actor, "accept"))

    @cached_property
    def comment(self) -> str:
        """Why the report came back, as long as it waits to be corrected."""
        if self.report.status != ReportStatus.TO_CORRECT:
            return ""
        return next((move.reason for move in reversed(self.transitions) if move.reason), "")


def readable(actor: Actor, public_id: UUID) -> Report:
    """The report with its content: unknown to who may not find it, refused to who may find but not read."""
    report = (
        Report.objects.filter(visible(actor), public_id=public_id)
        .select_related("unit", "round__edition", "obligation")
        .defer(*UNUSED)
        .first()
    )
    if report is None:
        raise ReportNotFound
    edition = report.round.edition
    require(actor, for_kind("REPORT_READ", edition.kind), unit=report.unit, subject=edition.subject)
    return report


def report_for(actor: Actor, public_id: UUID) -> ReportDetails:
    report = readable(actor, public_id)
    return ReportDetails(
        report=report,
        actor=actor,
        definition=form_of(report),
        sheet=Sheet.from_json(report.answers),
        transitions=tuple(report.transitions.all()),
    )
