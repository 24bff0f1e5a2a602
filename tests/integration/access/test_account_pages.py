# SPDX-License-Identifier: EUPL-1.2
"""Choosing and switching the profile, „Moje konto”, signing out."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import Settings

from shared import clock
from ssoz.access import sessions
from ssoz.access.actors import SYSTEM
from ssoz.access.operations import block_profile
from ssoz.audit.models import Event
from tests.factories.access import person, profile, signed_in, signed_in_person
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db


def test_without_a_profile_both_ways_to_one_are_shown(client: Client) -> None:
    page = signed_in_person(client, person()).get("/profil/").content.decode()
    assert "Wybierz sposób utworzenia profilu" in page
    assert 'href="/przeniesienie/">Przenoszę uprawnienia z SSOZ I' in page
    assert "złóż wniosek o nowy profil w SSOZ II" in page


def test_one_chooses_among_several_profiles_and_goes_on_to_where_one_was_going(client: Client) -> None:
    first = profile(unit=unit(name="Szpital Pierwszy"))
    second = profile(person=first.person, unit=unit(name="Szpital Drugi"))
    signed_in_person(client, first.person)
    page = client.get("/profil/?next=/moje-konto/").content.decode()
    assert "Wybierz aktywny profil, w którym chcesz pracować" in page
    assert page.index("Szpital Drugi") < page.index("Szpital Pierwszy"), "sorted by name"
    before = client.session.session_key
    answer = client.post("/profil/", {"profile": str(second.public_id), "next": "/moje-konto/"})
    assert answer["Location"] == "/moje-konto/"
    assert client.session[sessions.PROFILE] == second.pk
    assert client.session.session_key != before
    assert Event.objects.get(action="profile_chosen").object_id == str(second.pk)


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_switch_leads_nobody_elsewhere(client: Client, target: str) -> None:
    held = profile()
    signed_in(client, held)
    assert client.post("/profil/", {"profile": str(held.public_id), "next": target})["Location"] == "/"


@pytest.mark.parametrize("wanted", ["", "x", str(uuid4())], ids=["none", "not one", "unknown"])
def test_a_profile_that_is_not_there_cannot_be_chosen(client: Client, wanted: str) -> None:
    signed_in(client, profile())
    assert client.post("/profil/", {"profile": wanted}).status_code == 404


def test_neither_can_somebody_elses_or_a_blocked_one(client: Client) -> None:
    mine, yours = profile(), profile()
    blocked = profile(person=mine.person)
    block_profile(by=SYSTEM, profile=blocked, reason="urlop")
    signed_in(client, mine)
    for wanted in (yours, blocked):
        assert client.post("/profil/", {"profile": str(wanted.public_id)}).status_code == 404
    assert client.session[sessions.PROFILE] == mine.pk


def test_signing_out_takes_a_post_ends_the_session_and_goes_on_to_the_provider(client: Client) -> None:
    held = profile()
    signed_in(client, held)
    assert client.get("/wyloguj/").status_code == 405
    answer = client.post("/wyloguj/")
    assert answer["Location"].startswith("http://ueoz.localhost:8002/o/logout/?client_id=ssoz")
    assert sessions.PERSON not in client.session
    assert Event.objects.get(action="signed_out").person_id == held.person_id


def test_a_forged_form_signs_nobody_out() -> None:
    strict = signed_in(Client(enforce_csrf_checks=True), profile())
    assert strict.post("/wyloguj/").status_code == 403
    assert sessions.PERSON in strict.session


def test_asking_for_the_time_left_is_no_activity_but_staying_is(client: Client) -> None:
    moment = datetime(2026, 2, 25, 10, tzinfo=UTC)
    with clock.frozen(moment):
        signed_in(client, profile())
    with clock.frozen(moment + timedelta(minutes=28)):
        assert client.get("/sesja/").json() == {"seconds": 120, "final": False}
        assert client.get("/sesja/").json() == {"seconds": 120, "final": False}
        assert client.post("/sesja/przedluz/").json() == {"seconds": 1800, "final": False}
    with clock.frozen(moment + timedelta(minutes=57)):
        assert client.get("/moje-konto/").status_code == 200


def test_in_its_last_half_hour_a_session_cannot_be_made_longer(client: Client) -> None:
    moment = datetime(2026, 2, 25, 10, tzinfo=UTC)
    with clock.frozen(moment):
        signed_in(client, profile())
    for minutes in range(20, 700, 20):
        with clock.frozen(moment + timedelta(minutes=minutes)):
            assert client.post("/sesja/przedluz/").json()["final"] is False
    with clock.frozen(moment + timedelta(hours=11, minutes=45)):
        client.post("/sesja/przedluz/")
        assert client.post("/sesja/przedluz/").json() == {"seconds": 900, "final": True}


def test_when_the_session_is_over_a_page_of_its_own_says_so_and_leads_back(client: Client) -> None:
    page = client.get("/sesja/koniec/?next=/moje-konto/").content.decode()
    assert "po 30 minutach bezczynności Użytkownik systemu zostaje automatycznie wylogowany" in page
    assert "/zaloguj/?next=%2Fmoje-konto%2F" in page
    elsewhere = client.get("/sesja/koniec/?next=https://evil.example/").content.decode()
    assert 'href="/zaloguj/?next=%2F"' in elsewhere
    signed_in(client, profile())
    assert client.get("/sesja/koniec/?next=/moje-konto/")["Location"] == "/moje-konto/"


def test_a_deployment_may_shorten_the_session(client: Client, settings: Settings) -> None:
    settings.SESSION_IDLE = timedelta(minutes=5)
    moment = datetime(2026, 2, 25, 10, tzinfo=UTC)
    with clock.frozen(moment):
        page = signed_in(client, profile()).get("/moje-konto/").content.decode()
        assert 'data-seconds="300"' in page
        assert "po 5 minutach bezczynności" in page
    with clock.frozen(moment + timedelta(minutes=5)):
        assert client.get("/moje-konto/").status_code == 302


def test_the_page_knows_whose_session_it_is_without_saying_who(client: Client) -> None:
    held = profile()
    marks = []
    for _session in range(2):
        page = signed_in(Client(), held).get("/moje-konto/").content.decode()
        marks.append(re.findall(r'data-(?:person|session)="([0-9a-f]{16})"', page))
    assert marks[0][0] == marks[1][0], "the same person"
    assert marks[0][1] != marks[1][1], "another session of theirs"
