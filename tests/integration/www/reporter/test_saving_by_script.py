# SPDX-License-Identifier: EUPL-1.2
"""What the page's script sends within a second of a change, and what it is told."""

import gzip
import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import access, registers
from tests.factories.reports import ODD, TO_VERIFY, WRONG, blank_report, fill, report_at
from tests.integration.www.reporter.desk import Desk, desk

pytestmark = pytest.mark.django_db
SAVE = 12  # queries, the session's and the trail's among them


def change(address: str, now: str, was: str | None = "") -> dict[str, str | None]:
    return {"address": address, "was": was, "now": now}


def test_a_change_is_saved_and_comes_back_as_it_is_written() -> None:
    work = desk(blank_report())
    answer = work.script(change("d1.w02.k1", "1234"))

    assert answer.status_code == 200
    assert answer.json()["values"] == {"d1.w02.k1": "1\u00a0234"}
    assert work.now().sheet.cells["d1.w02.k1"] == 1234


def test_computed_cells_come_back_with_it() -> None:
    assert desk(blank_report()).script(change("d1.w02.k1", "12")).json()["computed"]["d1.w01.k1"] == "12"


def test_the_answer_says_when_it_was_saved() -> None:
    answer = desk(blank_report()).script(change("d1.w02.k1", "12")).json()

    assert len(answer["saved"]) == len("12:04")


def test_a_text_that_cannot_be_read_is_told_and_the_rest_is_kept() -> None:
    work = desk(blank_report())
    answer = work.script(change("d1.w02.k1", "x"), change("d1.w03.k1", "3")).json()

    assert answer["problems"] == [{"address": "d1.w02.k1", "message": "„x” to nie jest liczba."}]
    assert work.now().sheet.cells["d1.w03.k1"] == 3


def test_a_cell_somebody_else_changed_comes_back_with_both_values_to_choose_from() -> None:
    work = desk(blank_report())
    work.script(change("d1.w02.k1", "7"))
    (conflict,) = work.script(change("d1.w02.k1", "9")).json()["conflicts"]

    assert conflict["current"] == "7"
    assert [choice["text"] for choice in conflict["choices"]] == ["7", "9"]
    assert work.now().sheet.cells["d1.w02.k1"] == 7


def test_the_same_value_from_two_people_is_no_conflict() -> None:
    work = desk(blank_report())
    work.script(change("d1.w02.k1", "7"))

    assert work.script(change("d1.w02.k1", "7")).json()["conflicts"] == []


def test_the_verdict_comes_with_the_save_for_the_checks_that_were_touched() -> None:
    work = desk(fill(blank_report(), WRONG))
    wrong = work.script(change("d1.w02.k2", "12", "11")).json()["verdict"]
    mended = work.script(change("d1.w02.k2", "4", "12")).json()["verdict"]

    assert wrong["checks"] == mended["checks"] == ["T-01"]
    (finding,) = wrong["findings"]
    assert (finding["key"], finding["severity"], finding["target"]) == ("T-01:w02", "error", "d1.w02.k2")
    assert finding["message"] == "Łóżek dla dzieci nie może być więcej niż łóżek."
    assert finding["place"].startswith("Dział 1, wiersz")
    assert mended["findings"] == []


def test_of_checks_that_were_not_touched_nothing_is_said() -> None:
    answer = desk(fill(blank_report(), ODD)).script(change("d1.w03.k1", "1", None)).json()

    assert answer["verdict"] == {"checks": ["T-01"], "findings": []}


def test_the_answer_names_the_checks_it_was_judged_by() -> None:
    work = desk(blank_report())
    address = re.search('data-checks="/sprawozdania/kontrole/[0-9]+/([0-9a-f]+)/', work.open().content.decode())

    assert address
    assert work.script(change("d1.w02.k1", "12")).json()["digest"] == address[1]


def test_an_explanation_is_void_when_a_value_of_its_warning_changes() -> None:
    work = desk(fill(blank_report(), ODD))
    work.post("wyjasnij", klucz="T-02", kod="remont", tekst="Nowe skrzydło.")
    (finding,) = work.script(change("d1.w02.k1", "3000", "2000")).json()["verdict"]["findings"]

    assert finding["answer"] == ""
    assert finding["void"] == "Wyjaśnienie straciło ważność, bo zmieniono pole: Dział 1, wiersz 02, kolumna 1."
    assert (finding["code"], finding["text"]) == ("remont", "Nowe skrzydło.")
    (again,) = work.script(change("d1.w02.k1", "2000", "3000")).json()["verdict"]["findings"]
    assert (again["answer"], again["void"]) == ("Remont. Nowe skrzydło.", "")


def test_a_warning_is_explained_without_leaving_the_page() -> None:
    work = desk(fill(blank_report(), ODD))
    fields = {"klucz": "T-02", "kod": "remont", "tekst": "Skrzydło"}
    script = {"Accept": "application/json"}
    (finding,) = work.client.post(f"{work.url}wyjasnij/", fields, headers=script).json()["findings"]

    assert finding["answer"] == "Remont. Skrzydło"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"tekst": "Skrzydło"}, "Wybierz przyczynę z listy i opisz ją."),
        ({"kod": "remont"}, "Podaj uzasadnienie."),
        ({}, "Wybierz przyczynę z listy i opisz ją."),
    ],
    ids=["no-reason", "no-text", "nothing"],
)
def test_a_reason_and_a_text_are_both_asked_for(given: dict[str, str], sentence: str) -> None:
    work = desk(fill(blank_report(), ODD))
    fields = {"klucz": "T-02"} | given
    refused = work.client.post(f"{work.url}wyjasnij/", fields, headers={"Accept": "application/json"})

    assert (refused.status_code, refused.json()["message"]) == (422, sentence)


def test_saving_a_cell_asks_the_database_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    work = desk(fill(blank_report(), ODD))
    work.script(change("d1.w02.k2", "1", "4"))
    with django_assert_max_num_queries(SAVE):
        work.script(change("d1.w02.k2", "2", "1"))
    with django_assert_max_num_queries(SAVE + 1):  # and the explanations of the warning it touches
        work.script(change("d1.w02.k1", "3000", "2000"))


def test_a_row_is_added_by_drawing_its_section_anew() -> None:
    work = desk(blank_report())
    answer = work.client.post(
        f"{work.url}wiersz/", {"dodaj": "d2", "nowy-d2": "Izba"}, headers={"Accept": "application/json"}
    ).json()

    assert answer["section"] == "d2"
    assert answer["base"] == {"d2.r1.nazwa": "Izba"}
    assert answer["focus"] == "d2-r1-nazwa"
    assert '<details class="section" id="d2" data-symbol="2" open>' in answer["html"]


def test_who_adds_or_removes_a_row_is_told_of_others_and_not_of_that() -> None:
    work = desk(blank_report())
    work.script(change("d1.w02.k1", "7"))
    script = {"Accept": "application/json"}
    added = work.client.post(f"{work.url}wiersz/", {"dodaj": "d2", "nowy-d2": "Izba", "wersja": "0"}, headers=script)
    assert [cell["address"] for cell in added.json()["others"]] == ["d1.w02.k1"]
    assert (added.json()["version"], added.json()["sections"]) == (3, [])

    removed = work.client.post(
        f"{work.url}wiersz/", {"usun": "d2.r1", "potwierdzam": "1", "wersja": "3"}, headers=script
    )
    assert (removed.json()["version"], removed.json()["others"], removed.json()["sections"]) == (4, [], [])
    assert "version" not in work.client.post(f"{work.url}wiersz/", {"dodaj": "d2"}, headers=script).json()


def test_as_many_rows_are_added_as_a_block_needs_or_none() -> None:
    work = desk(blank_report())
    script = {"Accept": "application/json"}

    work.client.post(f"{work.url}wiersz/", {"dodaj": "d2", "ile": "2"}, headers=script)
    assert work.now().sheet.added("d2") == ("r1", "r2")
    refused = work.client.post(f"{work.url}wiersz/", {"dodaj": "d2", "ile": "5"}, headers=script)
    assert refused.status_code == 422
    assert work.now().sheet.added("d2") == ("r1", "r2")


def test_a_report_that_was_sent_meanwhile_refuses_with_a_sentence() -> None:
    answer = desk(report_at(TO_VERIFY)).script(change("d1.w02.k1", "1"))

    assert answer.status_code == 409
    assert answer.json()["message"] == "Sprawozdanie zostało wysłane i można je tylko czytać."


@pytest.mark.parametrize("body", ["[]", '{"changes": [{"address": 5}]}', '{"changes": [], "extra": 1}', "{"])
def test_a_message_nobody_sends_is_refused(body: str) -> None:
    work = desk(blank_report())
    answer = work.client.post(
        f"{work.url}zapisz/", body, content_type="application/json", headers={"Accept": "application/json"}
    )

    assert answer.status_code == 422
    assert "Nie udało się odczytać" in answer.json()["message"]


def test_another_units_report_is_refused() -> None:
    report = blank_report()
    stranger = access.profile("reporter_nonfinancial", unit=registers.unit())
    answer = Desk(access.signed_in(Client(), stranger), report).script(change("d1.w02.k1", "1"))

    assert answer.status_code == 403


def test_who_only_verifies_others_units_may_not_save_once_it_is_sent() -> None:
    report = report_at(TO_VERIFY)
    supervisor = access.profile("supervisor_nonfinancial")
    answer = Desk(access.signed_in(Client(), supervisor), report).script(change("d1.w02.k1", "1"))

    assert answer.status_code == 409


def test_without_a_session_the_script_is_told_so() -> None:
    report = blank_report()
    answer = Desk(Client(), report).script(change("d1.w02.k1", "1"))

    assert answer.status_code == 401


def test_an_answer_comes_packed() -> None:
    work = desk(fill(blank_report(), WRONG))
    work.client.defaults["HTTP_ACCEPT_ENCODING"] = "gzip"
    answer = work.script(change("d1.w02.k2", "12", "11"))

    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["values"] == {"d1.w02.k2": "12"}
