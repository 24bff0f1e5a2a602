# SPDX-License-Identifier: EUPL-1.2
"""A form answered twice about one period: preliminary data first, the final ones begin as their copy."""

from datetime import date
from typing import Any

import pytest

from ssoz.catalogue.models import Edition
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.models import Report
from ssoz.reports.queries.findings import prior, waiting_for
from ssoz.reports.queries.forms import form_of
from ssoz.rounds.enums import RoundVersion
from ssoz.rounds.errors import BadRoundVersion, RoundNotAllowed
from ssoz.rounds.models import Round
from ssoz.rounds.operations import plan_round
from ssoz.rounds.policies import RoundDates
from tests.factories import registers
from tests.factories.reports import CLEAN, TINY, central, fill, filler, supervisor, tiny

pytestmark = pytest.mark.django_db

PRELIMINARY, FINAL = RoundVersion
TWICE = TINY.replace("zero: true", "zero: true\nversions: [preliminary, final]")


def twice(year: int = 2025) -> Edition:
    return tiny(year, text=TWICE)


def planned(edition: Edition, version: str) -> Round:
    year = edition.year
    dates = RoundDates(
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        opens_on=date(year + 1, 1, 2),
        due_on=date(year + 1, 2, 24 if version == PRELIMINARY else 28),
        closes_on=date(year + 1, 12, 31),
    )
    return plan_round(by=central(), edition=edition.pk, dates=dates, version=version)


def opened(edition: Edition, version: str) -> Round:
    return operations.open_round(by=central(), round=planned(edition, version).public_id)


def sent(round: Round, unit: Unit, cells: dict[str, str] | None = None, *, zero: bool = False) -> Report:
    report = Report.objects.get(round=round, unit=unit)
    if not zero:
        report = fill(report, CLEAN if cells is None else cells, by=filler(unit))
    answer = operations.send(by=filler(unit), report=report.public_id, version=report.version, zero=zero)
    return answer.report


def final_of(edition: Edition, unit: Unit) -> Report:
    return Report.objects.select_related("round__edition", "unit").get(round=opened(edition, FINAL), unit=unit)


@pytest.fixture
def unit() -> Unit:
    return registers.unit(UnitKind.HOSPITAL)


def test_a_round_says_which_data_it_asks_for(unit: Unit) -> None:
    assert str(opened(twice(), PRELIMINARY)).endswith("wstępne")
    assert Round.objects.get().form == "T-1 wstępne"


def test_one_period_has_each_version_once(unit: Unit) -> None:
    edition = twice()
    for version in RoundVersion:
        planned(edition, version)
    with pytest.raises(RoundNotAllowed, match="taki okres"):
        planned(edition, FINAL)


def test_a_form_with_versions_is_not_asked_for_none_of_them() -> None:
    with pytest.raises(BadRoundVersion, match="wstępne, ostateczne"):
        planned(twice(), "")


@pytest.mark.parametrize("version", [PRELIMINARY, "draft"])
def test_a_form_without_versions_is_not_asked_for_one(version: str) -> None:
    with pytest.raises(BadRoundVersion, match="nie ma wersji") as refused:
        planned(tiny(), version)
    assert refused.value.status == 422


def test_the_final_report_begins_as_a_copy_of_the_sent_preliminary_one(unit: Unit) -> None:
    edition = twice()
    early = sent(opened(edition, PRELIMINARY), unit)
    report = final_of(edition, unit)
    early.refresh_from_db()
    assert (report.copied_from, report.status, report.version) == (early, "to_fill", 0)
    assert (report.answers, bytes(report.packed), report.digest) == (early.answers, bytes(early.packed), early.digest)
    assert operations.send(by=filler(unit), report=report.public_id, version=0).report.status == "to_verify"


def test_correcting_the_final_data_leaves_the_preliminary_ones_alone(unit: Unit) -> None:
    edition = twice()
    early = sent(opened(edition, PRELIMINARY), unit)
    fill(final_of(edition, unit), {"d1.w02.k1": "11"}, by=filler(unit))
    early.refresh_from_db()
    assert early.answers["cells"]["d1.w02.k1"] == 10


@pytest.mark.parametrize("kind", ["unsent", "zero", "nobody"])
def test_without_sent_numbers_the_final_report_begins_blank(unit: Unit, kind: str) -> None:
    edition = twice()
    if kind != "nobody":
        round = opened(edition, PRELIMINARY)
    if kind == "zero":
        sent(round, unit, zero=True)
    if kind == "unsent":
        fill(Report.objects.get(round=round), by=filler(unit))
    report = final_of(edition, unit)
    assert (report.copied_from, report.digest, report.answers["cells"]) == (None, "", {})


def test_a_preliminary_report_is_never_a_copy(unit: Unit) -> None:
    edition = twice()
    sent(opened(edition, FINAL), unit)
    early = Report.objects.get(round=opened(edition, PRELIMINARY))
    assert early.copied_from is None


def accepted(report: Report) -> Report:
    judge = supervisor(report.unit.voivodeship)
    return operations.accept(by=judge, report=report.public_id, version=report.version)


@pytest.mark.parametrize("order", [(PRELIMINARY, FINAL), (FINAL, PRELIMINARY)])
def test_the_final_data_of_last_year_are_what_this_year_is_compared_with(unit: Unit, order: tuple[Any, Any]) -> None:
    before = twice(2024)
    numbers = {PRELIMINARY: "5", FINAL: "7"}
    for version in order:
        accepted(sent(opened(before, version), unit, {**CLEAN, "d1.w02.k1": numbers[version], "d1.w02.k2": "1"}))
    report = Report.objects.select_related("round__edition", "unit").get(round=opened(twice(), PRELIMINARY))
    sheet = prior(report, 1)
    assert sheet is not None
    assert sheet.cells["d1.w02.k1"] == 7


def test_one_sent_version_is_enough_for_a_form_that_waits(unit: Unit) -> None:
    edition = twice()
    round = opened(edition, PRELIMINARY)
    opened(edition, FINAL)
    waiting = tiny(text=TINY.replace("form: T-1", "form: T-2").replace("zero: true", "after: [T-1]"))
    report = Report.objects.select_related("round__edition", "unit").get(round=opened(waiting, ""))
    assert waiting_for(report, form_of(report)) == ["T-1"]
    sent(round, unit)
    assert waiting_for(report, form_of(report)) == []
