# SPDX-License-Identifier: EUPL-1.2
"""A card saves by itself: made once whatever comes twice, merged with what others write, every look written down."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ssoz.access.models import Profile
from ssoz.audit.models import Event
from ssoz.cards.fields import ADMITTED
from ssoz.cards.models import Card, CardEdit
from tests.factories import access, cards
from tests.factories.cards import CLOSED, WHOLE, admitted, card_at, save, sheet_of

pytestmark = pytest.mark.django_db

DIAGNOSIS, TIMES, FIRST = "d5.rozpoznanie.k1", "d3.ktory_raz.k1", "d3.pierwszy.k1"
JSON = {"Accept": "application/json", "X-Background": "1"}
SAVE = 17  # queries, the session's and the trail's among them


def nurse_of(card: Card) -> Client:
    return access.signed_in(Client(), access.profile("reporter_psychiatric", unit=card.unit))


@pytest.fixture
def card() -> Card:
    return admitted(cards.hospital())


@pytest.fixture
def nurse(card: Card) -> Client:
    return nurse_of(card)


def url(card: Card, page: str = "") -> str:
    return f"/karty/{card.public_id}/{page}"


def edit(address: str, now: str, was: str = "") -> dict[str, str]:
    return {"id": str(uuid4()), "address": address, "was": was, "now": now}


def send(client: Client, card: Card, *edits: dict[str, str], version: int | None = None, query: str = "") -> Any:
    message = {"changes": edits} | ({} if version is None else {"version": version})
    return client.post(url(card, "zapisz/") + query, message, content_type="application/json", headers=JSON)


def post(client: Client, card: Card, **fields: str) -> Any:
    return client.post(url(card, "wiersz/"), {"potwierdzam": "1", "wersja": "1", **fields}, headers=JSON)


def looks(card: Card) -> int:
    return Event.objects.filter(action="card_viewed", object_id=str(card.public_id)).count()


def test_a_change_is_saved_and_comes_back_as_it_is_written(nurse: Client, card: Card) -> None:
    answer = send(nurse, card, edit("d2.urodzony.k1", "1.6.1980", "17.05.1980")).json()
    assert answer["values"] == {"d2.urodzony.k1": "01.06.1980"}
    assert sheet_of(card).cells["d2.urodzony.k1"] == "1980-06-01"
    assert len(answer["saved"]) == len("12:04")


def test_what_is_kept_of_a_save_says_which_cells_and_nothing_of_the_patient(nurse: Client, card: Card) -> None:
    send(nurse, card, edit(DIAGNOSIS, "F33"), edit(TIMES, "2"))
    kept = CardEdit.objects.get()
    assert (sorted(kept.cells), len(kept.ids), kept.version) == ([TIMES, DIAGNOSIS], 2, 2)
    assert "F33" not in str(CardEdit.objects.values())
    saved = Event.objects.get(action="card_saved")
    assert sorted(saved.data["cells"]) == [TIMES, DIAGNOSIS]
    assert "F33" not in str(saved.data)


def test_a_text_that_cannot_be_read_is_told_and_the_rest_is_kept(nurse: Client, card: Card) -> None:
    answer = send(nurse, card, edit(TIMES, "sto"), edit(DIAGNOSIS, "F33"), edit(ADMITTED, "", "01.02.2025")).json()
    assert [one["address"] for one in answer["problems"]] == [TIMES, ADMITTED]
    assert sheet_of(card).cells[DIAGNOSIS] == "F33"
    assert sheet_of(card).cells[ADMITTED] == "2025-02-01"
    assert CardEdit.objects.get().cells == [DIAGNOSIS]


def test_an_edit_that_comes_twice_is_made_once_and_takes_nothing_back(nurse: Client, card: Card) -> None:
    mine = edit(DIAGNOSIS, "F33")
    send(nurse, card, mine)
    save(card, {DIAGNOSIS: ""})
    again = send(nurse, card, mine, edit(TIMES, "2")).json()
    assert (again["values"], again["conflicts"]) == ({DIAGNOSIS: "", TIMES: "2"}, [])
    assert DIAGNOSIS not in sheet_of(card).cells
    assert CardEdit.objects.count() == 3


def test_an_edit_whose_answer_was_lost_is_known_also_when_the_card_is_closed(nurse: Client, card: Card) -> None:
    whole = [edit(address, text) for address, text in WHOLE.items()]
    send(nurse, card, *whole)
    nurse.post(url(card, "zamknij/"))
    card.refresh_from_db()
    assert card.status == CLOSED
    assert send(nurse, card, *whole[:2]).status_code == 200
    late = send(nurse, card, edit(DIAGNOSIS, "F20", "F33"))
    assert (late.status_code, late.json()["message"]) == (409, "Karta ma stan „Zamknięta” i można ją tylko czytać.")


def test_what_two_people_wrote_into_one_cell_is_told_with_both_values_and_names(nurse: Client, card: Card) -> None:
    send(nurse_of(card), card, edit(DIAGNOSIS, "F33"))
    answer = send(nurse, card, edit(DIAGNOSIS, "F20"), version=1).json()
    (conflict,) = answer["conflicts"]
    person = CardEdit.objects.get().person_name
    assert [choice["label"] for choice in conflict["choices"]] == [f"{person}: F33", "Moja: F20"]
    assert sheet_of(card).cells[DIAGNOSIS] == "F33"
    assert looks(card) == 1


def test_a_page_is_told_what_others_wrote_since_it_was_opened_and_that_is_a_look(nurse: Client, card: Card) -> None:
    send(nurse_of(card), card, edit(DIAGNOSIS, "F33"))
    found = nurse.get(url(card, "zmiany/?od=1"), headers=JSON).json()
    assert [(one["address"], one["text"]) for one in found["others"]] == [(DIAGNOSIS, "F33")]
    assert (found["version"], found["sections"], looks(card)) == (2, [], 1)
    assert nurse.get(url(card, "zmiany/?od=2"), headers=JSON).json()["others"] == []
    assert looks(card) == 1


def test_a_page_is_not_told_of_its_own_saves(nurse: Client, card: Card) -> None:
    answer = send(nurse, card, edit(DIAGNOSIS, "F33"), version=1).json()
    assert (answer["version"], answer["others"], looks(card)) == (2, [], 0)


def test_a_cell_one_wrote_after_somebody_else_is_ones_own(nurse: Client, card: Card) -> None:
    send(nurse_of(card), card, edit(DIAGNOSIS, "F33"))
    assert send(nurse, card, edit(DIAGNOSIS, "F20", "F33"), version=1).json()["others"] == []


def test_a_stay_on_a_ward_is_added_once_however_often_it_is_asked_for(nurse: Client, card: Card) -> None:
    wanted = {"dodaj": "d4", "nowy-d4": "4712", "id": str(uuid4())}
    answers = [post(nurse, card, **wanted).json() for _turn in range(2)]
    assert sheet_of(card).added("d4") == ("r1", "r2")
    assert sheet_of(card).cells["d4.r2.oddzial"] == "4712"
    assert (answers[0]["focus"], answers[0]["base"]["d4.r2.oddzial"]) == ("d4-r2-oddzial", "4712")
    assert answers[0]["sections"] == []
    assert post(nurse, card, dodaj="d4", id="x").status_code == 422


def test_a_row_is_removed_and_others_are_told_which_section_to_draw_anew(nurse: Client, card: Card) -> None:
    other = nurse_of(card)
    post(other, card, dodaj="d4")
    found = nurse.get(url(card, "zmiany/?od=1"), headers=JSON).json()
    assert found["sections"] == ["d4"]
    answer = post(other, card, usun="d4.r2").json()
    assert 'id="d4-r1"' in answer["html"]
    assert sheet_of(card).added("d4") == ("r1",)
    assert post(other, card, usun="d4.r2").json()["section"] == "d4"


def test_a_row_that_is_not_there_or_cannot_be_is_refused(nurse: Client, card: Card) -> None:
    for fields in ({"usun": "d9.r1"}, {"dodaj": "d1"}):
        assert post(nurse, card, **fields).status_code in (404, 422)


def test_counters_of_the_sections_follow(nurse: Client, card: Card) -> None:
    before = send(nurse, card).json()["contents"]
    after = send(nurse, card, edit(DIAGNOSIS, "F33")).json()["contents"]
    assert before != after


def test_what_the_checks_say_comes_along_where_the_page_shows_it(nurse: Client, card: Card) -> None:
    assert send(nurse, card, edit(TIMES, "1")).json()["outcome"] is None
    outcome = send(nurse, card, edit(FIRST, "3"), query="?kontrole=1").json()["outcome"]
    marked = {one["address"]: one for one in outcome["marks"]}
    assert "Pole 9 mówi, że to pierwsze przyjęcie w życiu" in outcome["html"]
    assert (marked[FIRST]["severity"], marked[FIRST]["label"]) == ("error", "Błąd: przejdź do opisu")
    assert marked[FIRST]["href"].removeprefix("#") in outcome["html"]


def test_a_card_that_becomes_like_another_says_so(nurse: Client, card: Card) -> None:
    second = admitted(card.unit, przyjety="2025-02-03")
    answer = send(nurse, second, edit(ADMITTED, "1.02.2025", "03.02.2025")).json()
    assert url(card) in answer["alike"]
    assert send(nurse, second).json()["alike"] is None


def test_a_stay_that_ended_in_another_year_says_which_form_the_card_follows(nurse: Client, card: Card) -> None:
    answer = send(nurse, card, edit("d5.wypisany.k1", "10.03.2025")).json()
    assert answer["edition"] == cards.edition().pk


def test_a_request_that_cannot_be_read_and_a_card_that_is_not_there_are_told_as_sentences(
    nurse: Client, card: Card
) -> None:
    for wrong in ({"changes": "x"}, {"changes": [{"address": DIAGNOSIS}]}):
        answer = nurse.post(url(card, "zapisz/"), wrong, content_type="application/json", headers=JSON)
        assert (answer.status_code, "Odśwież stronę" in answer.json()["message"]) == (422, True)
    foreign = send(nurse_of(admitted(cards.hospital())), card, edit(DIAGNOSIS, "F33"))
    assert foreign.status_code == 403
    assert foreign.json()["message"]


def test_who_fills_in_cards_gets_the_key_of_edits_that_wait(nurse: Client) -> None:
    assert nurse.get("/sprawozdania/klucz/", headers=JSON).json()["key"]


def test_a_save_costs_the_same_whatever_the_card_has_been_through(
    nurse: Client, card: Card, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for text in ("2", "3", "4", "5"):
        save(card, {TIMES: text})
    send(nurse, card, edit(DIAGNOSIS, "F33"), version=5)
    with django_assert_max_num_queries(SAVE):
        send(nurse, card, edit(DIAGNOSIS, "F20", "F33"), version=6)


def test_a_card_is_followed_by_those_who_may_fill_it_in_only(card: Card) -> None:
    reader: Profile = access.profile("reporter_nonfinancial", unit=card.unit)
    answer = access.signed_in(Client(), reader).get(url(card, "zmiany/"), headers=JSON)
    assert answer.status_code == 403


def test_a_closed_card_has_no_form_that_saves(nurse: Client, card: Card) -> None:
    closed = card_at(CLOSED, unit=card.unit, przyjety="2025-02-05")
    text = nurse.get(url(closed)).content.decode()
    assert "data-save" not in text
    assert "data-save" in nurse.get(url(card)).content.decode()
