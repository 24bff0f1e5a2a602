# SPDX-License-Identifier: EUPL-1.2
"""Moves of a report: sent, returned, accepted, reopened. Each in one transaction under the row lock."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from engine.answers import Sheet
from engine.definitions import FormDefinition
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.reports.errors import OpenFindings
from ssoz.reports.models import Report, Sending
from ssoz.reports.operations.locking import lock_to_decide, lock_to_fill, locked
from ssoz.reports.operations.writing import ANSWERS, FILLED, mark_filled, put_answers, transit
from ssoz.reports.policies import (
    check_answered,
    check_can_decide,
    check_can_send,
    check_can_send_zero,
    check_confirmed,
    check_nothing_untold,
    check_order,
    check_reason,
    check_version,
)
from ssoz.reports.queries.findings import waiting_for
from ssoz.reports.queries.forms import form_of
from ssoz.reports.queries.prefilling import waiting
from ssoz.reports.queries.verdicts import judge
from ssoz.reports.queries.waiting import unanswered, untold
from ssoz.reports.states import TO_VERIFY, move


@dataclass(frozen=True)
class Sent:
    report: Report
    already: bool = False


def _check_content(report: Report, form: FormDefinition, sheet: Sheet, zero: bool) -> None:
    if zero:
        check_can_send_zero(form, sheet)
        return
    verdict = judge(report)
    if not verdict.is_clean:
        raise OpenFindings(verdict.open)


def _keep(report: Report, by: Actor, at: datetime) -> None:
    """What was sent stays as it was sent, whatever is corrected later."""
    Sending.objects.create(
        report=report,
        number=report.times_sent,
        answers=report.answers,
        digest=report.digest,
        is_zero=report.is_zero,
        person_id=by.person_id,
        person_name=by.person_name,
        at=at,
    )


@transaction.atomic
def send(*, by: Actor, report: UUID, version: int, zero: bool = False) -> Sent:
    """Hand in. A second click finds the report already sent and changes nothing."""
    row, on_behalf = lock_to_fill(by, report)
    if row.status == TO_VERIFY:
        return Sent(row, already=True)
    check_can_send(row)
    check_version(row, version)
    form = form_of(row)
    sheet = Sheet.from_json(row.answers)
    check_order(waiting_for(row, form))
    check_answered(unanswered(row))
    check_confirmed(len(waiting(row, sheet)))
    _check_content(row, form, sheet, zero)
    written: tuple[str, ...] = ("version",)
    if not row.digest:
        put_answers(row, form, sheet)
        written = ANSWERS
    mark_filled(row, by, on_behalf)
    row.is_zero = zero
    row.times_sent += 1
    row.sent_at = transit(row, by, move("send", row.status), on_behalf=on_behalf)
    row.sent_by = by.person_name
    row.save(update_fields=[*written, *FILLED, "is_zero", "status", "times_sent", "sent_at", "sent_by"])
    _keep(row, by, row.sent_at)
    return Sent(row)


@transaction.atomic
def return_to_correct(*, by: Actor, report: UUID, version: int, reason: str) -> Report:
    row = lock_to_decide(by, report)
    check_can_decide(row, by, "return")
    check_version(row, version)
    transit(row, by, move("return", row.status), reason=check_reason(reason))
    row.save(update_fields=["status", "version"])
    return row


@transaction.atomic
def accept(*, by: Actor, report: UUID, version: int) -> Report:
    row = lock_to_decide(by, report)
    check_can_decide(row, by, "accept")
    check_version(row, version)
    check_nothing_untold(untold(row))
    row.accepted_at = transit(row, by, move("accept", row.status))
    row.accepted_by = by.person_name
    row.save(update_fields=["status", "version", "accepted_at", "accepted_by"])
    return row


@transaction.atomic
def reopen(*, by: Actor, report: UUID, reason: str) -> Report:
    """An accepted report goes back to its filler; only an administrator does this, and says why."""
    row = locked(report)
    require(by, Permission.REPORT_REOPEN, unit=row.unit, subject=row.round.edition.subject)
    check_can_decide(row, by, "reopen")
    transit(row, by, move("reopen", row.status), reason=check_reason(reason))
    row.accepted_at = None
    row.accepted_by = ""
    row.save(update_fields=["status", "version", "accepted_at", "accepted_by"])
    return row
