# SPDX-License-Identifier: EUPL-1.2
"""Local accounts: what guessers and thieves of links try, and what people get."""

import json
import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.test import Client
from pytest_django import Settings

from shared import clock
from ssoz.access import password_rules, reset_links, sessions
from ssoz.access.enums import LocalState
from ssoz.access.errors import BadRegistration, Forbidden, LocalAccountError
from ssoz.access.models import LocalAccount, Person
from ssoz.access.operations import (
    activate_local_account,
    ask_reset,
    refuse_local_account,
    reset_password,
    write_reset,
)
from ssoz.access.operations.local import ISSUER_PATH
from ssoz.audit.models import Event
from ssoz.notifications.models import Message
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.factories.access import actor, profile, signed_in
from tests.factories.local import OTHER, PASSWORD, account, page, tried
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place() -> Unit:
    return unit(name="Szpital Miejski", nip="7821604748", regon="123456785", register_number="000000016159")


# activation


def test_before_the_activation_the_right_password_opens_nothing_but_the_form(client: Client, place: Unit) -> None:
    account(place, active=False)
    assert tried(client).headers["Location"] == "/rejestracja/przyjeta/"
    assert sessions.PERSON not in client.session
    assert client.get("/moje-konto/").headers["Location"].startswith("/zaloguj/")
    assert client.get("/rejestracja/formularz/").content.startswith(b"%PDF")


@pytest.mark.parametrize(("financial", "roles"), [(False, 1), (True, 2)])
def test_activating_makes_person_profile_and_roles_and_tells_by_mail(
    client: Client, place: Unit, financial: bool, roles: int
) -> None:
    made = account(place, active=False, financial=financial)
    office = signed_in(client, profile(role="cez_admin"))
    assert "halina@example.test" in page(office.get("/konta-lokalne/"))
    done = office.post(f"/konta-lokalne/{made.public_id}/aktywuj/", follow=True)
    assert "Konto „halina” jest aktywne." in page(done)
    made.refresh_from_db()
    assert made.person is not None
    assert made.person.issuer.endswith(ISSUER_PATH)
    assert made.person.profiles.get().roles.count() == roles
    letter = Message.objects.get()
    assert (letter.kind, letter.recipient) == ("account_activated", "halina@example.test")
    again = office.post(f"/konta-lokalne/{made.public_id}/aktywuj/", follow=True)
    assert "Ktoś już zdecydował o tym koncie: aktywne." in page(again)
    assert Person.objects.filter(given_name="Halina").count() == 1


def test_refusing_wants_a_reason_which_the_person_is_told(client: Client, place: Unit) -> None:
    made = account(place, active=False)
    office = signed_in(client, profile(role="cez_admin"))
    office.post(f"/konta-lokalne/{made.public_id}/odrzuc/", {"reason": " "})
    made.refresh_from_db()
    assert made.state == LocalState.WAITING
    office.post(f"/konta-lokalne/{made.public_id}/odrzuc/", {"reason": "Brak pieczęci"})
    assert "Brak pieczęci" in Message.objects.get().body
    visitor = Client()
    assert "Brak pieczęci" in page(tried(visitor, password=PASSWORD) and visitor.get("/rejestracja/przyjeta/"))


def test_an_office_activates_accounts_of_its_voivodeship_only(place: Unit) -> None:
    made = account(place, active=False)
    near = actor(role="uw_admin", unit=unit(UnitKind.VOIVODESHIP_OFFICE, "14"))
    far = actor(role="uw_admin", unit=unit(UnitKind.VOIVODESHIP_OFFICE, "02"))
    for stranger in (far, actor(role="unit_admin")):
        with pytest.raises(Forbidden):
            activate_local_account(by=stranger, account=made.public_id)
        with pytest.raises(Forbidden):
            refuse_local_account(by=stranger, account=made.public_id, reason="x")
    assert activate_local_account(by=near, account=made.public_id).state == LocalState.ACTIVE


def test_many_registrations_cost_as_many_queries_as_few(
    client: Client, place: Unit, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(12):
        account(place, active=False, login=f"konto{number}")
    office = signed_in(client, profile(role="cez_admin"))
    with django_assert_max_num_queries(6):  # type: ignore[operator]  # a fixture without a type
        assert page(office.get("/konta-lokalne/")).count("Aktywuj konto") == 12


# signing in


@pytest.mark.parametrize(("login", "password"), [("halina", "inne"), ("nikt", PASSWORD), ("nikt", "inne")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence_and_cost_one_hash(
    client: Client, place: Unit, monkeypatch: pytest.MonkeyPatch, login: str, password: str
) -> None:
    account(place)
    tried(client, "rozgrzewka", "x")
    hashes = []
    verify = hashers.MD5PasswordHasher.verify
    monkeypatch.setattr(hashers.MD5PasswordHasher, "verify", lambda *words: hashes.append(1) or verify(*words))
    answer = tried(client, login, password)
    assert answer.status_code == 401
    assert "Login lub hasło są niepoprawne." in page(answer)
    assert len(hashes) == 1
    assert password not in page(answer)


def test_guessing_locks_the_name_wherever_it_comes_from(client: Client, place: Unit) -> None:
    account(place)
    assert [tried(client, password="inne").status_code for _ in range(6)] == [401] * 4 + [429] * 2
    elsewhere = Client(REMOTE_ADDR="10.9.9.9")
    assert tried(elsewhere).status_code == 429
    kept = json.dumps(list(AccessAttempt.objects.values("username", "post_data", "get_data")))
    assert "halina" not in kept
    assert "inne" not in kept


def test_signing_in_enters_the_profile_under_a_new_session_and_out_again(client: Client, place: Unit) -> None:
    made = account(place)
    client.get("/rejestracja/")
    before = client.session.session_key
    answer = tried(client, " Halina ", next="/moje-konto/")
    assert answer.headers["Location"] == "/moje-konto/"
    assert client.session[sessions.PERSON] == made.person_id
    assert client.session.session_key != before
    mine = page(client.get("/moje-konto/"))
    assert "Szpital Miejski" in mine
    assert "Zmień hasło" in mine
    assert Event.objects.filter(action="signed_in").first().data["assurance"] == "local"
    assert client.post("/wyloguj/").headers["Location"] == "/", "the account platform knows nothing of this session"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_sign_in_leads_nobody_elsewhere(client: Client, place: Unit, target: str) -> None:
    account(place)
    assert tried(client, next=target).headers["Location"] == "/"


# a forgotten password


def asked(made: LocalAccount) -> str:
    assert write_reset(account_id=made.pk)
    made.refresh_from_db()
    return reset_links.token_of(made)


def test_asking_says_the_same_whether_there_is_such_an_account(client: Client, place: Unit) -> None:
    account(place)
    known, unknown = (page(client.post("/haslo/", {"login": login})) for login in ("halina", "nikt"))
    assert "Jeśli jest takie aktywne konto" in known
    hidden = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
    assert hidden.sub("", known) == hidden.sub("", unknown)


def test_the_link_goes_to_the_address_of_the_registration_and_not_twice_in_a_row(place: Unit) -> None:
    made = account(place)
    Message.objects.all().delete()
    assert write_reset(account_id=made.pk)
    assert not write_reset(account_id=made.pk)
    assert not write_reset(account_id=0)
    letter = Message.objects.get()
    assert letter.recipient == "halina@example.test"
    assert "/haslo/" in letter.body
    ask_reset(by=actor(), login="halina")


def test_many_requests_from_an_address_are_refused(client: Client) -> None:
    answers = [client.post("/haslo/", {"login": f"ktoś{one}"}).status_code for one in range(6)]
    assert answers == [200] * 4 + [429] * 2


def test_a_link_works_once_and_ends_the_sessions(client: Client, place: Unit) -> None:
    made = account(place)
    tried(client)
    link = f"/haslo/{asked(made)}/"
    visitor = Client()
    assert visitor.get(link).status_code == visitor.get(link).status_code == 200, "a scanner of mail uses nothing up"
    new = {"password": OTHER, "again": OTHER}
    assert visitor.post(link, new).headers["Location"] == "/logowanie/"
    assert visitor.post(link, new).status_code == visitor.get(link).status_code == 410
    assert client.get("/moje-konto/").status_code == 302, "whoever was signed in is out"
    assert tried(Client()).status_code == 401
    assert tried(Client(), password=OTHER).status_code == 302


def test_of_two_who_use_a_link_at_once_the_second_is_refused(place: Unit) -> None:
    made = account(place)
    link = asked(made)
    reset_password(by=actor(), token=link, password=OTHER)
    with pytest.raises(LocalAccountError):
        reset_password(by=actor(), token=link, password=PASSWORD)


def test_a_newer_link_voids_the_older_and_time_voids_both(client: Client, place: Unit) -> None:
    made = account(place)
    first = asked(made)
    with clock.advanced(timedelta(minutes=6)):
        second = asked(made)
    assert client.get(f"/haslo/{first}/").status_code == 410
    assert client.get(f"/haslo/{second}/").status_code == 200


@pytest.mark.parametrize("token", ["x", "a.b.c", "zażółć:1:2", "../../etc"])
def test_a_made_up_link_is_dead(client: Client, token: str) -> None:
    assert client.get(f"/haslo/{token.replace('/', '%2F')}/").status_code in {404, 410}


def test_a_link_of_a_refused_or_waiting_account_is_dead(place: Unit) -> None:
    waiting = account(place, active=False)
    assert reset_links.account_of(reset_links.token_of(waiting)) is None
    assert not write_reset(account_id=waiting.pk)


# change of the password


def test_a_new_password_ends_the_other_sessions_only(client: Client, place: Unit) -> None:
    account(place)
    other = Client()
    assert tried(client).status_code == tried(other).status_code == 302
    values = {"current": PASSWORD, "password": OTHER, "again": OTHER}
    assert "nie jest Twoje obecne hasło" in page(client.post("/haslo/zmiana/", {**values, "current": "inne"}))
    assert "musi być inne niż obecne" in page(
        client.post("/haslo/zmiana/", {"current": PASSWORD, "password": PASSWORD, "again": PASSWORD})
    )
    assert client.post("/haslo/zmiana/", values).headers["Location"] == "/moje-konto/"
    assert client.get("/moje-konto/").status_code == 200
    assert other.get("/moje-konto/").status_code == 302


def test_who_signs_in_through_the_node_has_no_password_here(client: Client) -> None:
    assert signed_in(client, profile()).get("/haslo/zmiana/").status_code == 404


def test_passwords_lie_as_argon2_and_in_no_trail(settings: Settings, place: Unit) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    made = account(place)
    assert made.password.startswith("argon2$argon2id$")
    assert PASSWORD not in json.dumps([event.data for event in Event.objects.all()], ensure_ascii=False)


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        (PASSWORD, True),
        ("a" * 40, False),
        ("123456789012", False),
        ("HasłoHasło12", False),
        ("ssozssozssoz", False),
        ("x" * 101, False),
        ("Wrona-Halina-77", False),
    ],
)
def test_a_password_is_judged_by_how_hard_it_is_to_guess(password: str, fits: bool) -> None:
    assert (password_rules.problem(password, ["Halina Wrona"]) == "") == fits


def test_registering_past_the_form_is_checked_too(place: Unit) -> None:
    with pytest.raises(BadRegistration):
        account(place, password="krótkie")
