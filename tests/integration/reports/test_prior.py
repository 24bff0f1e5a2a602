# SPDX-License-Identifier: EUPL-1.2
"""What a unit sent before, read at the addresses this year's edition asks at."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from engine.answers import Sheet, digest, pack
from shared.clock import now
from ssoz.access.actors import SYSTEM
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import publish
from ssoz.catalogue.queries import definition_of
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.models import ArchivedReport, Report
from ssoz.reports.queries.findings import findings_of
from ssoz.reports.queries.prior import _carried, prior, prior_values
from tests.factories import registers
from tests.factories.reports import ACCEPTED, TO_VERIFY, blank_report, fill, filler, report_at, supervisor

pytestmark = pytest.mark.django_db

FORM = """
form: T-9
edition: {year}
title: Zmieniany formularz
owed_by: [hospital]
reasons: {{inne: Inna przyczyna}}
{crosswalk}
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    rows:
{rows}
- code: d2
  title: Oddziały
  table:
    columns:
    - {{code: k1, title: Chorzy}}
    dynamic: {{min: 0, max: 3, key: {{code: nazwa, title: Nazwa, type: text}}}}
checks:
- id: T-P
  severity: warning
  check: d1[{row},k1] <= prior(d1[{row},k1])
  message: "Było {{prior(d1[{row},k1])}}."
  explain: [inne]
"""


def edition(year: int, rows: str, crosswalk: str = "") -> Edition:
    lines = "\n".join(f"    - {{code: {row}, title: Wiersz}}" for row in rows.split())
    text = FORM.format(year=year, rows=lines, row=rows.split(maxsplit=1)[0], crosswalk=crosswalk)
    return publish(by=SYSTEM, text=text, path=f"{year}.yaml")


def answered(unit: Unit, edition: Edition, cells: dict[str, str], status: str = ACCEPTED) -> Report:
    return report_at(status, unit, edition, cells)


@pytest.fixture
def unit() -> Unit:
    return registers.unit()


def moved(year: int) -> Edition:
    cells = "{'d1[w05,k1]': 'd1[w01,k1] + d1[w02,k1]'}"
    return edition(year, "w05 w06", f"crosswalk: {{from: {year - 1}, cells: {cells}, new: ['d1[w06,k1]']}}")


def test_a_moved_cell_is_found_where_it_stood(unit: Unit) -> None:
    answered(unit, edition(2024, "w01 w02"), {"d1.w01.k1": "3", "d1.w02.k1": "4"})
    report = fill(blank_report(unit, moved(2025)), {"d1.w05.k1": "9"})
    sheet = prior(report, 1)
    assert sheet is not None
    assert sheet.cells == {"d1.w05.k1": 7}
    assert [finding.message for finding in findings_of(report)] == ["Było 7."]


def test_an_edition_asked_twice_is_read_as_it_stands(
    unit: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    report = blank_report(unit, edition(2025, "w01"))
    assert prior(report, 1) is None
    answered(unit, edition(2024, "w01"), {"d1.w01.k1": "5"})
    report = Report.objects.select_related("round__edition").get(pk=report.pk)
    prior(report, 1)
    with django_assert_num_queries(1):
        sheet = prior(report, 1)
    assert sheet is not None
    assert sheet.cells == {"d1.w01.k1": 5}


def test_answers_of_last_year_are_read_once_and_their_digest_each_time(unit: Unit) -> None:
    _carried.clear()
    answered(unit, edition(2024, "w01"), {"d1.w01.k1": "5"})
    report = blank_report(unit, edition(2025, "w01"))
    first, second = _asked(report), _asked(report)
    assert ["answers" in sql for sql in first] == [False, True]
    assert ["answers" in sql for sql in second] == [False]


def test_answers_that_were_corrected_meanwhile_are_read_anew(unit: Unit) -> None:
    before = answered(unit, edition(2024, "w01"), {"d1.w01.k1": "5"})
    report = blank_report(unit, edition(2025, "w01"))
    assert prior(report, 1) == Sheet({"d1.w01.k1": 5}, {})
    corrected = Sheet({"d1.w01.k1": 6}, {})
    Report.objects.filter(pk=before.pk).update(answers=corrected.to_json(), digest=digest(corrected))
    assert prior(report, 1) == corrected


def test_no_more_is_remembered_than_was_agreed(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssoz.reports.queries.prior.REMEMBERED", 2)
    old, new = edition(2024, "w01"), edition(2025, "w01")
    reports = []
    for number, one in enumerate((unit, registers.unit(), registers.unit())):
        answered(one, old, {"d1.w01.k1": str(number)})
        reports.append(blank_report(one, new))
    for number, report in enumerate(reports):
        assert prior(report, 1) == Sheet({"d1.w01.k1": number}, {})
    assert len(_carried) <= 2
    assert [len(_asked(report)) for report in (reports[2], reports[0])] == [1, 2]


def _asked(report: Report) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        assert prior(report, 1) is not None
    return [query["sql"].partition("FROM")[0] for query in seen.captured_queries]


def test_two_years_back_goes_through_both_crosswalks(unit: Unit) -> None:
    answered(unit, edition(2023, "w09"), {"d1.w09.k1": "8"})
    edition(2024, "w01 w02", "crosswalk: {from: 2023, cells: {'d1[w01,k1]': 'd1[w09,k1]'}, new: ['d1[w02,k1]']}")
    sheet = prior(blank_report(unit, moved(2025)), 2)
    assert sheet is not None
    assert sheet.cells == {"d1.w05.k1": 8}


def test_a_year_without_an_edition_is_stepped_over(unit: Unit) -> None:
    answered(unit, edition(2023, "w05"), {"d1.w05.k1": "8"})
    sheet = prior(blank_report(unit, edition(2025, "w05 w06")), 2)
    assert sheet is not None
    assert sheet.cells == {"d1.w05.k1": 8}


def test_what_was_not_accepted_is_not_compared_with(unit: Unit) -> None:
    answered(unit, edition(2024, "w01"), {"d1.w01.k1": "5"}, TO_VERIFY)
    assert prior(blank_report(unit, edition(2025, "w01")), 1) is None


def test_values_of_last_year_are_told_as_people_write_them(unit: Unit) -> None:
    answered(unit, edition(2024, "w01 w02"), {"d1.w01.k1": "1234", "d1.w02.k1": "4"})
    report = fill(blank_report(unit, moved(2025)), {"d1.w05.k1": "9"})
    assert prior_values(report) == {"d1.w05.k1": ("1 238".replace(" ", "\u00a0"), 1238)}


def test_an_added_row_has_the_values_of_the_row_with_its_key(unit: Unit) -> None:
    wards = {"d2.r1.nazwa": "Chirurgia", "d2.r1.k1": "7", "d2.r2.nazwa": "Interna", "d2.r2.k1": "8"}
    rows(answered_rows := blank_report(unit, edition(2024, "w01")), wards)
    accepted(answered_rows)
    report = rows(blank_report(unit, edition(2025, "w01")), {"d2.r1.nazwa": "Interna", "d2.r2.nazwa": "Nowy"})
    assert prior_values(report) == {"d2.r1.nazwa": ("Interna", "Interna"), "d2.r1.k1": ("8", 8)}


def test_without_a_year_before_there_is_nothing_to_show(unit: Unit) -> None:
    assert prior_values(blank_report(unit, edition(2025, "w01"))) == {}


def test_what_an_older_system_had_stands_behind_what_was_accepted_here(unit: Unit) -> None:
    old = edition(2024, "w01")
    archived(unit, old, {"d1.w01.k1": 3})
    report = blank_report(unit, edition(2025, "w01"))
    assert prior_values(report)["d1.w01.k1"].scaled == 3
    answered(unit, old, {"d1.w01.k1": "5"})
    assert prior_values(report)["d1.w01.k1"].scaled == 5


def rows(report: Report, cells: dict[str, str]) -> Report:
    """Filled in, with two added rows."""
    for _row in range(2):
        operations.add_row(by=filler(report.unit), report=report.public_id, section="d2")
    return fill(report, cells)


def accepted(report: Report) -> Report:
    version = Report.objects.get(pk=report.pk).version
    sent = operations.send(by=filler(report.unit), report=report.public_id, version=version).report
    return operations.accept(by=supervisor(), report=report.public_id, version=sent.version)


def archived(unit: Unit, edition: Edition, cells: dict[str, int | str]) -> ArchivedReport:
    form, sheet = definition_of(edition), Sheet(cells, {})
    return ArchivedReport.objects.create(
        unit=unit,
        form=edition.form,
        period_start=date(edition.year, 1, 1),
        edition=edition,
        answers=sheet.to_json(),
        packed=pack(form, sheet),
        digest=digest(sheet),
        imported_at=now(),
    )
