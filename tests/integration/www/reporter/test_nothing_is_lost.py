# SPDX-License-Identifier: EUPL-1.2
"""What the page's script hands in and asks so that nothing is lost or made twice."""

import base64
import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from ssoz.reports.models import CellEdit
from tests.factories import access, registers
from tests.factories.reports import blank_report
from tests.integration.www.reporter.desk import Desk, desk, read

pytestmark = pytest.mark.django_db
CELL = "d1.w02.k1"
Told = dict[str, str | None]


def edit(now: str, was: str | None = "", address: str = CELL) -> Told:
    return {"address": address, "was": was, "now": now, "id": str(uuid4())}


def hand_in(work: Desk, version: int, *changes: Told) -> dict[str, Any]:
    answer = work.client.post(
        f"{work.url}zapisz/",
        {"changes": list(changes), "version": version},
        content_type="application/json",
        headers={"Accept": "application/json"},
    )
    found: dict[str, Any] = answer.json()
    return found


def test_a_request_that_comes_twice_is_answered_twice_and_made_once() -> None:
    work = desk(blank_report())
    given = edit("1234")
    first, again = (work.script(given).json() for _turn in range(2))
    assert first["values"] == again["values"] == {CELL: "1\u00a0234"}
    assert again["conflicts"] == []
    assert CellEdit.objects.count() == 1


def test_a_repeated_edit_is_answered_with_what_it_had_left_not_with_what_others_wrote() -> None:
    report = blank_report()
    work, given = desk(report), edit("5")
    work.script(given)
    desk(report).script(edit("7", "5"))
    assert work.script(given).json()["values"] == {CELL: "5"}
    assert work.now().sheet.cells[CELL] == 7


def test_a_page_hears_in_the_answer_what_others_have_written() -> None:
    report = blank_report()
    work, other = desk(report), desk(report)
    other.script(edit("3", address="d1.w03.k1"))
    answer = hand_in(work, 0, edit("5"))
    (told,) = answer["others"]
    person = CellEdit.objects.order_by("version")[0].person_name
    assert (told["address"], told["text"], told["person"]) == ("d1.w03.k1", "3", person)
    assert (answer["version"], answer["sections"]) == (2, [])


def test_what_a_page_did_itself_is_not_looked_for() -> None:
    work = desk(blank_report())
    version = hand_in(work, work.now().report.version, edit("1"))["version"]
    with CaptureQueriesContext(connection) as seen:
        version = hand_in(work, version, edit("2", "1"))["version"]
    assert not [query for query in seen.captured_queries if "version >" in query["sql"].replace('"', "")]
    work.script(edit("3", "2"))
    with CaptureQueriesContext(connection) as seen:
        told = hand_in(work, version, edit("4", "3"))
    assert [query for query in seen.captured_queries if "version >" in query["sql"].replace('"', "")]
    assert [cell["text"] for cell in told["others"]] == ["3"]


def test_a_page_that_asks_hears_it_too_and_of_rows_by_their_section() -> None:
    report = blank_report()
    work, other = desk(report), desk(report)
    other.client.post(f"{other.url}wiersz/", {"dodaj": "d2"}, headers={"Accept": "application/json"})
    answer = work.client.get(f"{work.url}zmiany/?od=0").json()
    assert (answer["version"], answer["others"], answer["sections"]) == (1, [], ["d2"])
    assert work.client.get(f"{work.url}zmiany/?od=1").json()["sections"] == []


def test_a_conflict_names_whose_value_stands_there() -> None:
    report = blank_report()
    work, other = desk(report), desk(report)
    other.script(edit("7"))
    (conflict,) = work.script(edit("9")).json()["conflicts"]
    person = CellEdit.objects.get().person_name
    assert re.fullmatch(
        rf"W międzyczasie zapisano tu inną wartość \({person}, \d\d:\d\d\)\. Która ma zostać\?", conflict["message"]
    )
    assert [choice["label"] for choice in conflict["choices"]] == [f"{person}: 7", "Moja: 9"]


def test_two_edits_of_one_cell_do_not_come_together() -> None:
    assert desk(blank_report()).script(edit("5"), edit("6", "5")).status_code == 422


@pytest.mark.parametrize("name", ["x", "", 7, None])
def test_a_name_that_is_none_is_refused(name: object) -> None:
    given = edit("5") | {"id": name}
    status = desk(blank_report()).script(given).status_code  # type: ignore[arg-type]  # spoiled on purpose
    assert status == (200 if name is None else 422)


def test_a_row_asked_for_twice_is_added_once() -> None:
    work = desk(blank_report())
    fields = {"dodaj": "d2", "nowy-d2": "Izba", "id": str(uuid4())}
    for _turn in range(2):
        work.client.post(f"{work.url}wiersz/", fields, headers={"Accept": "application/json"})
    assert work.now().sheet.rows == {"d2": ("r1",)}
    assert work.client.post(f"{work.url}wiersz/", fields | {"id": "x"}).status_code == 422


def test_the_key_is_the_persons_own_the_same_in_every_session_and_written_down_nowhere() -> None:
    report = blank_report()
    held = access.profile(unit=report.unit)
    answers = [access.signed_in(Client(), held).get("/sprawozdania/klucz/") for _session in range(2)]
    other = desk(report).client.get("/sprawozdania/klucz/")
    assert answers[0].json()["key"] == answers[1].json()["key"]
    assert answers[0].json()["key"] != other.json()["key"]
    assert answers[0].json()["person"] != other.json()["person"]
    assert len(base64.b64decode(answers[0].json()["key"])) == 32
    assert "no-store" in answers[0].headers["Cache-Control"]


def test_nobody_without_a_session_gets_a_key() -> None:
    answer = Client().get("/sprawozdania/klucz/", headers={"X-Background": "1"})
    assert answer.status_code == 401
    assert "key" not in answer.content.decode()


def test_the_history_of_a_cell_is_a_page_and_a_part_of_one() -> None:
    work = desk(blank_report())
    address = f"{work.url}pole/{CELL}/"
    assert "Nikt jeszcze nie zmieniał tego pola." in read(work.client.get(address))
    work.script(edit("1234"))
    work.script(edit("", "1234"))
    page = read(work.client.get(address))
    part = work.client.get(address, headers={"Accept": "application/json"}).json()["html"]
    assert "Dział 1, wiersz 02, kolumna 1" in page
    assert f'href="{work.url}#d1-w02-k1"' in page
    for html in (page, part.replace("\u00a0", " ")):
        assert re.search(r'<span class="was">puste</span> → <b>1 234</b>', html)
        assert re.search(r'<span class="was">1 234</span> → <b>puste</b>', html)
    assert "<h1>" not in part


def test_there_is_no_history_of_what_is_no_cell_and_none_for_strangers() -> None:
    work = desk(blank_report())
    assert work.client.get(f"{work.url}pole/d9.w01.k1/").status_code == 404
    stranger = desk(blank_report(unit=registers.unit()))
    assert stranger.client.get(f"{work.url}pole/{CELL}/").status_code == 404
    assert stranger.client.get(f"{work.url}zmiany/?od=0").status_code == 404


def test_a_history_asks_the_database_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    work = desk(blank_report())
    for number in range(5):
        work.script(edit(str(number), None))
    headers = {"Accept": "application/json"}
    work.client.get(f"{work.url}pole/{CELL}/", headers=headers)
    with django_assert_max_num_queries(6):
        work.client.get(f"{work.url}pole/{CELL}/", headers=headers)
    with django_assert_max_num_queries(6):
        work.client.get(f"{work.url}zmiany/?od=0")
