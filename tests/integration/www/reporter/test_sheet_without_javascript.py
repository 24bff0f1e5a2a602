# SPDX-License-Identifier: EUPL-1.2
"""The whole line by plain forms: fill in with two errors, verify, mend, send."""

import pytest

from ssoz.reports.models import Sending
from ssoz.reports.operations import release
from tests.factories.reports import (
    ACCEPTED,
    CLEAN,
    ODD,
    TO_CORRECT,
    TO_FILL,
    TO_VERIFY,
    WRONG,
    blank_report,
    fill,
    report_at,
    supervisor,
)
from tests.integration.www.reporter.desk import desk, read

pytestmark = pytest.mark.django_db


def test_a_reporter_fills_in_verifies_mends_and_sends() -> None:
    work = desk(blank_report())

    answer = work.hand_in(work.page(), "weryfikuj", d1_w02_k1="10", d1_w02_k2="11", d1_w03_k1="20", d1_w03_k2="21")
    assert (answer.status_code, answer.url) == (302, f"{work.url}?kontrole=1#kontrole")
    found = read(work.open("?kontrole=1"))
    assert found.count("2 błędy<") == 2  # over the list, and for readers of screens at the section
    assert 'href="#d1-w02-k2"' in found or 'href="#d1-w02-k1"' in found
    assert 'aria-invalid="true"' in found
    assert "Sprawozdanie jest poprawne" not in found

    work.hand_in(work.page(), "weryfikuj", d1_w02_k2="4", d1_w03_k2="1")
    assert "Sprawozdanie jest poprawne" in read(work.open("?kontrole=1"))
    assert "Wysłać sprawozdanie?" in read(work.client.get(f"{work.url}wyslij/"))

    sent = work.client.post(f"{work.url}wyslij/", {"wersja": work.now().report.version}, follow=True)
    assert work.now().report.status == TO_VERIFY
    assert "Sprawozdanie wysłane do weryfikacji." in read(sent)


def test_what_was_typed_is_read_as_people_write_it_in_poland() -> None:
    work = desk(blank_report())
    work.hand_in(work.page(), d1_w02_k1=" 1 234 ")

    assert work.now().sheet.cells["d1.w02.k1"] == 1234
    assert work.page()["d1.w02.k1"] == "1\u00a0234"


def test_text_in_a_number_stays_in_its_field_and_the_rest_is_saved() -> None:
    work = desk(blank_report())
    answer = work.hand_in(work.page(), d1_w02_k1="dziesięć", d1_w03_k1="20")
    page = read(answer)

    assert answer.status_code == 422
    assert 'value="dziesięć"' in page
    assert "„dziesięć” to nie jest liczba." in page
    assert 'aria-describedby="d1-w02-k1-p"' in page
    assert work.now().sheet.cells["d1.w03.k1"] == 20
    assert "d1.w02.k1" not in work.now().sheet.cells


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1" + "0" * 30, "Liczba jest za duża."),
        ("-1", "Wartość nie może być ujemna."),
        ("2,5", "Wpisz liczbę całkowitą."),
        ("<b>", "to nie jest liczba."),
    ],
)
def test_bad_numbers_are_refused_with_a_sentence_at_their_place(text: str, sentence: str) -> None:
    work = desk(blank_report())
    answer = work.hand_in(work.page(), d1_w02_k1=text)

    assert answer.status_code == 422
    assert sentence in read(answer)
    assert "<b>" not in read(answer).split("Nie wszystko zapisano")[1].split("</div>")[0]


def test_a_stale_page_merges_cell_by_cell() -> None:
    work = desk(blank_report())
    mine, theirs = work.page(), work.page()
    work.hand_in(theirs, d1_w02_k1="7")
    answer = work.hand_in(mine, d1_w03_k1="8")

    assert answer.status_code == 302
    assert (work.now().sheet.cells["d1.w02.k1"], work.now().sheet.cells["d1.w03.k1"]) == (7, 8)


def test_a_row_is_added_with_all_that_was_typed_elsewhere() -> None:
    work = desk(blank_report())
    answer = work.client.post(
        f"{work.url}wiersz/", work.page() | {"d1.w02.k1": "5", "dodaj": "d2", "nowy-d2": "Izba przyjęć"}
    )
    sheet = work.now().sheet

    assert answer.status_code == 302
    assert answer.url == f"{work.url}#d2-r1-nazwa"
    assert (sheet.cells["d1.w02.k1"], sheet.cells["d2.r1.nazwa"]) == (5, "Izba przyjęć")


def test_a_row_is_removed_after_a_question() -> None:
    work = desk(blank_report())
    work.post("wiersz", dodaj="d2", **{"nowy-d2": "Izba"})

    asked = work.post("wiersz", usun="d2.r1")
    assert "Usunąć wiersz?" in read(asked)
    assert work.now().sheet.added("d2") == ("r1",)

    work.post("wiersz", usun="d2.r1", potwierdzam="1")
    assert work.now().sheet.added("d2") == ()


def test_a_row_that_is_gone_is_not_asked_about() -> None:
    assert desk(blank_report()).post("wiersz", usun="d2.r7").status_code == 422


def test_a_section_without_added_rows_gets_none() -> None:
    answer = desk(blank_report()).post("wiersz", dodaj="d1")

    assert answer.status_code == 422
    assert "nie ma wierszy, które można dodawać" in read(answer)


def test_a_warning_is_answered_and_stands_no_longer_in_the_way() -> None:
    work = desk(fill(blank_report(), ODD))
    page = read(work.open("?kontrole=1"))
    assert "1 ostrzeżenie" in page
    assert "Sprawozdanie jest poprawne" not in page

    answer = work.post("wyjasnij", klucz=work.finding, kod="remont", tekst="Nowe skrzydło.")
    assert answer.status_code == 302
    page = read(work.open("?kontrole=1"))
    assert "Sprawozdanie jest poprawne" in page
    assert "Remont. Nowe skrzydło." in page


def test_an_empty_answer_to_a_warning_is_asked_for_again_and_keeps_the_page() -> None:
    work = desk(fill(blank_report(), ODD))
    answer = work.post("wyjasnij", klucz=work.finding, kod="remont", tekst="  ")

    assert answer.status_code == 422
    assert "Podaj uzasadnienie." in read(answer)


def test_a_text_stays_while_its_reason_is_asked_for() -> None:
    work = desk(fill(blank_report(), ODD))
    answer = work.post("wyjasnij", klucz=work.finding, kod="", tekst="Nowe skrzydło.")

    assert answer.status_code == 422
    assert "Wybierz przyczynę z listy i opisz ją." in read(answer)
    assert ">Nowe skrzydło.</textarea>" in read(answer)


def test_a_reason_stays_while_its_text_is_asked_for() -> None:
    work = desk(fill(blank_report(), ODD))
    answer = work.post("wyjasnij", klucz=work.finding, kod="remont", tekst="")

    assert '<option value="remont" selected>' in read(answer)


def test_sending_with_errors_is_refused_with_the_errors_shown() -> None:
    work = desk(fill(blank_report(), WRONG))
    answer = work.post("wyslij", wersja=str(work.now().report.version))

    assert answer.status_code == 422
    assert "Nie można wysłać sprawozdania" in read(answer)
    assert work.now().report.status == TO_FILL


def test_sending_from_a_stale_page_is_refused() -> None:
    work = desk(fill(blank_report()))
    answer = work.post("wyslij", wersja=str(work.now().report.version - 1))

    assert answer.status_code == 409
    assert "zmieniło się" in read(answer)
    assert work.now().report.status == TO_FILL


def test_a_double_click_on_send_sends_once() -> None:
    work = desk(fill(blank_report()))
    version = str(work.now().report.version)
    first, second = work.post("wyslij", wersja=version), work.post("wyslij", wersja=version)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Sending.objects.filter(report=work.report).count() == 1


def test_a_form_that_allows_it_is_sent_as_a_zero_form() -> None:
    work = desk(blank_report())
    assert "Złóż sprawozdanie zerowe" in read(work.open())
    assert "Wysłać sprawozdanie zerowe?" in read(work.client.get(f"{work.url}wyslij/?zerowe=1"))

    work.post("wyslij", wersja="0", zerowe="1")
    assert work.now().report.is_zero


def test_a_sent_report_can_only_be_read() -> None:
    work = desk(report_at(TO_VERIFY))
    page = read(work.open())

    assert "<input class=" not in page
    assert "Weryfikuj bez wysyłania" not in page
    assert "Wysłano" in page


def test_saving_what_has_meanwhile_been_sent_is_refused_and_shows_what_was_typed() -> None:
    work = desk(fill(blank_report()))
    page = work.page()
    work.post("wyslij", wersja=str(work.now().report.version))
    answer = work.hand_in(page, d1_w02_k1="99")
    text = read(answer)

    assert answer.status_code == 409
    assert "Tego nie zapisano" in text
    assert "Dział 1, wiersz 02, kolumna 1" in text
    assert "<b>99</b>" in text
    assert work.now().sheet.cells["d1.w02.k1"] == int(CLEAN["d1.w02.k1"])


def test_a_released_report_takes_no_more_answers_and_shows_what_was_typed() -> None:
    work = desk(fill(blank_report()))
    page, obligation = work.page(), work.report.obligation
    release(by=supervisor(work.report.unit.voivodeship), obligation=obligation, reason="Na prośbę jednostki")
    answer = work.hand_in(page, d1_w02_k1="99")
    text = read(answer)

    assert answer.status_code == 409
    assert "Jednostka jest zwolniona ze składania tego sprawozdania." in text
    assert "<b>99</b>" in text
    assert work.script({"address": "d1.w02.k1", "was": None, "now": "99"}).status_code == 409
    work.report.refresh_from_db()
    assert work.report.answers["cells"]["d1.w02.k1"] == int(CLEAN["d1.w02.k1"])
    assert work.open().status_code == 404


def test_a_returned_report_shows_why_on_top_and_can_be_corrected_and_sent_again() -> None:
    work = desk(report_at(TO_CORRECT))
    page = read(work.open())
    assert 'id="komentarz"' in page
    assert "Proszę sprawdzić dział 1." in page

    work.hand_in(work.page(), d1_w02_k1="12")
    work.post("wyslij", wersja=str(work.now().report.version))
    assert work.now().report.status == TO_VERIFY


def test_an_accepted_report_says_so() -> None:
    assert "Zatwierdzono" in read(desk(report_at(ACCEPTED)).open())


def test_a_reconstructed_form_says_so() -> None:
    assert "wzór odtworzony na podstawie publikacji" in read(desk(blank_report()).open())


def test_a_garbled_page_is_refused_with_a_sentence() -> None:
    answer = desk(blank_report()).post("zapisz", base="{nie json", dalej="zapisz")

    assert answer.status_code == 422
    assert "Nie udało się odczytać formularza." in read(answer)


def test_an_unknown_cell_is_told_about_and_the_rest_is_saved() -> None:
    work = desk(blank_report())
    answer = work.client.post(f"{work.url}zapisz/", {"base": "{}", "d9.w01.k1": "1", "d1.w02.k1": "5"})

    assert answer.status_code == 422
    assert work.now().sheet.cells["d1.w02.k1"] == 5


def test_a_computed_cell_cannot_be_written() -> None:
    work = desk(blank_report())
    answer = work.client.post(f"{work.url}zapisz/", {"base": "{}", "d1.w01.k1": "1000"})

    assert answer.status_code == 422
    assert "d1.w01.k1" not in work.now().sheet.cells
