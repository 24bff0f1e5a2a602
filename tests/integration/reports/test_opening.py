# SPDX-License-Identifier: EUPL-1.2
"""Opening a round: who owes it, in which order, and how long it takes for the country."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from ssoz.audit.queries import events_of
from ssoz.catalogue.models import Edition
from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.reports.models import Report
from ssoz.reports.operations import open_round
from ssoz.rounds.enums import ObligationReason, RoundStatus
from ssoz.rounds.errors import RoundNotAllowed, RoundNotFound
from ssoz.rounds.models import Obligation, Round
from tests.factories import registers
from tests.factories.reports import TINY, blank_report, central, round_of, supervisor, tiny

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
    event = events_of("round", str(round.public_id)).get()
    assert (event.action, event.data) == ("round_opened", {"obligations": 1})


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
    with django_assert_max_num_queries(16):
        open_round(by=central(), round=round.public_id)
