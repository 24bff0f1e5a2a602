# SPDX-License-Identifier: EUPL-1.2
"""What units owe, each duty with its reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from engine.definitions import EVERYBODY
from ssoz.access.actors import Actor
from ssoz.access.permissions import list_permissions
from ssoz.access.scopes import scope
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.queries import definition_of
from ssoz.registers.models import Unit
from ssoz.rounds.enums import ObligationReason, RoundStatus
from ssoz.rounds.errors import DutyNotFound
from ssoz.rounds.models import Answers, Obligation, Questionnaire, Round
from ssoz.rounds.queries.questionnaires import fact_words

UNUSED = ("round__edition__source", "round__edition__lists")


class Owed(Protocol):
    """Something with a duty, its round and its unit: a report, or the duty itself."""

    @property
    def obligation(self) -> Obligation: ...
    @property
    def round(self) -> Round: ...
    @property
    def unit(self) -> Unit: ...


@dataclass(frozen=True)
class Why:
    """Why a unit owes a form: the sentence, and the law it rests on."""

    sentence: str
    act: str
    programme: str


def duties_of(*units: int) -> QuerySet[Obligation]:
    """What these units owe or owed, the nearest due date first; released ones too."""
    rows = Obligation.objects.filter(unit__in=units).exclude(round__status=RoundStatus.PLANNED)
    return rows.select_related("unit", "round__edition").defer(*UNUSED).order_by("due_on", "round__edition__form", "pk")


def duty(actor: Actor, *, round: UUID, unit: UUID) -> Obligation:
    """One duty, if this person may find reports of its kind there."""
    condition = Q(pk__in=())
    for kind in FormKind.values:
        reach = scope(actor, *list_permissions(kind))
        condition |= Q(round__edition__kind=kind) & reach.as_q(subject="round__edition__subject")
    rows = Obligation.objects.filter(condition, round__public_id=round, unit__public_id=unit)
    found = rows.select_related("unit", "round__edition").defer(*UNUSED).first()
    if found is None:
        raise DutyNotFound
    return found


def open_rounds(unit: Unit) -> QuerySet[Round]:
    """Rounds open now in which this unit owes nothing: what could be assigned to it."""
    owed = Obligation.objects.filter(unit=unit, released_at=None).values("round")
    rows = Round.objects.filter(status=RoundStatus.OPEN).exclude(pk__in=owed)
    return rows.select_related("edition").defer("edition__source", "edition__lists").order_by("edition__form", "pk")


def no_longer_following(unit: int, questionnaire: Questionnaire) -> QuerySet[Obligation]:
    """Duties that came of answers and would not come of those the unit gives now."""
    now = Answers.objects.get(unit=unit, questionnaire=questionnaire)
    rows = Obligation.objects.filter(
        unit=unit, reason=ObligationReason.QUESTIONNAIRE, round__period_end__year=questionnaire.year, released_at=None
    )
    return rows.exclude(round__edition__form__in=now.forms)


def reasons(owed: Iterable[Owed]) -> Mapping[int, Why]:
    """Obligation → why. One query, and only where an answer is the reason."""
    owed = tuple(owed)
    answers = _answers(owed)
    return {one.obligation.pk: _why(one, answers.get((one.unit.pk, one.round.period_end.year))) for one in owed}


def _answers(owed: Iterable[Owed]) -> dict[tuple[int, int], Answers]:
    units = {one.unit.pk for one in owed if one.obligation.reason == ObligationReason.QUESTIONNAIRE}
    if not units:
        return {}
    rows = Answers.objects.filter(unit__in=units).select_related("questionnaire")
    return {(row.unit_id, row.questionnaire.year): row for row in rows}


def _why(one: Owed, answers: Answers | None) -> Why:
    legal = definition_of(one.round.edition).legal
    return Why(_("bo: %(facts)s") % {"facts": _facts(one, answers)}, legal.act.strip(), legal.programme)


def _facts(one: Owed, answers: Answers | None) -> str:
    reason, form = one.obligation.reason, one.round.edition.form
    if reason == ObligationReason.ASSIGNED:
        return _("przypisanie przez nadzorującego: %(note)s") % {"note": one.obligation.note}
    if reason == ObligationReason.QUESTIONNAIRE:
        facts = answers.forms.get(form) if answers else None
        return fact_words(answers.questionnaire, facts) if answers and facts else _("odpowiedzi w ankiecie")
    if EVERYBODY in definition_of(one.round.edition).owed_by:
        return _("składa je każda jednostka")
    return _("rodzaj jednostki = %(kind)s") % {"kind": one.unit.get_kind_display()}
