# SPDX-License-Identifier: EUPL-1.2
"""What a unit asks its supervisor for: other answers, a release, more time."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shared import clock
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.registers.models import Unit
from ssoz.registers.queries import register_facts
from ssoz.rounds.enums import PetitionKind, PetitionStatus
from ssoz.rounds.errors import NoQuestionnaire, PetitionNotAllowed, PetitionNotFound
from ssoz.rounds.models import Answers, Obligation, Petition
from ssoz.rounds.policies import (
    check_complete,
    check_differs,
    check_explanation,
    check_open_duty,
    check_reason,
    check_until,
    require_answering,
    require_filling,
)
from ssoz.rounds.queries import ready


@transaction.atomic
def ask_for_change(*, by: Actor, unit: Unit, year: int, answers: Mapping[str, bool], reason: str) -> Petition:
    require_answering(by, unit)
    now = Answers.objects.select_related("questionnaire").filter(unit=unit, questionnaire__year=year).first()
    if now is None:
        raise NoQuestionnaire
    asked = ready(now.questionnaire).asked(register_facts(unit))
    check_complete(asked, answers)
    wanted = {question.code: bool(answers[question.code]) for question in asked}
    check_differs(now.answers, wanted)
    row = Petition(kind=PetitionKind.CHANGE, questionnaire=now.questionnaire, answers=wanted, before=now.answers)
    return _hand_in(by, row, unit, reason)


@transaction.atomic
def declare_not_applicable(*, by: Actor, obligation: Obligation, reason: str) -> Petition:
    """„Nie dotyczy”."""
    require_filling(by, obligation)
    check_open_duty(obligation)
    row = Petition(kind=PetitionKind.NOT_APPLICABLE, obligation=obligation)
    return _hand_in(by, row, obligation.unit, check_explanation(reason))


@transaction.atomic
def ask_for_time(*, by: Actor, obligation: Obligation, until: date | None, reason: str) -> Petition:
    require_filling(by, obligation)
    check_open_duty(obligation)
    until = check_until(obligation, until)
    row = Petition(kind=PetitionKind.MORE_TIME, obligation=obligation, due_on=obligation.due_on, until=until)
    return _hand_in(by, row, obligation.unit, reason)


@transaction.atomic
def withdraw(*, by: Actor, petition: UUID) -> Petition:
    """Whoever may ask may also take it back, as long as nobody has decided."""
    row = Petition.objects.select_for_update(of=("self",)).select_related("unit", "obligation__round__edition")
    found = row.filter(public_id=petition).first()
    if found is None:
        raise PetitionNotFound
    if found.obligation is not None:
        require_filling(by, found.obligation)
    else:
        require_answering(by, found.unit)
    if not found.is_pending:
        raise PetitionNotAllowed(_("O tym zgłoszeniu już zdecydowano."))
    found.status, found.decided_at, found.decided_by = PetitionStatus.WITHDRAWN, clock.now(), by.person_name
    found.save(update_fields=["status", "decided_at", "decided_by"])
    record_petition(by, "petition_withdrawn", found)
    return found


def _hand_in(by: Actor, row: Petition, unit: Unit, reason: str) -> Petition:
    row.unit, row.reason, row.at = unit, check_reason(reason), clock.now()
    row.person_id, row.person_name = by.person_id, by.person_name
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise PetitionNotAllowed(_("Takie zgłoszenie już czeka na decyzję nadzorującego.")) from error
    record_petition(by, "petition_made", row, row.reason)
    return row


def record_petition(by: Actor, action: str, row: Petition, reason: str = "") -> None:
    about = row.obligation.round.form if row.obligation else str(row.questionnaire)
    data = {
        "kind": row.kind,
        "about": about,
        "reason": reason,
        "until": row.until.isoformat() if row.until else "",
        "unit": str(row.unit.public_id),
    }
    record(by=by, action=action, object_type="petition", object_id=str(row.public_id), data=data)
