# SPDX-License-Identifier: EUPL-1.2
"""Stable values of the year before: offered, written on request, marked until confirmed."""

from datetime import date

import pytest

from engine.answers import Sheet, digest, pack
from shared.clock import now
from ssoz.audit.queries import events_of
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition_of
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.errors import BadRequest, NotAllowed
from ssoz.reports.models import ArchivedReport, Report
from ssoz.reports.queries import waiting
from tests.factories import registers
from tests.factories.reports import ACCEPTED, TINY, blank_report, fill, filler, report_at, tiny
from tests.integration.www.reporter.desk import Desk, desk, read

pytestmark = pytest.mark.django_db
STABLE = TINY.replace("zero: true", 'zero: true\nstable: ["d1[*,k1]", "d2[*,nazwa]", "d2[*,k1]"]')


def this_year() -> Edition:
    return tiny(2025, text=STABLE)


@pytest.fixture
def unit() -> Unit:
    return registers.unit()


@pytest.fixture
def second_year(unit: Unit) -> Report:
    report_at(ACCEPTED, unit, tiny(2024, text=STABLE))
    return blank_report(unit, this_year())


def prefilled(report: Report) -> Report:
    operations.prefill(by=filler(report.unit), report=report.public_id)
    return Report.objects.select_related("round__edition", "unit").get(pk=report.pk)


def left(report: Report) -> set[str]:
    report = Report.objects.select_related("round__edition").get(pk=report.pk)
    return set(waiting(report, Sheet.from_json(report.answers)))


def test_stable_cells_of_the_year_before_are_written_where_nothing_stands(second_year: Report) -> None:
    report = prefilled(fill(second_year, {"d1.w02.k1": "7"}))
    assert report.answers["cells"] == {"d1.w01.k1": 27, "d1.w02.k1": 7, "d1.w03.k1": 20}
    assert left(report) == {"d1.w03.k1"}


def test_an_archived_report_will_do(unit: Unit) -> None:
    edition = tiny(2024, text=STABLE)
    sheet = Sheet({"d1.w02.k1": 5, "d2.r1.nazwa": "Interna", "d2.r1.k1": 9}, {"d2": ("r1",)})
    ArchivedReport.objects.create(
        unit=unit,
        form="T-1",
        period_start=date(2024, 1, 1),
        edition=edition,
        answers=sheet.to_json(),
        packed=pack(definition_of(edition), sheet),
        digest=digest(sheet),
        imported_at=now(),
    )
    report = prefilled(blank_report(unit, this_year()))
    assert report.answers["rows"] == {"d2": ["r1"]}
    assert left(report) == {"d1.w02.k1", "d2.r1.nazwa", "d2.r1.k1"}


def test_a_value_is_confirmed_by_a_word_or_by_another_value(second_year: Report) -> None:
    report = prefilled(second_year)
    fill(report, {"d1.w02.k1": "11"})
    assert left(report) == {"d1.w03.k1"}
    done = operations.confirm_prefilled(by=filler(report.unit), report=report.public_id)
    assert (done, left(report)) == (1, set())
    assert operations.confirm_prefilled(by=filler(report.unit), report=report.public_id) == 0


def test_nothing_is_sent_before_each_value_is_confirmed(second_year: Report) -> None:
    report = prefilled(second_year)
    by = filler(report.unit)
    with pytest.raises(NotAllowed, match="Potwierdź wartości przepisane"):
        operations.send(by=by, report=report.public_id, version=report.version)
    operations.confirm_prefilled(by=by, report=report.public_id)
    assert operations.send(by=by, report=report.public_id, version=report.version).report.times_sent == 1


def test_without_a_year_before_or_with_all_written_there_is_nothing_to_carry(unit: Unit) -> None:
    report = blank_report(unit, this_year())
    with pytest.raises(BadRequest, match="Nie ma czego przepisać"):
        prefilled(report)


def test_it_leaves_events_that_say_how_many(second_year: Report) -> None:
    report = prefilled(second_year)
    operations.confirm_prefilled(by=filler(report.unit), report=report.public_id)
    told = {event.action: event.data.get("cells") for event in events_of("report", str(report.public_id))}
    assert (told["report_prefilled"], told["report_prefill_confirmed"]) == (2, 2)


def test_the_way_over_the_pages(second_year: Report) -> None:
    work: Desk = desk(second_year)
    assert "Przepisz stałe dane z poprzedniego roku" in read(work.open())
    offered = read(work.open("przepisz/"))
    assert offered.index("wiersz 02, kolumna 1") < offered.index(">10<")
    assert work.post("przepisz").url == f"{work.url}#przepisane"
    page = read(work.open())
    assert "Przepisano pola: 2. Sprawdź je i potwierdź." in page
    assert page.count('class="flag prefilled"') == 2
    assert "Potwierdź wartości przepisane" in read(work.post("wyslij", wersja=str(work.now().report.version)))
    assert work.post("potwierdz", dzial="d1").url == f"{work.url}#d1"
    assert 'class="flag prefilled"' not in read(work.open())


def test_a_form_without_stable_cells_offers_nothing() -> None:
    work = desk(blank_report())
    assert "Nie ma czego przepisać" in read(work.open("przepisz/"))
    assert "Przepisz stałe dane" not in read(work.open())


def test_a_report_that_was_sent_is_not_written_into() -> None:
    assert desk(report_at(ACCEPTED)).open("przepisz/").status_code == 409
