# SPDX-License-Identifier: EUPL-1.2
"""Remarks of a supervisor and notes of a reporter, on their pages and on the sheet, without JavaScript."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from ssoz.reports.models import CellRemark, Report
from tests.factories.reports import TO_VERIFY, blank_report, report_at
from tests.integration.www.reporter.desk import Desk, desk, read, supervisor_desk

pytestmark = pytest.mark.django_db
CELL = "uwagi/d1.w02.k1"
JSON = {"Accept": "application/json"}


@pytest.fixture
def office() -> Desk:
    return supervisor_desk(report_at(TO_VERIFY))


def returned(office: Desk, reason: str = "Proszę sprawdzić dział 1, wiersz 03, kolumna 1.") -> Report:
    version = Report.objects.get(pk=office.report.pk).version
    assert office.post("zwroc", version=str(version), reason=reason).status_code == 302
    return Report.objects.get(pk=office.report.pk)


def test_a_supervisor_finds_a_cell_in_two_steps_and_leaves_a_remark(office: Desk) -> None:
    assert "Oddziały zachowawcze" in read(office.open("uwagi/?dzial=d1"))
    chosen = office.open("uwagi/?dzial=d1&wiersz=w02&kolumna=k1")
    assert chosen.url == f"{office.url}{CELL}/"
    page = read(office.client.get(chosen.url))
    assert "Dział 1, wiersz 02, kolumna 1" in page
    assert "będzie musiała na nią odpowiedzieć" in page

    assert office.post(CELL, tekst="Za dużo łóżek").url == chosen.url
    sheet = read(office.open())
    assert "Za dużo łóżek" in sheet
    assert "jednostka zobaczy po zwrocie" in sheet
    assert 'class="flag remark"' in sheet
    assert "Razem z powodem jednostka dostanie 1 uwagę do pola." in sheet


def test_a_remark_that_says_nothing_is_refused_at_its_place(office: Desk) -> None:
    answer = office.post(CELL, tekst=" ")
    assert answer.status_code == 422
    assert "Wpisz treść." in read(answer)


def test_the_unit_sees_reason_and_remarks_on_top_and_at_their_cells(office: Desk) -> None:
    office.post(CELL, tekst="Za dużo łóżek")
    work = desk(returned(office))
    page = read(work.open())
    assert "Uwagi do pól: 1, bez odpowiedzi: 1" in page
    assert '<a href="#d1-w03-k1">dział 1, wiersz 03, kolumna 1</a>' in page
    assert page.count('class="flag remark"') == 2
    assert "Od ostatniego wysłania nic nie zmieniono." in page


def test_an_answer_comes_back_to_the_sheet_and_lets_the_report_go(office: Desk) -> None:
    office.post(CELL, tekst="Za dużo łóżek")
    work = desk(returned(office))
    remark = CellRemark.objects.get()
    work.hand_in(work.page(), d1_w02_k1="12")
    refused = work.post("wyslij", wersja=str(work.now().report.version))
    assert "Odpowiedz na uwagę nadzorującego przed wysłaniem" in read(refused)

    answer = work.post(CELL, tekst="Poprawione", odpowiedz=str(remark.pk), skad="arkusz")
    assert answer.url == f"{work.url}#komentarz"
    page = read(work.open())
    assert "Zmieniono od ostatniego wysłania: 1 pole" in page
    assert 'class="flag changed"' in page
    assert "Poprawione" in page
    work.post("wyslij", wersja=str(work.now().report.version))
    assert work.now().report.times_sent == 2
    assert "Poprawione" in read(office.open())


def test_an_answer_that_was_refused_stays_in_its_field(office: Desk) -> None:
    office.post(CELL, tekst="Za dużo łóżek")
    work = desk(returned(office))
    answer = work.post(CELL, tekst="x" * 4001, odpowiedz=str(CellRemark.objects.get().pk))
    assert answer.status_code == 422
    assert "x" * 4001 in read(answer)


def test_a_reporter_leaves_a_note_and_puts_it_aside() -> None:
    work = desk(blank_report())
    work.post(CELL, tekst="Zapytać księgowość")
    assert 'class="flag note"' in read(work.open())
    assert "Zapytać księgowość" in read(work.open("uwagi/"))
    work.post(CELL, odloz=str(CellRemark.objects.get().pk))
    assert 'class="flag note"' not in read(work.open())
    assert "notatka odłożona" in read(work.open("uwagi/"))


def test_a_supervisor_takes_a_remark_back(office: Desk) -> None:
    office.post(CELL, tekst="Za dużo łóżek")
    office.post(CELL, usun=str(CellRemark.objects.get().pk))
    assert not CellRemark.objects.exists()


def test_the_panel_of_the_sheet_gets_the_same_as_json() -> None:
    work = desk(blank_report())
    answer = work.client.post(f"{work.url}{CELL}/", {"tekst": "Notatka"}, headers=JSON)
    told = answer.json()
    assert (told["place"], told["may"]) == ("Dział 1, wiersz 02, kolumna 1", "note")
    assert [(one["kind"], one["text"], one["answers"]) for one in told["entries"]] == [("note", "Notatka", [])]
    assert told["flags"] in read(work.open()), "what would stand at the cell if the page were opened anew"
    assert work.client.get(f"{work.url}{CELL}/", headers=JSON).json() == told
    refused = work.client.post(f"{work.url}{CELL}/", {"tekst": ""}, headers=JSON)
    assert (refused.status_code, refused.json()["message"]) == (422, "Wpisz treść.")


def test_a_cell_that_is_not_there_is_not_found() -> None:
    work = desk(blank_report())
    assert work.open("uwagi/d9.w01.k1/").status_code == 404
    assert work.client.get(f"{work.url}uwagi/d2.r7.k1/", headers=JSON).status_code == 404


def test_many_remarks_cost_no_more_queries_than_one(
    office: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office.post(CELL, tekst="Raz")
    office.open("uwagi/")
    with django_assert_num_queries(6):
        office.open("uwagi/")
    for text in ("Dwa", "Trzy"):
        office.post(CELL, tekst=text)
    with django_assert_num_queries(6):
        office.open("uwagi/")
