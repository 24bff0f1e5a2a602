# SPDX-License-Identifier: EUPL-1.2
"""What happens to duties, with the reports that belong to them: made at once, looked at before they are released."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from ssoz.access.actors import Actor
from ssoz.registers.models import Unit
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.reports.operations.opening import make_reports
from ssoz.rounds import operations as rounds
from ssoz.rounds.enums import PetitionKind
from ssoz.rounds.models import Answers, Obligation, Petition, Round
from ssoz.rounds.policies import check_not_sent


@transaction.atomic
def answer(*, by: Actor, unit: Unit, year: int, answers: Mapping[str, bool]) -> Answers:
    """The questionnaire answered, and a report for each duty that is open now."""
    done = rounds.answer(by=by, unit=unit, year=year, answers=answers)
    _make(done.rounds, unit)
    return done.answers


@transaction.atomic
def assign(*, by: Actor, round: Round, unit: Unit, reason: str) -> Obligation:
    row = rounds.assign(by=by, round=round, unit=unit, reason=reason)
    _make([round], unit)
    return row


@transaction.atomic
def release(*, by: Actor, obligation: Obligation, reason: str) -> None:
    check_not_sent(_is_sent(obligation))
    rounds.release(by=by, obligation=obligation, reason=reason)


@transaction.atomic
def declare_not_applicable(*, by: Actor, obligation: Obligation, reason: str) -> Petition:
    check_not_sent(_is_sent(obligation))
    return rounds.declare_not_applicable(by=by, obligation=obligation, reason=reason)


@transaction.atomic
def decide(*, by: Actor, petition: UUID, grant: bool, words: str) -> Petition:
    """Refused or granted; what was asked for and came too late, because the report went out meanwhile, is refused."""
    asked = rounds.open_petition(by=by, petition=petition)
    sent = _sent(asked.unit_id)
    if grant and asked.kind == PetitionKind.NOT_APPLICABLE:
        check_not_sent(asked.obligation_id in sent)
    decided = rounds.decide(by=by, petition=petition, grant=grant, words=words)
    if grant:
        _make(rounds.grant(by=by, row=asked, sent=sent), asked.unit)
    return decided


def _make(opened: Iterable[Round], unit: Unit) -> None:
    for row in opened:
        make_reports(row, unit.pk)


def _is_sent(obligation: Obligation) -> bool:
    return obligation.pk in _sent(obligation.unit_id)


def _sent(unit: int) -> set[int]:
    """Duties of the unit whose reports were handed in at least once, or are there to be decided on."""
    rows = Report.objects.filter(unit=unit).exclude(status=ReportStatus.TO_FILL)
    return set(rows.values_list("obligation_id", flat=True))
