# SPDX-License-Identifier: EUPL-1.2
"""Which forms follow from answers, told before anything is saved: with the reason, the law and the day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from engine.checks.assigning import Following
from engine.definitions import Text
from shared.design.formatting import is_polish
from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.access.queries import active_profiles
from ssoz.access.roles import permissions_of
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of, editions
from ssoz.registers.models import Unit
from ssoz.registers.queries import register_facts
from ssoz.registers.queries import unit as unit_of
from ssoz.rounds.models import Answers, Questionnaire, Round
from ssoz.rounds.policies import FILLING
from ssoz.rounds.queries.questionnaires import current_questionnaire, fact_words, is_asked, is_to_answer, ready


@dataclass(frozen=True, kw_only=True)
class Follows:
    """A form that the unit will have to file; `due_on`: the next day it is due, None where no round is planned yet."""

    form: str
    title: str
    why: str
    due_on: date | None
    act: str
    programme: str
    note: str


def to_answer(actor: Actor) -> Questionnaire | None:
    """The questionnaire that waits for somebody of this unit who fills in reports: before anything else."""
    if actor.unit_public_id is None or not actor.may(*FILLING):
        return None
    found = current_questionnaire()
    return found if found is not None and is_to_answer(unit_of(actor.unit_public_id), found) else None


def units_to_answer(person_id: int) -> dict[int, Profile]:
    """Of all units the person works in now, those whose answers they should give: unit → the profile to do it in."""
    found = current_questionnaire()
    if found is None:
        return {}
    asked = {
        profile.unit_id: profile
        for profile in active_profiles(person_id)
        if not permissions_of(tuple(sorted(profile.codes))).isdisjoint(FILLING)  # type: ignore[attr-defined]  # annotated
        and is_asked(profile.unit, found)
    }
    answered = Answers.objects.filter(questionnaire=found, unit__in=asked).values_list("unit", flat=True)
    return {unit: asked[unit] for unit in asked.keys() - set(answered)}


def preview(questionnaire: Questionnaire, unit: Unit, answers: Mapping[str, bool]) -> tuple[Follows, ...]:
    """What these answers lead to, in three queries."""
    return told(questionnaire, ready(questionnaire).follows(answers, register_facts(unit)))


def told(questionnaire: Questionnaire, following: Iterable[Following]) -> tuple[Follows, ...]:
    following = tuple(following)
    year, forms = questionnaire.year, [one.form for one in following]
    known = {one.form: one for one in editions(year).filter(form__in=forms)}
    due = _due(year, forms)
    notes = {rule.form: rule.note for rule in ready(questionnaire).definition.forms}
    return tuple(
        _told(questionnaire, one, known.get(one.form), due.get(one.form), notes[one.form]) for one in following
    )


def _told(
    questionnaire: Questionnaire, one: Following, edition: Edition | None, due_on: date | None, note: Text
) -> Follows:
    facts = fact_words(questionnaire, ((fact.of, fact.name, fact.value) for fact in one.facts))
    legal = definition_of(edition).legal if edition else None
    return Follows(
        form=one.form,
        title=_title(edition) if edition else "",
        why=_("bo: %(facts)s") % {"facts": facts or _("składa je każda jednostka")},
        due_on=due_on,
        act=legal.act.strip() if legal else "",
        programme=legal.programme if legal else "",
        note=note.pl if is_polish() else note.en or note.pl,
    )


def _title(edition: Edition) -> str:
    return edition.title if is_polish() else edition.title_en or edition.title


def _due(year: int, forms: Iterable[str]) -> dict[str, date]:
    """Of several rounds in a year the one that is due first and has not closed."""
    rows = Round.objects.filter(period_end__year=year, edition__form__in=forms).exclude(status="closed")
    found: dict[str, date] = {}
    for form, day in rows.order_by("due_on").values_list("edition__form", "due_on"):
        found.setdefault(form, day)
    return found
