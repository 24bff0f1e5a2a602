# SPDX-License-Identifier: EUPL-1.2
"""Answers to the questionnaire, and what units of the shown voivodeship ask their supervisor for.

The same each time; a unit whose people should meet the questionnaire at their first sign-in is left out.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from random import Random

from shared import clock
from ssoz.access.models import Profile
from ssoz.access.queries import profile_actor
from ssoz.catalogue.enums import FormKind
from ssoz.demo.country import SEED
from ssoz.demo.people import SHOWN
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.registers.queries import register_facts
from ssoz.reports import operations
from ssoz.reports.queries import duties_of_unit
from ssoz.rounds.models import Obligation, Questionnaire
from ssoz.rounds.operations import ask_for_change, ask_for_time
from ssoz.rounds.queries import is_to_answer, questionnaire_of, ready

YEAR = 2025
HALF = 0.5
HOSPITAL = frozenset({"szpital", "psychiatria", "publiczna"})
MOMENT = date(2026, 1, 7)
WANTED = timedelta(days=14)


def answer_all(units: Iterable[Unit], featured: Collection[int], unanswered: Collection[int]) -> None:
    """Every unit that is asked something answers, by the people who work there."""
    questionnaire = questionnaire_of(YEAR)
    if questionnaire is None:
        return
    fillers = {profile.unit_id: profile for profile in Profile.objects.filter(roles__role="reporter_nonfinancial")}
    with clock.frozen(MOMENT):
        for unit in units:
            if unit.pk in fillers and unit.pk not in unanswered and is_to_answer(unit, questionnaire):
                answers = answers_of(unit, questionnaire, everything=unit.pk in featured)
                by = profile_actor(fillers[unit.pk])
                operations.answer(by=by, unit=unit, year=YEAR, answers=answers)


def answers_of(unit: Unit, questionnaire: Questionnaire, *, everything: bool) -> dict[str, bool]:
    """A hospital is one; of the others those to be tried out do everything, the rest a part of it."""
    random = Random(f"{SEED}:{unit.regon}")  # noqa: S311  made-up data, the same each time
    asked = [question.code for question in ready(questionnaire).asked(register_facts(unit))]
    if unit.kind == UnitKind.HOSPITAL:
        return {code: code in HOSPITAL for code in asked}
    return {code: code not in {"szpital"} and (everything or random.random() < HALF) for code in asked}


def ask_all(untouched: Collection[int]) -> None:
    """Three units of the shown voivodeship ask for something, each for something else."""
    asking = _asking(untouched)
    for ask, profile in zip((_more_time, _not_applicable, _other_answers), asking, strict=False):
        ask(profile)


def _asking(untouched: Collection[int]) -> Iterator[Profile]:
    kinds = (UnitKind.ENTITY, UnitKind.PRACTICE_DOCTOR)
    rows = Profile.objects.filter(unit__voivodeship=SHOWN, unit__kind__in=kinds, roles__role="reporter_nonfinancial")
    return rows.exclude(unit__in=untouched).select_related("unit").order_by("unit__kind", "pk").iterator()


def _more_time(profile: Profile) -> None:
    duty = _first(profile)
    by, reason = profile_actor(profile), "Zmiana osoby, która prowadzi sprawozdawczość. Prosimy o dwa tygodnie."
    until = min(max(duty.due_on, clock.today()) + WANTED, duty.round.closes_on)
    ask_for_time(by=by, obligation=duty, until=until, reason=reason)


def _not_applicable(profile: Profile) -> None:
    reason = "Poradnia zakończyła działalność w grudniu 2024 r."
    operations.declare_not_applicable(by=profile_actor(profile), obligation=_first(profile), reason=reason)


def _other_answers(profile: Profile) -> None:
    by, unit = profile_actor(profile), profile.unit
    questionnaire = questionnaire_of(YEAR)
    if questionnaire is None:
        return
    given = questionnaire.answers.get(unit=unit).answers
    turned = next(iter(given))
    wanted = {**given, turned: not given[turned]}
    ask_for_change(by=by, unit=unit, year=YEAR, answers=wanted, reason="Pomyłka przy wypełnianiu ankiety.")


def _first(profile: Profile) -> Obligation:
    """The first thing this unit still has to do."""
    found = (one for one in duties_of_unit(profile.unit) if one.waits and not one.was_sent)
    return next(one.obligation for one in found if one.round.edition.kind == FormKind.NONFINANCIAL)
