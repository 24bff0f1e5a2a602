# SPDX-License-Identifier: EUPL-1.2
"""Opening a round: who owes it, in which order, and how long it takes for the country."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from ssoz.audit.queries import events_of
from ssoz.catalogue.models import Edition
from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.reports.errors import NotAllowed
from ssoz.reports.models import Report
from ssoz.reports.operations import continue_opening, open_round, opening
from ssoz.rounds.enums import ObligationReason, RoundStatus
from ssoz.rounds.errors import RoundNotAllowed, RoundNotFound
from ssoz.rounds.models import Obligation, Round
from ssoz.rounds.operations import begin_opening
from tests.factories import registers
from tests.factories.reports import TINY, blank_report, central, fill, filler, round_of, supervisor, tiny

pytestmark = pytest.mark.django_db


def planned(edition: Edition | None = None) -> Round:
    return round_of(edition or tiny(), status=RoundStatus.PLANNED)


def test_every_unit_of_the_kinds_that_owe_the_form_gets_a_report() -> None:
    hospitals = [registers.unit(UnitKind.HOSPITAL, name=name) for name in ("Żeromski", "Batory", "Łokietek")]
    registers.unit(UnitKind.ENTITY)
    round = open_round(by=central(), round=planned().public_id)
    assert round.status == RoundStatus.OPEN
    reports = Report.objects.filter(round=round).order_by("id").select_related("obligation", "unit")
    assert [report.unit.name for report in reports] == ["Batory", "Łokietek", "Żeromski"]
    assert {report.unit for report in reports} == set(hospitals)
    assert all(report.obligation.unit_id == report.unit_id for report in reports)
    assert {report.obligation.reason for report in reports} == {ObligationReason.UNIT_KIND}
    assert {report.obligation.due_on for report in reports} == {round.due_on}
    assert len({report.public_id for report in reports}) == 3


def test_a_report_of_an_opened_round_is_as_blank_as_a_fresh_one() -> None:
    unit = registers.unit(UnitKind.HOSPITAL)
    fresh = blank_report(unit, tiny(2024))
    round = open_round(by=central(), round=planned().public_id)
    opened = Report.objects.get(round=round)
    own = {"id", "public_id", "obligation_id", "round_id"}
    names = [field.attname for field in Report._meta.concrete_fields if field.attname not in own]
    stored = Report.objects.get(pk=fresh.pk)
    assert [getattr(opened, name) for name in names] == [getattr(stored, name) for name in names]


def test_a_form_owed_by_all_is_owed_by_every_reporting_unit_and_no_office() -> None:
    reporting = {
        registers.unit(UnitKind.ENTITY).pk,
        registers.unit(UnitKind.PRACTICE_DENTIST).pk,
        registers.unit(UnitKind.PSYCHIATRY_INSTITUTE, character=UnitCharacter.BOTH).pk,
    }
    registers.unit(UnitKind.VOIVODESHIP_OFFICE)
    registers.unit(UnitKind.EHEALTH_CENTRE)
    edition = tiny(text=TINY.replace("owed_by: [hospital]", 'owed_by: ["*"]'))
    round = open_round(by=central(), round=planned(edition).public_id)
    assert set(Report.objects.filter(round=round).values_list("unit", flat=True)) == reporting


def test_units_that_closed_or_were_not_yet_there_owe_nothing() -> None:
    registers.unit(UnitKind.HOSPITAL, valid_to=date(2025, 6, 30))
    registers.unit(UnitKind.HOSPITAL, valid_from=date(2026, 1, 1))
    there = registers.unit(UnitKind.HOSPITAL, valid_from=date(2025, 12, 31), valid_to=date(2026, 3, 1))
    round = open_round(by=central(), round=planned().public_id)
    assert [report.unit for report in Report.objects.filter(round=round)] == [there]


def test_rows_a_form_asks_for_at_least_are_there_from_the_beginning() -> None:
    registers.unit(UnitKind.HOSPITAL)
    edition = tiny(text=TINY.replace("min: 0, max: 3", "min: 2, max: 3"))
    round = open_round(by=central(), round=planned(edition).public_id)
    assert Report.objects.get(round=round).answers == {"cells": {}, "rows": {"d2": ["r1", "r2"]}}


def test_opening_freezes_the_edition_and_leaves_an_event() -> None:
    registers.unit(UnitKind.HOSPITAL)
    round = open_round(by=central(), round=planned().public_id)
    assert Edition.objects.get(pk=round.edition_id).frozen_at is not None
    began, ended = events_of("round", str(round.public_id)).order_by("pk")
    assert (began.action, began.data) == ("round_opening", {"expected": 1})
    assert (ended.action, ended.data) == ("round_opened", {"obligations": 1})


def test_opening_twice_makes_no_second_reports() -> None:
    registers.unit(UnitKind.HOSPITAL)
    round = open_round(by=central(), round=planned().public_id)
    with pytest.raises(RoundNotAllowed):
        open_round(by=central(), round=round.public_id)
    assert (Obligation.objects.count(), Report.objects.count()) == (1, 1)


def test_only_who_manages_rounds_opens_them() -> None:
    round = planned()
    for by in (supervisor(), central("cez_staff")):
        with pytest.raises(PermissionDenied):
            open_round(by=by, round=round.public_id)
    assert not Report.objects.exists()


def test_a_round_that_does_not_exist_is_not_opened() -> None:
    with pytest.raises(RoundNotFound) as refused:
        open_round(by=central(), round=registers.unit().public_id)
    assert refused.value.status == 404


def test_opening_asks_the_database_as_often_for_many_units_as_for_few(django_assert_max_num_queries) -> None:
    for _ in range(5):
        registers.unit(UnitKind.HOSPITAL)
    round = planned()
    with django_assert_max_num_queries(30):  # two of them because the administrator acts for the first time
        open_round(by=central(), round=round.public_id)


def begun() -> Round:
    return begin_opening(by=central(), round=planned().public_id)


def test_a_round_being_opened_knows_how_many_owe_it_and_nobody_can_fill_in_yet() -> None:
    unit = registers.unit(UnitKind.HOSPITAL)
    round = begun()
    assert (round.status, round.expected) == (RoundStatus.OPENING, 1)
    assert not Report.objects.exists()
    assert opening._piece(central(), round.public_id, 1)
    report = Report.objects.get()
    with pytest.raises(NotAllowed, match="nie jest otwarty"):
        fill(report, by=filler(unit))


def test_a_round_is_opened_piece_by_piece_in_the_order_of_names() -> None:
    for name in ("Żeromski", "Batory", "Łokietek", "Asnyk"):
        registers.unit(UnitKind.HOSPITAL, name=name)
    round = begun()
    made = []
    while opening._piece(central(), round.public_id, 3):
        made.append(Report.objects.count())
    assert made == [3]
    assert Round.objects.get(pk=round.pk).status == RoundStatus.OPEN
    names = [report.unit.name for report in Report.objects.order_by("id").select_related("unit")]
    assert names == ["Asnyk", "Batory", "Łokietek", "Żeromski"]


@pytest.mark.parametrize("done", [0, 1, 2])
def test_opening_goes_on_where_a_killed_worker_stopped(done: int) -> None:
    for _ in range(5):
        registers.unit(UnitKind.HOSPITAL)
    round = begun()
    for _ in range(done):
        opening._piece(central(), round.public_id, 2)
    held = set(Report.objects.values_list("public_id", flat=True))
    for _again in range(2):
        assert continue_opening(by=central(), round=round.public_id).status == RoundStatus.OPEN
    reports = Report.objects.filter(round=round)
    assert (reports.count(), Obligation.objects.count()) == (5, 5)
    assert held <= set(reports.values_list("public_id", flat=True))
    assert [event.action for event in events_of("round", str(round.public_id)).order_by("pk")] == [
        "round_opening",
        "round_opened",
    ]


def test_an_obligation_without_a_report_gets_one_and_no_unit_a_second_obligation() -> None:
    unit, assigned = registers.unit(UnitKind.HOSPITAL), registers.unit(UnitKind.ENTITY)
    round = begun()
    for owing in (unit, assigned):
        why = {"reason": ObligationReason.ASSIGNED, "note": "Przejęła szpital"}
        Obligation.objects.create(round=round, unit=owing, due_on=round.due_on, **why)
    continue_opening(by=central(), round=round.public_id)
    assert set(Report.objects.values_list("unit", flat=True)) == {unit.pk, assigned.pk}
    assert Obligation.objects.count() == 2


def test_opening_what_nobody_owes_makes_an_open_round_without_reports() -> None:
    assert continue_opening(by=central(), round=begun().public_id).status == RoundStatus.OPEN
    assert not Report.objects.exists()


def test_nothing_is_opened_that_nobody_began_to_open() -> None:
    registers.unit(UnitKind.HOSPITAL)
    assert continue_opening(by=central(), round=planned().public_id).status == RoundStatus.PLANNED
    assert not Report.objects.exists()


def test_only_who_manages_rounds_begins_to_open_them() -> None:
    round = planned()
    with pytest.raises(PermissionDenied):
        begin_opening(by=supervisor(), round=round.public_id)
    assert Round.objects.get(pk=round.pk).status == RoundStatus.PLANNED
