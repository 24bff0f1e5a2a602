# SPDX-License-Identifier: EUPL-1.2
"""What stands on the page that asks once more, and what a second click finds."""

import re

import pytest

from ssoz.reports.models import Sending
from tests.factories.reports import ACCEPTED, CLEAN, ODD, TO_CORRECT, TO_VERIFY, blank_report, fill, report_at
from tests.integration.www.reporter.desk import desk, read, supervisor_desk

pytestmark = pytest.mark.django_db


def test_the_summary_says_what_is_sent_and_who_will_see_it() -> None:
    work = desk(fill(blank_report(), CLEAN))
    page = read(work.open("wyslij/"))
    assert "4 z 4" in page
    assert "Wypełnione pola według działów" in page
    assert "Kto zobaczy sprawozdanie" in page
    assert f"<b>{work.report.unit.name}</b>: Wypełniający sprawozdania niefinansowe" in page
    assert "Pracownik CeZ – tylko że je złożono" in page


def test_explanations_and_notes_that_go_with_it_are_listed() -> None:
    work = desk(fill(blank_report(), ODD))
    work.post("wyjasnij", klucz=work.finding, kod="remont", tekst="Dobudowano pawilon")
    work.post("uwagi/d1.w02.k1", tekst="Zapytać księgowość")
    page = read(work.open("wyslij/"))
    assert "Dobudowano pawilon" in page
    assert f'<a href="{work.url}uwagi/">1</a>' in page


def test_what_was_changed_since_the_last_sending_is_counted() -> None:
    work = desk(fill(report_at(TO_CORRECT), {"d1.w02.k1": "12"}))
    assert f'<a href="{work.url}porownanie/">1 pole</a>' in read(work.open("wyslij/"))


def test_a_second_click_sends_nothing_more_and_says_when_it_was_sent() -> None:
    work = desk(fill(blank_report(), CLEAN))
    version = str(work.now().report.version)
    for _click in range(2):
        assert work.post("wyslij", wersja=version).status_code == 302
    assert Sending.objects.count() == 1
    assert "Nie trzeba wysyłać go ponownie." in read(work.open())


def test_with_remarks_unanswered_the_way_leads_back_to_them() -> None:
    office = supervisor_desk(report_at("to_verify"))
    office.post("uwagi/d1.w02.k1", tekst="Za dużo")
    office.post("zwroc", version=str(office.report.version), reason="Popraw")
    work = desk(office.report)
    assert work.open("wyslij/").url == f"{work.url}#komentarz"
    assert "Przed wysłaniem odpowiedz na uwagi nadzorującego." in read(work.open())


def test_after_sending_the_receipt_is_at_hand() -> None:
    work = desk(fill(blank_report(), CLEAN))
    work.post("wyslij", wersja=str(work.now().report.version))
    receipt = f'href="{work.url}potwierdzenie/1/"'
    told, head = read(work.open()), read(work.open())
    assert receipt in re.findall("(?s)<div class=.messages.*?</div></div>", told)[0]
    assert receipt in head.partition('<div class="notices">')[0]
    assert receipt in read(work.open("xlsx/"))


def test_who_wants_to_send_data_as_a_zero_report_is_told_why_not() -> None:
    work = desk(fill(blank_report(), CLEAN))
    assert "Sprawozdanie zawiera dane, więc nie jest zerowe." in read(work.open("wyslij/?zerowe=1"))


def test_before_the_first_sending_there_is_no_receipt() -> None:
    work = desk(fill(blank_report(), CLEAN))
    assert f"{work.url}potwierdzenie/" not in read(work.open())
    assert f"{work.url}potwierdzenie/" not in read(work.open("xlsx/"))


@pytest.mark.parametrize("status", [TO_VERIFY, ACCEPTED])
def test_who_goes_back_to_the_question_after_sending_is_told_that_it_is_done(status: str) -> None:
    work = desk(report_at(status))
    for question in ("wyslij/", "wyslij/?zerowe=1"):
        assert work.open(question).url == work.url
        page = read(work.open())
        assert "Sprawozdanie wysłano już" in page
        assert f'href="{work.url}potwierdzenie/1/"' in page
