# SPDX-License-Identifier: EUPL-1.2
"""What units ask for: other answers, a release, more time; decided once, by a supervisor, with a trail."""

from datetime import date

import pytest

from shared import clock
from ssoz.access.errors import Forbidden
from ssoz.audit.queries import events_of
from ssoz.reports import operations
from ssoz.reports.models import Report
from ssoz.reports.queries import counts, reports_for
from ssoz.rounds.enums import PetitionStatus
from ssoz.rounds.errors import BadPetition, NoQuestionnaire, PetitionNotAllowed, PetitionNotFound, RoundNotAllowed
from ssoz.rounds.models import Obligation, Petition
from ssoz.rounds.operations import ask_for_change, ask_for_time, close_round, withdraw
from ssoz.rounds.queries import (
    changes,
    open_rounds,
    petition_for,
    petitions_about,
    petitions_of,
    petitions_to_decide,
    waiting_petitions,
)
from tests.factories import registers
from tests.factories.duties import CONTRACT, NO, answered, duty_of, open_form, owing, questionnaire
from tests.factories.reports import CLEAN, central, fill, filler, supervisor

pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def february():
    with clock.frozen(date(2026, 2, 1)):
        yield


@pytest.fixture
def duty() -> Obligation:
    return owing()


def more_time(duty: Obligation, until: date | None = LATER, reason: str = "Zmiana księgowej") -> Petition:
    return ask_for_time(by=filler(duty.unit), obligation=duty, until=until, reason=reason)


def not_applicable(duty: Obligation) -> Petition:
    return operations.declare_not_applicable(by=filler(duty.unit), obligation=duty, reason="Umowa wygasła w 2024 r.")


def change(duty: Obligation, answers: dict[str, bool]) -> Petition:
    return ask_for_change(by=filler(duty.unit), unit=duty.unit, year=2025, answers=answers, reason="Pomyłka")


def granted(petition: Petition) -> Petition:
    return operations.decide(by=supervisor(), petition=petition.public_id, grant=True, words="")


def sent(duty: Obligation) -> None:
    report = fill(reports_for(filler(duty.unit)).get(obligation=duty), CLEAN)
    operations.send(by=filler(duty.unit), report=report.public_id, version=report.version)


def test_more_time_moves_the_due_date(duty: Obligation):
    petition = more_time(duty)
    assert (petition.due_on, petition.until) == (date(2026, 2, 25), LATER)
    granted(petition)
    assert duty_of(duty.unit).due_on == LATER


def test_a_refusal_changes_nothing_and_says_why(duty: Obligation):
    petition = more_time(duty)
    with pytest.raises(BadPetition, match="Podaj powód odmowy"):
        operations.decide(by=supervisor(), petition=petition.public_id, grant=False, words=" ")
    words = "Termin jest ustawowy."
    refused = operations.decide(by=supervisor(), petition=petition.public_id, grant=False, words=words)
    assert (refused.status, refused.decision) == (PetitionStatus.REFUSED, words)
    assert duty_of(duty.unit).due_on == date(2026, 2, 25)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (None, "Podaj dzień"),
        (date(2026, 2, 25), "późniejszy niż obecny"),
        (date(2026, 1, 31), "późniejszy niż obecny"),
        (date(2026, 7, 1), "zamyka się 30.06.2026"),
    ],
)
def test_a_new_due_date_must_make_sense(duty: Obligation, until: date | None, sentence: str):
    with pytest.raises(BadPetition, match=sentence):
        more_time(duty, until)


def test_every_petition_has_a_reason_of_some_length(duty: Obligation):
    with pytest.raises(BadPetition, match="Podaj uzasadnienie"):
        more_time(duty, reason="  ")
    with pytest.raises(BadPetition, match="najwyżej 2000"):
        more_time(duty, reason="a" * 2001)


def test_the_same_is_not_asked_twice_while_it_waits(duty: Obligation):
    more_time(duty)
    with pytest.raises(PetitionNotAllowed, match="już czeka"):
        more_time(duty)
    assert not_applicable(duty)


def test_a_duty_that_does_not_apply_is_released_and_its_report_leaves_the_lists(duty: Obligation):
    assert counts(filler(duty.unit))["nonfinancial"]["to_fill"] == 1
    granted(not_applicable(duty))
    released = duty_of(duty.unit)
    assert released.released_because == "Umowa wygasła w 2024 r."
    assert counts(filler(duty.unit))["nonfinancial"]["to_fill"] == 0
    assert not reports_for(supervisor()).filter(unit=duty.unit).exists()
    assert Report.objects.filter(unit=duty.unit).exists()


def test_what_was_sent_applies(duty: Obligation):
    sent(duty)
    with pytest.raises(PetitionNotAllowed, match="już wysłano"):
        not_applicable(duty)
    with pytest.raises(PetitionNotAllowed, match="już wysłano"):
        operations.release(by=supervisor(), obligation=duty, reason="Na prośbę")


def test_what_was_sent_meanwhile_applies(duty: Obligation):
    petition = not_applicable(duty)
    sent(duty)
    with pytest.raises(PetitionNotAllowed, match="już wysłano"):
        granted(petition)
    assert Petition.objects.get().is_pending


def test_nothing_is_asked_about_a_duty_that_is_over(duty: Obligation):
    operations.release(by=supervisor(), obligation=duty, reason="Na prośbę")
    with pytest.raises(PetitionNotAllowed, match="już zwolniona"):
        more_time(duty_of(duty.unit))
    other = owing_in_a_closed_round()
    with pytest.raises(PetitionNotAllowed, match="nie jest otwarty"):
        more_time(other)


def owing_in_a_closed_round() -> Obligation:
    unit = registers.unit("entity")
    answered(unit)
    duty = duty_of(unit)
    close_round(by=central(), round=duty.round.public_id)
    return duty_of(unit)


def test_other_answers_bring_new_duties_and_take_old_ones(duty: Obligation):
    open_form("T-2")
    petition = change(duty, {**NO, "psychiatria": True})
    granted(petition)
    assert duty_of(duty.unit, "T-2").released_at is None
    assert duty_of(duty.unit, "T-1").released_because == "Nie wynika już z odpowiedzi w ankiecie."
    assert [report.round.form for report in reports_for(filler(duty.unit))] == ["T-2"]


def test_a_duty_whose_report_was_sent_stays_whatever_the_answers(duty: Obligation):
    sent(duty)
    granted(change(duty, NO))
    assert duty_of(duty.unit).released_at is None


def test_a_duty_comes_back_with_the_answers_it_came_of(duty: Obligation):
    granted(change(duty, NO))
    granted(change(duty, CONTRACT))
    assert duty_of(duty.unit).released_at is None


def test_a_duty_that_a_supervisor_released_does_not_come_back_by_itself(duty: Obligation):
    operations.release(by=supervisor(), obligation=duty, reason="Na prośbę")
    granted(change(duty, {**CONTRACT, "szpital": True}))
    assert duty_of(duty.unit).released_because == "Na prośbę"


def test_a_change_tells_what_it_would_come_to(duty: Obligation):
    told = changes(change(duty, {**NO, "psychiatria": True}))
    assert told is not None
    assert told.questions == (("nfz", True, False), ("psychiatria", False, True))
    assert [one.form for one in told.added] == ["T-2"]
    assert [one.form for one in told.dropped] == ["T-1"]
    assert changes(more_time(duty)) is None


def test_a_change_changes_something(duty: Obligation):
    with pytest.raises(BadPetition, match="takie same") as error:
        change(duty, CONTRACT)
    assert error.value.field == "answers"


def test_answers_are_there_before_they_are_changed():
    questionnaire()
    unit = registers.unit("entity")
    with pytest.raises(NoQuestionnaire):
        ask_for_change(by=filler(unit), unit=unit, year=2025, answers=NO, reason="Pomyłka")


def test_a_decision_is_made_once_by_somebody_else(duty: Obligation):
    petition = more_time(duty)
    with pytest.raises(Forbidden):
        operations.decide(by=supervisor("02"), petition=petition.public_id, grant=True, words="")
    with pytest.raises(Forbidden):
        operations.decide(by=filler(duty.unit), petition=petition.public_id, grant=True, words="")
    with pytest.raises(PetitionNotAllowed, match="własnym"):
        operations.decide(by=supervisor(person=101), petition=petition.public_id, grant=True, words="")
    granted(petition)
    with pytest.raises(PetitionNotAllowed, match="już zdecydowano"):
        granted(petition)


def test_who_asked_may_take_it_back(duty: Obligation):
    for petition in (more_time(duty), change(duty, NO)):
        assert withdraw(by=filler(duty.unit, 102), petition=petition.public_id).status == PetitionStatus.WITHDRAWN
        with pytest.raises(PetitionNotAllowed, match="już zdecydowano"):
            withdraw(by=filler(duty.unit), petition=petition.public_id)
    with pytest.raises(Forbidden):
        withdraw(by=filler(registers.unit("entity")), petition=more_time(duty).public_id)


def test_there_is_a_trail(duty: Obligation):
    petition = granted(more_time(duty))
    made, decided = events_of("petition", str(petition.public_id)).order_by("id")
    assert (made.action, made.data["reason"], made.data["until"]) == ("petition_made", "Zmiana księgowej", "2026-03-10")
    assert (decided.action, decided.person_id) == ("petition_granted", 201)


def test_supervisors_see_what_lies_in_their_reach(duty: Obligation):
    more_time(duty)
    change(duty, NO)
    assert [row.kind for row in petitions_to_decide(supervisor())] == ["more_time", "change"]
    assert waiting_petitions(supervisor()) == 2
    assert not petitions_to_decide(supervisor("02")).exists()
    assert not petitions_to_decide(supervisor(role="supervisor_financial")).exists()
    assert waiting_petitions(central()) == 2
    assert waiting_petitions(central("cez_staff")) == 0


def test_what_is_decided_leaves_the_queue_and_stays_to_be_read(duty: Obligation):
    petition = granted(more_time(duty))
    assert not petitions_to_decide(supervisor()).exists()
    assert [row.pk for row in petitions_to_decide(supervisor(), "")] == [petition.pk]
    assert [row.pk for row in petitions_of(duty.unit_id)] == [petition.pk]
    assert petitions_about([duty]) == {duty.pk: [petition]}
    assert petition_for(filler(duty.unit), petition.public_id).pk == petition.pk
    with pytest.raises(PetitionNotFound):
        petition_for(filler(registers.unit("entity")), petition.public_id)


def test_a_supervisor_assigns_by_hand_with_a_reason(duty: Obligation):
    round = open_form("T-2")
    assert [row.form for row in open_rounds(duty.unit)] == ["T-2"]
    made = operations.assign(by=supervisor(), round=round, unit=duty.unit, reason="Przejęła oddział")
    assert (made.reason, made.note) == ("assigned", "Przejęła oddział")
    assert reports_for(filler(duty.unit)).count() == 2
    assert not open_rounds(duty.unit).exists()
    with pytest.raises(Forbidden):
        operations.assign(by=supervisor("02"), round=round, unit=duty.unit, reason="Przejęła oddział")
    close_round(by=central(), round=round.public_id)
    round.refresh_from_db()
    with pytest.raises(RoundNotAllowed):
        operations.assign(by=supervisor(), round=round, unit=duty.unit, reason="Przejęła oddział")


def test_what_was_released_can_be_assigned_again(duty: Obligation):
    operations.release(by=supervisor(), obligation=duty, reason="Na prośbę")
    again = operations.assign(by=supervisor(), round=duty.round, unit=duty.unit, reason="Jednak ma umowę")
    assert (again.released_at, again.note) == (None, "Jednak ma umowę")
    actions = events_of("unit", str(duty.unit.public_id)).order_by("id").values_list("action", flat=True)
    assert list(actions) == ["questionnaire_answered", "obligation_released", "obligation_assigned"]
