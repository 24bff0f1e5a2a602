# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire: answered once, by the first of the unit; the duties that follow are there at once."""

from datetime import date

import pytest

from engine.definitions import DefinitionError
from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.access.errors import Forbidden
from ssoz.audit.queries import events_of
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.reports.models import Report
from ssoz.reports.queries import reports_for
from ssoz.rounds.enums import ObligationReason
from ssoz.rounds.errors import AlreadyAnswered, AnswersIncomplete, NoQuestionnaire, QuestionnaireAnswered
from ssoz.rounds.models import Answers, Obligation, Questionnaire
from ssoz.rounds.operations import load_questionnaires, publish_questionnaire
from ssoz.rounds.queries import current_questionnaire, is_to_answer, prefilled, reasons, rounds_by_answers
from tests.factories import registers
from tests.factories.duties import CONTRACT, NO, TEXT, answered, duty_of, open_form, owing, questionnaire
from tests.factories.reports import central, filler, supervisor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def january():
    with clock.frozen(date(2026, 1, 20)):
        yield


def entity(**fields: object):
    return registers.unit(UnitKind.ENTITY, **fields)


def test_a_governed_form_is_owed_by_nobody_before_answers():
    questionnaire()
    unit = entity()
    open_form("T-0")
    open_form("T-1")
    assert list(Report.objects.filter(unit=unit).values_list("round__edition__form", flat=True)) == ["T-0"]


def test_without_a_questionnaire_kinds_of_units_owe_as_before():
    unit = entity()
    open_form("T-1")
    assert duty_of(unit).reason == ObligationReason.UNIT_KIND


def test_answers_make_duties_and_reports_in_open_rounds():
    questionnaire()
    open_form("T-1")
    open_form("T-2")
    unit = entity()
    row = answered(unit, CONTRACT)
    assert set(row.forms) == {"T-0", "T-1"}
    made = duty_of(unit)
    assert made.reason == ObligationReason.QUESTIONNAIRE
    assert made.due_on == date(2026, 2, 25)
    assert reports_for(filler(unit)).count() == 1


def test_answers_given_before_a_round_opens_are_remembered_when_it_does():
    questionnaire()
    unit, other = entity(), entity()
    answered(unit, CONTRACT)
    answered(other, NO)
    round = open_form("T-1")
    assert [row.unit_id for row in Obligation.objects.filter(round=round)] == [unit.pk]
    assert duty_of(unit).reason == ObligationReason.QUESTIONNAIRE
    assert Report.objects.filter(round=round).count() == 1


def test_whoever_answered_while_a_round_was_being_opened_is_found_at_night():
    questionnaire()
    unit = entity()
    round = open_form("T-1")
    open_form("T-0")
    answered(unit, CONTRACT)
    Report.objects.filter(unit=unit, round=round).delete()
    Obligation.objects.filter(unit=unit, round=round).delete()
    assert list(rounds_by_answers()) == [round.public_id]
    assert [operations.settle_round(round=round.public_id) for _night in range(2)] == [1, 0]
    assert duty_of(unit).report.unit_id == unit.pk


def test_a_duty_explains_itself_in_the_words_of_the_questions():
    made = owing()
    report = reports_for(filler(made.unit)).get()
    assert reasons([report])[made.pk].sentence == "bo: umowa z NFZ = tak"


def test_what_was_not_answered_yes_is_told_too():
    questionnaire()
    open_form("T-2")
    unit = entity()
    answered(unit, {**NO, "psychiatria": True})
    report = reports_for(filler(unit)).get()
    told = reasons([report])[report.obligation_id].sentence
    assert told == "bo: oddział psychiatryczny = tak, szpital = nie"


def test_a_duty_of_a_kind_of_units_names_the_kind_and_one_of_all_says_so():
    unit = entity()
    open_form("T-1")
    open_form("T-9", owed_by='["*"]')
    told = {report.round.form: report for report in reports_for(filler(unit))}
    why = {form: reasons([report])[report.obligation_id].sentence for form, report in told.items()}
    assert why == {"T-1": "bo: rodzaj jednostki = Podmiot leczniczy", "T-9": "bo: składa je każda jednostka"}


def test_nobody_is_asked_twice():
    row = questionnaire()
    unit = entity()
    assert is_to_answer(unit, row)
    answered(unit, CONTRACT, by=filler(unit, 101))
    assert not is_to_answer(unit, row)
    with pytest.raises(AlreadyAnswered, match="inna osoba"):
        answered(unit, NO, by=filler(unit, 102))
    assert Answers.objects.get().answers["nfz"] is True


def test_who_is_asked_nothing_has_nothing_to_answer():
    text = (
        TEXT.format(year=2025, next=2026)
        .replace("tak", "")
        .replace(
            "short: {pl: umowa z NFZ, en: contract with NFZ}",
            'short: {pl: umowa z NFZ, en: contract with NFZ}\n    asked: unit.kind = "entity"',
        )
    )
    row = publish_questionnaire(by=SYSTEM, text=text)
    assert not is_to_answer(registers.unit(UnitKind.PRACTICE_DENTIST), row)


def test_every_question_wants_an_answer():
    questionnaire()
    unit = entity()
    with pytest.raises(AnswersIncomplete) as error:
        answered(unit, {"nfz": True})
    assert error.value.missing == ("szpital", "psychiatria")
    assert not Answers.objects.exists()


def test_only_people_of_the_unit_or_its_supervisors_answer():
    questionnaire()
    unit, other = entity(), entity()
    with pytest.raises(Forbidden):
        answered(unit, CONTRACT, by=filler(other))
    with pytest.raises(Forbidden):
        answered(unit, CONTRACT, by=supervisor("02"))
    with pytest.raises(Forbidden):
        answered(unit, CONTRACT, by=central("cez_staff"))
    assert answered(unit, CONTRACT, by=supervisor("14")).person_name == "Nadzorujący 201, Urząd wojewódzki 14"


def test_answers_leave_a_trail():
    questionnaire()
    unit = entity()
    answered(unit, CONTRACT)
    (event,) = events_of("unit", str(unit.public_id))
    assert (event.action, event.data["forms"]) == ("questionnaire_answered", "T-0, T-1")


def test_without_a_questionnaire_nothing_is_answered():
    with pytest.raises(NoQuestionnaire):
        answered(entity(), CONTRACT)


def test_answers_are_prefilled_from_the_register():
    row = questionnaire()
    known = {
        one.question.code: (one.answer, one.source) for one in prefilled(entity(attributes={"cells": [4710]}), row)
    }
    assert known == {
        "nfz": (None, ""),
        "szpital": (False, "według rejestru"),
        "psychiatria": (True, "w rejestrze: komórka 4710"),
    }


def test_answers_are_prefilled_from_last_year_and_the_register_may_object():
    questionnaire(2024)
    unit = entity(attributes={"cells": ["4710"]})
    operations.answer(by=filler(unit), unit=unit, year=2024, answers=CONTRACT)
    known = {one.question.code: (one.answer, one.source) for one in prefilled(unit, questionnaire())}
    assert known["nfz"] == (True, "jak w ankiecie za 2024 rok")
    assert known["psychiatria"] == (False, "jak w ankiecie za 2024 rok; w rejestrze: komórka 4710: tak")


def test_the_newest_questionnaire_that_is_asked_already_is_the_current_one():
    assert current_questionnaire() is None
    questionnaire(2024)
    newest = questionnaire(2025)
    questionnaire(2026)
    assert current_questionnaire() == newest


def test_a_questionnaire_changes_until_somebody_has_answered():
    row = questionnaire()
    assert questionnaire().pk == row.pk
    changed = TEXT.format(year=2025, next=2026).replace("T-2", "T-3")
    assert publish_questionnaire(by=SYSTEM, text=changed).governs == ["T-1", "T-3"]
    answered(entity())
    with pytest.raises(QuestionnaireAnswered):
        questionnaire()
    assert publish_questionnaire(by=SYSTEM, text=changed).pk == row.pk


def test_a_wrong_questionnaire_is_refused_whole():
    with pytest.raises(DefinitionError, match="Czy chodzi o „nfz”"):
        publish_questionnaire(by=SYSTEM, text=TEXT.format(year=2025, next=2026).replace("pytanie.nfz", "pytanie.nfx"))
    assert not Questionnaire.objects.exists()


def test_only_who_keeps_the_dictionaries_publishes():
    with pytest.raises(Forbidden):
        publish_questionnaire(by=supervisor(), text=TEXT.format(year=2025, next=2026))


def test_the_files_of_the_system_are_loaded_and_those_answered_left_alone():
    assert [row.year for row in load_questionnaires()] == [2025]
    row = Questionnaire.objects.get()
    assert "MZ-11" in row.governs
    assert "MZ-88" not in row.governs
    Answers.objects.create(questionnaire=row, unit=entity(), at=clock.now())
    assert load_questionnaires() == ()
