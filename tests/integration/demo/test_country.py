# SPDX-License-Identifier: EUPL-1.2
"""One voivodeship of the demo's country, built through the operations of the pages."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from sandbox.people.roster import read
from shared import clock, events
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person
from ssoz.access.operations import sign_in
from ssoz.access.roles import ROLES
from ssoz.applications.queries import profiles_of
from ssoz.cards.models import Card
from ssoz.demo import people, steps
from ssoz.demo.building import follow_port
from ssoz.demo.cards import CardHistory
from ssoz.demo.country import invented, voivodeships
from ssoz.demo.history import PLANS, History
from ssoz.demo.people import SHOWN, Inhabitant, Registry
from ssoz.demo.questionnaires import answer_all, ask_all
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.registers.operations import create_units
from ssoz.registers.queries import supervisors
from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import duties_of_unit, reports_for
from ssoz.reports.queries.findings import prior
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.operations import load_questionnaires
from ssoz.rounds.queries import current_questionnaire, is_to_answer, petitions_to_decide, prefilled, rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def inhabitants(published: None) -> tuple[Inhabitant, ...]:
    create_units(by=SYSTEM, new=invented())
    return tuple(Registry().employed(Unit.objects.order_by("pk")))


def settle_shown(inhabitants: tuple[Inhabitant, ...]) -> None:
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for one in inhabitants:
        if one.voivodeship == SHOWN:
            people.settle(one, units)


def test_the_country_has_sixteen_voivodeships_and_about_three_hundred_units_of_every_kind(
    inhabitants: tuple[Inhabitant, ...],
) -> None:
    units = invented()
    assert 250 <= len(units) <= 320
    assert len(list(voivodeships())) == 16
    assert {unit.kind for unit in units} == set(UnitKind)
    assert len({unit.nip for unit in units}) == len(units)


def test_whoever_answers_questions_about_reports_has_a_contact_that_is_nobody_s(
    inhabitants: tuple[Inhabitant, ...],
) -> None:
    offices = supervisors(date(2026, 1, 1))
    assert offices.count() == 18
    for office in offices:
        assert re.fullmatch(r"\d\d 000 \d\d 00", office.phone), office
        assert re.fullmatch(r"sprawozdania@[a-z-]+\.example", office.email), office
    assert len({office.email for office in offices}) == 18


def test_people_stand_in_every_role_one_can_apply_for(inhabitants: tuple[Inhabitant, ...]) -> None:
    wanted = {code for code, role in ROLES.items() if not role.by_transfer_only}
    assert wanted == {role for one in inhabitants for role in one.roles}
    assert len({one.pesel for one in inhabitants}) == len(inhabitants)


def test_the_same_people_are_made_up_each_time(inhabitants: tuple[Inhabitant, ...]) -> None:
    assert tuple(Registry().employed(Unit.objects.order_by("pk"))) == inhabitants


def test_the_sandbox_can_read_the_list_of_people(inhabitants: tuple[Inhabitant, ...], tmp_path: Path) -> None:
    people.write(inhabitants, tmp_path / "people.json")
    entries = read(tmp_path / "people.json")
    assert len(entries) == len(inhabitants)
    assert "Administrator CeZ" in {entry.role for entry in entries}


def test_reports_stand_in_every_state_and_every_sent_one_passed_the_checks(
    inhabitants: tuple[Inhabitant, ...],
) -> None:
    settle_shown(inhabitants)
    featured = frozenset(unit for one in inhabitants if one.featured for unit in one.units)
    asked = frozenset(unit for one in inhabitants if one.hint == people.ASKED for unit in one.units)
    load_questionnaires()
    answer_all(Unit.objects.filter(voivodeship=SHOWN), featured, asked)
    with events.silence():
        for step in History([SHOWN], featured).steps():
            assert steps.run(step)
    ask_all(featured)
    statuses = Counter(report.status for report in reports_for(SYSTEM).filter(unit__voivodeship=SHOWN))
    assert set(statuses) == set(ReportStatus.values)
    assert {row.status for row in rounds()} == {"planned", "open", "closed"}
    assert mail.outbox == []
    untouched = reports_for(SYSTEM).filter(unit__in=featured, round__status=RoundStatus.OPEN)
    assert {report.status for report in untouched} == {ReportStatus.TO_FILL}
    somebody_owes_every_form(featured)
    last_year_goes_through_a_crosswalk()
    final_data_begin_as_the_preliminary_ones()
    one_unit_has_the_questionnaire_before_it(asked)
    three_units_ask_for_something()
    cards_stand_in_every_state(inhabitants, featured)


def one_unit_has_the_questionnaire_before_it(asked: frozenset[int]) -> None:
    (unit,) = Unit.objects.filter(pk__in=asked)
    questionnaire = current_questionnaire()
    assert questionnaire is not None
    assert is_to_answer(unit, questionnaire)
    known = [one.question.code for one in prefilled(unit, questionnaire) if one.answer]
    assert len(known) >= 2
    forms = {duty.form for duty in duties_of_unit(unit)}
    assert forms == {"MZ-88", "MZ-89"}


def three_units_ask_for_something() -> None:
    assert sorted(petitions_to_decide(SYSTEM).values_list("kind", flat=True)) == [
        "change",
        "more_time",
        "not_applicable",
    ]


def cards_stand_in_every_state(inhabitants: tuple[Inhabitant, ...], featured: frozenset[int]) -> None:
    """The unit of the table has cards in all states; the institute has some to verify."""
    units = {unit.pk: unit for unit in Unit.objects.all()}
    people.settle(next(one for one in inhabitants if "supervisor_psychiatric" in one.roles), units)
    history = CardHistory(featured)
    for unit in history.hospitals():
        if unit.voivodeship == SHOWN:
            history.live(unit)
    own = Counter(Card.objects.filter(unit__in=featured).values_list("status", flat=True))
    assert set(own) == {"open", "closed", "to_verify", "to_correct", "accepted"}
    assert Card.objects.filter(kind="2", status="to_verify").exists()
    assert not Card.objects.exclude(status__in=["open", "to_correct"]).exclude(errors=0, warnings=0).exists()


def somebody_owes_every_form(featured: frozenset[int]) -> None:
    """Whoever signs in as one of the people of the table finds something of every form to fill in."""
    owed = reports_for(SYSTEM).filter(unit__in=featured, round__status=RoundStatus.OPEN)
    assert len(set(owed.values_list("round__edition__form", flat=True))) == 19  # and cards


def last_year_goes_through_a_crosswalk() -> None:
    """Deliveries by forceps and by vacuum were asked apart; the numbers of wards stand where they stood."""
    report = reports_for(SYSTEM).filter(
        round__edition__form="MZ-29", round__period_start__year=2025, unit__voivodeship=SHOWN
    )[0]
    sheet = prior(report, 1)
    assert sheet is not None
    assert {"d4.w06.k1", "d4.w07.k1", "d2.w01.k1"} <= sheet.cells.keys()
    assert sheet.cells["d4.w07.k1"] > sheet.cells["d4.w06.k1"]


def final_data_begin_as_the_preliminary_ones() -> None:
    final = reports_for(SYSTEM).filter(round__edition__form="MZ-03", round__version="final", unit__voivodeship=SHOWN)
    copied = [report.unit.kind for report in final if report.copied_from_id]
    assert set(copied) == {UnitKind.HOSPITAL}
    assert len(copied) == 3


@pytest.mark.django_db
def test_what_should_be_filled_in_is_due_in_days_to_come(published: None) -> None:
    history = History([SHOWN], frozenset())
    history.begin(next(plan for plan in PLANS if plan.name == "MZ-88-2025"))
    (opened,) = rounds()
    assert opened.due_on > clock.today()


def test_a_step_is_done_once_and_whole() -> None:
    done: list[int] = []
    step = steps.Step("one", "jeden", lambda: done.append(1))
    assert steps.run(step)
    assert not steps.run(step)
    assert done == [1]


def test_a_step_that_fails_is_not_remembered() -> None:
    def fail() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        steps.run(steps.Step("two", "dwa", fail))
    assert not steps.is_done("two")


def test_whoever_is_settled_twice_is_there_once(inhabitants: tuple[Inhabitant, ...]) -> None:
    units = {unit.pk: unit for unit in Unit.objects.all()}
    for _ in range(2):
        people.settle(inhabitants[0], units)
    assert len(profiles_of(Person.objects.get().pk)) == 1


def test_people_stay_themselves_when_the_demo_moves_to_another_port(
    inhabitants: tuple[Inhabitant, ...], settings: Settings
) -> None:
    people.settle(inhabitants[0], {unit.pk: unit for unit in Unit.objects.all()})
    settings.OIDC_ISSUER = "http://login.localhost:8101"
    follow_port()
    person = sign_in(identity=inhabitants[0].identity, address=None)
    assert len(profiles_of(person.pk)) == 1
