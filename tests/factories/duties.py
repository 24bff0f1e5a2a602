# SPDX-License-Identifier: EUPL-1.2
"""Questionnaires, answers and petitions for tests; two tiny forms that a questionnaire governs."""

from datetime import date

from ssoz.access.actors import SYSTEM, Actor
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.rounds.models import Answers, Obligation, Questionnaire, Round
from ssoz.rounds.operations import plan_round, publish_questionnaire
from ssoz.rounds.policies import RoundDates
from tests.factories import registers
from tests.factories.reports import TINY, filler, tiny

TEXT = """
year: {year}
asked_from: {next}-01-02
title: {{pl: Ankieta przypisująca sprawozdania, en: Questionnaire assigning reports}}
groups:
- title: {{pl: Działalność, en: Activity}}
  questions:
  - code: nfz
    text: {{pl: Czy jednostka ma umowę z NFZ?, en: Is there a contract?}}
    short: {{pl: umowa z NFZ, en: contract with NFZ}}
  - code: szpital
    text: {{pl: Czy jednostka prowadzi szpital?, en: Is there a hospital?}}
    short: {{pl: szpital, en: hospital}}
    asked: unit.kind in ("hospital", "entity")
    suggest: unit.kind = "hospital"
  - code: psychiatria
    text: {{pl: Czy są oddziały psychiatryczne?, en: Are there psychiatric wards?}}
    short: {{pl: oddział psychiatryczny, en: psychiatric ward}}
    asked: unit.kind in ("hospital", "entity")
    cells: "47*"
forms:
- form: T-0
- {{form: T-1, when: pytanie.nfz}}
- {{form: T-2, when: pytanie.psychiatria and not pytanie.szpital}}
"""
DATES = {"opens_on": date(2026, 1, 10), "due_on": date(2026, 2, 25)}
NO = {"nfz": False, "szpital": False, "psychiatria": False}
CONTRACT = {**NO, "nfz": True}


def questionnaire(year: int = 2025) -> Questionnaire:
    return publish_questionnaire(by=SYSTEM, text=TEXT.format(year=year, next=year + 1), path=f"{year}.yaml")


def open_form(form: str = "T-1", owed_by: str = "[hospital, entity]", closes: date = date(2026, 6, 30)) -> Round:
    """An open round of a tiny form of that symbol."""
    edition = tiny(
        text=TINY.replace("form: T-1", f"form: {form}").replace("owed_by: [hospital]", f"owed_by: {owed_by}")
    )
    dates = RoundDates(period_start=date(2025, 1, 1), period_end=date(2025, 12, 31), closes_on=closes, **DATES)
    row = plan_round(by=SYSTEM, edition=edition.pk, dates=dates)
    return operations.open_round(by=SYSTEM, round=row.public_id)


def answered(unit: Unit, answers: dict[str, bool] = CONTRACT, by: Actor | None = None) -> Answers:
    """The answers of a unit, given by somebody who works there."""
    return operations.answer(by=by or filler(unit), unit=unit, year=2025, answers=answers)


def duty_of(unit: Unit, form: str = "T-1") -> Obligation:
    rows = Obligation.objects.select_related("unit", "round__edition")
    return rows.get(unit=unit, round__edition__form=form)


def owing(kind: str = "entity", voivodeship: str = "14") -> Obligation:
    """A unit that owes T-1 because of its contract."""
    questionnaire()
    open_form()
    unit = registers.unit(kind, voivodeship)
    answered(unit)
    return duty_of(unit)
