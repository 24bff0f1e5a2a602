# SPDX-License-Identifier: EUPL-1.2
"""Answering the questionnaire: once a year by the first of the unit; the duties that follow are made at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from shared import clock
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.registers.models import Unit
from ssoz.registers.queries import register_facts
from ssoz.rounds.enums import ObligationReason, RoundStatus
from ssoz.rounds.errors import AlreadyAnswered, NoQuestionnaire
from ssoz.rounds.models import Answers, Obligation, Questionnaire, Round
from ssoz.rounds.policies import check_complete, require_answering
from ssoz.rounds.queries import questionnaire_of, ready

RELEASED_BY_ANSWERS = gettext_noop("Nie wynika już z odpowiedzi w ankiecie.")


@dataclass(frozen=True)
class Assigned:
    """What came of answers: open rounds in which the unit owes something now, and did not before."""

    answers: Answers
    rounds: tuple[Round, ...]


@transaction.atomic
def answer(*, by: Actor, unit: Unit, year: int, answers: Mapping[str, bool]) -> Assigned:
    """The one time a unit answers; a second one is told who was faster."""
    require_answering(by, unit)
    questionnaire = questionnaire_of(year)
    if questionnaire is None:
        raise NoQuestionnaire
    check_complete(ready(questionnaire).asked(register_facts(unit)), answers)
    row = Answers(questionnaire=questionnaire, unit=unit)
    _write(row, by, answers)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyAnswered(_("Na ankietę odpowiedziała już inna osoba z jednostki.")) from error
    _record(by, "questionnaire_answered", row)
    return Assigned(row, _oblige(row, row.forms))


def apply_answers(*, by: Actor, unit: Unit, questionnaire: Questionnaire, answers: Mapping[str, bool]) -> Assigned:
    """Other answers, which a supervisor allowed; duties that no longer follow are for the caller to release."""
    row = Answers.objects.select_for_update().get(questionnaire=questionnaire, unit=unit)
    _write(row, by, answers)
    row.save()
    _record(by, "questionnaire_changed", row)
    return Assigned(row, _oblige(row, row.forms))


def _write(row: Answers, by: Actor, answers: Mapping[str, bool]) -> None:
    """Only what the unit is asked is kept."""
    compiled, facts = ready(row.questionnaire), register_facts(row.unit)
    row.answers = {one.code: bool(answers[one.code]) for one in compiled.asked(facts)}
    row.forms = {
        found.form: [[fact.of, fact.name, fact.value] for fact in found.facts]
        for found in compiled.follows(row.answers, facts)
    }
    row.person_id, row.person_name, row.at = by.person_id, _named(by, row.unit), clock.now()


def _named(by: Actor, unit: Unit) -> str:
    """Who answers for another unit is named with the office they do it from."""
    whole = by.person_name if by.unit_id == unit.pk or not by.unit_name else f"{by.person_name}, {by.unit_name}"
    return whole[: Answers._meta.get_field("person_name").max_length]


def _record(by: Actor, action: str, row: Answers) -> None:
    data = {"year": row.questionnaire.year, "answers": row.answers, "forms": ", ".join(sorted(row.forms))}
    data["on_behalf"] = by.unit_id != row.unit_id
    record(by=by, action=action, object_type="unit", object_id=str(row.unit.public_id), data=data)


def _oblige(row: Answers, forms: Collection[str]) -> tuple[Round, ...]:
    """Duties in rounds that are open now. A round being opened is waited for: it may have looked before us."""
    governed = set(forms) & set(row.questionnaire.governs)
    asked = Round.objects.filter(period_end__year=row.questionnaire.year, edition__form__in=governed)
    opening = asked.filter(status=RoundStatus.OPENING).select_for_update(of=("self",)).order_by("pk")
    rounds = {found.pk: found for found in opening}
    rounds |= {found.pk: found for found in asked.filter(status=RoundStatus.OPEN)}
    Obligation.objects.bulk_create(
        (
            Obligation(round=found, unit=row.unit, reason=ObligationReason.QUESTIONNAIRE, due_on=found.due_on)
            for found in rounds.values()
        ),
        ignore_conflicts=True,
    )
    again = Obligation.objects.filter(unit=row.unit, round__in=rounds, released_because=RELEASED_BY_ANSWERS)
    again.update(released_at=None, released_because="")
    return tuple(rounds.values())
