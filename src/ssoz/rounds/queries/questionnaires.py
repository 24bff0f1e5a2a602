# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire of a year, who still has to answer it, and what is known before anybody does."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from engine.checks.assigning import CompiledQuestionnaire, compile_questionnaire
from engine.definitions.questionnaire import Question
from shared import clock
from shared.design.formatting import is_polish
from ssoz.registers.enums import UnitCharacter, unit_names
from ssoz.registers.models import Unit
from ssoz.registers.queries import register_facts
from ssoz.rounds.models import Answers, Questionnaire, Round

REPORTING = (UnitCharacter.REPORTING, UnitCharacter.BOTH)
CELLS = "cells"  # of a unit's attributes: ministry codes (part VIII) of its departments


def ready(row: Questionnaire) -> CompiledQuestionnaire:
    """Compiled once for its text."""
    return compile_questionnaire(row.source, row.path)


def questionnaire_of(year: int) -> Questionnaire | None:
    return Questionnaire.objects.filter(year=year).first()


def current_questionnaire() -> Questionnaire | None:
    """The newest one that is asked already."""
    return Questionnaire.objects.filter(asked_from__lte=clock.today()).order_by("-year").first()


def governing(round: Round) -> Questionnaire | None:
    """The questionnaire whose answers say who owes the form of this round; None: kinds of units do."""
    found = Questionnaire.objects.filter(year=round.period_end.year, governs__contains=[round.edition.form])
    return found.first()


def answers_of(unit_id: int, questionnaire: Questionnaire) -> Answers | None:
    return Answers.objects.filter(unit=unit_id, questionnaire=questionnaire).select_related("questionnaire").first()


def is_asked(unit: Unit, questionnaire: Questionnaire) -> bool:
    """Whether there is anything to ask this unit."""
    return unit.character in REPORTING and bool(ready(questionnaire).asked(register_facts(unit)))


def is_to_answer(unit: Unit, questionnaire: Questionnaire) -> bool:
    """Whether this unit is asked something and nobody has answered."""
    return is_asked(unit, questionnaire) and not Answers.objects.filter(unit=unit, questionnaire=questionnaire).exists()


@dataclass(frozen=True)
class Prefilled:
    """A question of this unit, what is known of the answer, and from where."""

    question: Question
    answer: bool | None
    source: str = ""


def prefilled(unit: Unit, questionnaire: Questionnaire) -> tuple[Prefilled, ...]:
    """What the unit answered last year, else what the register knows; where the two differ, both are told."""
    compiled, facts = ready(questionnaire), register_facts(unit)
    cells = tuple(map(str, unit.attributes.get(CELLS, ())))
    suggested = compiled.suggested(facts, cells)
    earlier = Answers.objects.filter(unit=unit, questionnaire__year=questionnaire.year - 1).first()
    before = earlier.answers if earlier else {}
    return tuple(
        _known(question, before.get(question.code), suggested.get(question.code), cells, questionnaire.year - 1)
        for question in compiled.asked(facts)
    )


def _known(
    question: Question, before: bool | None, register: bool | None, cells: Iterable[str], last_year: int
) -> Prefilled:
    found = sorted(filter(question.knows, cells))
    told = ngettext("w rejestrze: komórka %(cells)s", "w rejestrze: komórki %(cells)s", len(found))
    evidence = told % {"cells": ", ".join(found)} if found else _("według rejestru")
    if before is None:
        return Prefilled(question, register, "" if register is None else evidence)
    source = _("jak w ankiecie za %(year)d rok") % {"year": last_year}
    if register is not None and register != before:
        source = f"{source}; {evidence}: {yes_no(register)}"
    return Prefilled(question, before, source)


def yes_no(answer: bool) -> str:
    return _("tak") if answer else _("nie")


def fact_words(questionnaire: Questionnaire, facts: Iterable[Iterable[str]]) -> str:
    """„umowa z NFZ = tak, rodzaj jednostki = Szpital”."""
    return ", ".join(_fact(ready(questionnaire), *fact) for fact in facts)


def _fact(compiled: CompiledQuestionnaire, of: str, name: str, value: str) -> str:
    if of == "question":
        short = compiled.definition.by_code[name].short
        label = short.pl if is_polish() else short.en or short.pl
        return f"{label} = {yes_no(value == '1')}"
    label = str(Unit._meta.get_field(name).verbose_name) if name != "beds" else _("łóżka")  # type: ignore[union-attr]  # a column
    named = unit_names(get_language() or "pl").get(name, {})
    return f"{label} = {named.get(value, value)}"
