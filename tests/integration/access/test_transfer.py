# SPDX-License-Identifier: EUPL-1.2
"""„Przenoszę uprawnienia z SSOZ I”: what a thief tries first, then what the owner of an account gets."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from shared import clock, passwords
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.models import LegacyAccount, Person, Profile
from ssoz.access.operations import block_profile, grant_role, revoke_role, transfer
from ssoz.audit.models import Event
from tests.factories.access import LEGACY_PASSWORD, legacy_account, person, profile, signed_in, signed_in_person
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
WRONG = "Zabrakło wymaganych danych lub dane niepoprawne"
SUMMARY = "/przeniesienie/podsumowanie/"


@pytest.fixture
def owner() -> Person:
    return person(given_name="Halina", family_name="Wrona", email="halina@example.test")


def tried(client: Client, login: str, password: str = LEGACY_PASSWORD, **more: Any) -> HttpResponse:
    return client.post("/przeniesienie/", {"login": login, "password": password}, **more)


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_a_visitor_is_sent_to_sign_in_first(client: Client) -> None:
    assert client.get("/przeniesienie/").headers["Location"].startswith("/zaloguj/")
    assert tried(client, "x").headers["Location"].startswith("/zaloguj/")


def test_a_forged_form_carries_nothing_over(owner: Person) -> None:
    account = legacy_account(owner)
    strict = signed_in_person(Client(enforce_csrf_checks=True), owner)
    assert tried(strict, account.login).status_code == 403
    assert not Profile.objects.exists()


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("halina", "inne"),
        ("nikt", LEGACY_PASSWORD),
        ("", LEGACY_PASSWORD),
        ("halina", ""),
        ("", ""),
    ],
)
def test_whatever_is_wrong_the_same_is_said_at_both_fields_or_the_missing_one(
    client: Client, owner: Person, login: str, password: str
) -> None:
    legacy_account(owner, login="halina")
    answer = tried(signed_in_person(client, owner), login, password)
    assert answer.status_code == 422
    assert WRONG in page(answer)
    assert page(answer).count("Wpisz poprawne dane") >= 1
    if login and password:
        assert page(answer).count("Wpisz poprawne dane") == 2
    if password:
        assert password not in page(answer)


def test_a_name_nobody_has_costs_the_same_queries_and_one_hash(
    client: Client, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    legacy_account(owner, login="halina")
    signed_in_person(client, owner)
    hashes: list[str] = []
    monkeypatch.setattr(passwords, "verify", lambda password, written: hashes.append(written) and False)
    costs = []
    for login in ("halina", "nikt"):
        with CaptureQueriesContext(connection) as queries:
            tried(client, login, "inne")
        costs.append(len(queries))
    assert len(hashes) == 2
    assert all(hashes)
    assert abs(costs[0] - costs[1]) <= 1, "the second attempt of an address updates a row instead of making one"


def test_a_hash_is_made_even_where_nobody_has_an_account(client: Client, owner: Person) -> None:
    assert tried(signed_in_person(client, owner), "nikt").status_code == 422


def test_five_wrong_passwords_shut_the_account_for_everybody_for_a_while(client: Client, owner: Person) -> None:
    account = legacy_account(owner)
    thief = signed_in_person(Client(), person())
    answers = [tried(thief, account.login, "inne", REMOTE_ADDR="10.0.0.1").status_code for _ in range(6)]
    assert answers == [422] * 4 + [429] * 2
    late = tried(signed_in_person(client, owner), account.login, REMOTE_ADDR="10.0.0.2")
    assert late.status_code == 429
    assert "Zbyt wiele nieudanych prób" in page(late)
    assert LegacyAccount.objects.get().transferred_at is None


def test_many_accounts_tried_from_one_address_shut_the_address(client: Client, owner: Person) -> None:
    signed_in_person(client, owner)
    answers = [tried(client, f"konto{number}", "inne").status_code for number in range(22)]
    assert answers[:19] == [422] * 19
    assert answers[-1] == 429


def test_whoever_knows_a_colleagues_password_gets_nothing_and_is_told_nothing(client: Client, owner: Person) -> None:
    account = legacy_account(owner)
    answer = tried(signed_in_person(client, person(given_name="Jan", family_name="Inny")), account.login)
    assert answer.status_code == 422
    assert WRONG in page(answer)
    assert not Profile.objects.exists()
    assert Event.objects.get(action="transfer_refused").data == {"reason": "another person's"}


@pytest.mark.parametrize(
    ("names", "allowed"),
    [
        ({"given_name": "HALINA", "family_name": "wrona"}, True),
        ({"family_name": "Sowa", "email": "Halina@Example.test"}, True),
        ({"family_name": "Sowa"}, False),
        ({"given_name": "Helena"}, False),
        ({"given_name": "Helena", "email": "halina@example.test"}, False),
    ],
    ids=["case", "married, same address", "another family name", "another given name", "a shared mailbox"],
)
def test_the_account_must_be_the_persons_own(
    client: Client, owner: Person, names: dict[str, str], allowed: bool
) -> None:
    account = legacy_account(owner, **names)
    assert (tried(signed_in_person(client, owner), account.login).status_code == 302) == allowed


def test_an_account_is_carried_over_once(client: Client, owner: Person) -> None:
    account = legacy_account(owner)
    signed_in_person(client, owner)
    assert tried(client, account.login).headers["Location"] == SUMMARY
    again = tried(client, account.login)
    assert again.status_code == 422
    assert "zostały już przez Ciebie przeniesione" in page(again)
    account.refresh_from_db()
    assert account.password == ""
    namesake = signed_in_person(Client(), person(given_name="Halina", family_name="Wrona"))
    other = tried(namesake, account.login)
    assert "przeniesione" not in page(other)
    assert Profile.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_carries_it_over(owner: Person) -> None:
    account = legacy_account(owner)
    twin = person(given_name="Halina", family_name="Wrona")

    def attempt(somebody: Person) -> bool:
        try:
            return transfer(by=Actor(person_id=somebody.pk), login=account.login, password=LEGACY_PASSWORD) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(attempt, [owner, twin, owner, twin]))
    assert done.count(True) == 1
    assert Profile.objects.count() == 1


@pytest.mark.parametrize(
    ("years", "created_on", "allowed"),
    [
        (5, date(2021, 11, 22), True),
        (5, date(2021, 11, 21), False),
        (5, None, False),
        (0, date(1999, 1, 1), True),
        (0, None, True),
    ],
)
def test_accounts_older_than_the_deployment_allows_stay_behind(
    client: Client, owner: Person, settings: Settings, years: int, created_on: date | None, allowed: bool
) -> None:
    settings.TRANSFER_YEARS = years
    account = legacy_account(owner, created_on=created_on)
    with clock.frozen(date(2026, 11, 22)):
        answer = tried(signed_in_person(client, owner), account.login)
    assert answer.status_code == (302 if allowed else 409)
    assert allowed or "zbyt stare" in page(answer)
    assert Profile.objects.exists() == allowed


def test_a_blocked_profile_gets_no_roles_this_way(client: Client, owner: Person) -> None:
    held = profile(person=owner)
    block_profile(by=SYSTEM, profile=held, reason="nadużycie")
    account = legacy_account(owner, unit=held.unit)
    answer = tried(signed_in_person(client, owner), account.login)
    assert answer.status_code == 409
    assert "jest zablokowany" in page(answer)
    assert LegacyAccount.objects.get().transferred_at is None
    assert "jest zablokowany" in Event.objects.get(action="transfer_refused").data["reason"]


def test_a_role_that_was_taken_away_does_not_come_back(client: Client, owner: Person) -> None:
    held = profile("legacy_observer", "unit_admin", person=owner)
    revoke_role(by=SYSTEM, profile=held, role="unit_admin", reason="Odszedł z jednostki.")
    account = legacy_account(owner, unit=held.unit)
    assert tried(signed_in_person(client, owner), account.login).status_code == 302
    assert {role.role for role in held.roles.filter(revoked_at=None)} == {"legacy_observer", "legacy_author_financial"}


def test_an_account_of_which_nothing_would_be_left_is_refused_and_kept(client: Client, owner: Person) -> None:
    held = profile("legacy_observer", person=owner)
    revoke_role(by=SYSTEM, profile=held, role="legacy_observer", reason="Odszedł z jednostki.")
    account = legacy_account(owner, unit=held.unit, roles=["legacy_observer"])
    answer = tried(signed_in_person(client, owner), account.login)
    assert answer.status_code == 409
    assert "Złóż wniosek" in page(answer)


def test_a_unit_that_is_closed_is_not_brought_back(client: Client, owner: Person) -> None:
    closed = unit(valid_to=clock.today() - timedelta(days=1))
    answer = tried(signed_in_person(client, owner), legacy_account(owner, unit=closed).login)
    assert answer.status_code == 409
    assert "wykreślona" in page(answer)


def test_neither_password_nor_login_lie_about(client: Client, owner: Person) -> None:
    account = legacy_account(owner)
    signed_in_person(client, owner)
    tried(client, "moje-tajne-hasło", "x")
    tried(client, account.login)
    trail = json.dumps([event.data for event in Event.objects.all()], ensure_ascii=False)
    assert LEGACY_PASSWORD not in trail
    assert "moje-tajne-hasło" not in trail


def test_the_summary_is_of_ones_own_transfer_only(client: Client, owner: Person) -> None:
    account = legacy_account(owner)
    tried(signed_in_person(client, owner), account.login)
    stranger = signed_in_person(Client(), person())
    assert stranger.get(SUMMARY).headers["Location"] == "/przeniesienie/"


def test_the_profile_is_active_at_once_with_the_three_roles_of_ssoz_1(client: Client, owner: Person) -> None:
    place = unit(name="Gminny Ośrodek Zdrowia", nip="7821604748", regon="123456785", register_number="000000016159")
    account = legacy_account(owner, unit=place, phone="+48 600 000 000")
    signed_in_person(client, owner)
    assert tried(client, f" {account.login.upper()} ").headers["Location"] == SUMMARY
    shown = page(client.get(SUMMARY))
    for text in (
        "Podsumowanie i aktywacja profilu",
        "Został utworzony aktywny profil z przypisanymi wyszczególnionymi rolami.",
        "Podsumowanie",
        "Dane jednostki",
        "Rodzaj jednostki",
        "Gminny Ośrodek Zdrowia",
        "7821604748",
        "123456785",
        "000000016159",
        "Twoje dane kontaktowe w jednostce",
        "+48 600 000 000",
        "dawny@example.test",
        "Twoje role w jednostce",
        "Przydzielone role",
        "Administrator jednostki sprawozdawczej",
        "Autor sprawozdań finansowych jednostki sprawozdawczej",
        "Obserwator sprawozdań standardowych jednostki sprawozdawczej",
        "Wróć do poprzedniej strony",
        "Zakończ",
    ):
        assert text in shown
    made = Profile.objects.get()
    assert client.post("/profil/", {"profile": str(made.public_id)}).headers["Location"] == "/"
    assert "Gminny Ośrodek Zdrowia" in page(client.get("/", follow=True))
    assert {event.action for event in Event.objects.filter(object_id=str(made.pk))} >= {
        "legacy_transferred",
        "role_granted",
    }


def test_a_second_account_adds_to_the_profile_of_that_unit(client: Client, owner: Person) -> None:
    place = unit()
    first, second = (
        legacy_account(owner, unit=place, roles=roles, phone=phone)
        for roles, phone in ((["legacy_observer"], "1"), (["legacy_observer", "unit_admin"], "2"))
    )
    signed_in_person(client, owner)
    assert tried(client, first.login).status_code == tried(client, second.login).status_code == 302
    made = Profile.objects.get()
    assert made.phone == "1"
    assert [role.role for role in made.roles.all()] == ["legacy_observer", "unit_admin"]


def test_roles_given_here_stay_beside_those_carried_over(client: Client, owner: Person) -> None:
    held = profile("reporter_financial", person=owner)
    account = legacy_account(owner, unit=held.unit, roles=["unit_admin"])
    assert tried(signed_in(client, held), account.login).status_code == 302
    grant_role(by=SYSTEM, profile=held, role="unit_admin")
    assert held.roles.filter(revoked_at=None).count() == 2


def test_the_start_screen_says_what_the_manual_says(client: Client, owner: Person, settings: Settings) -> None:
    settings.TRANSFER_YEARS = 3
    shown = page(signed_in_person(client, owner).get("/profil/"))
    for text in (
        "Witaj w Systemie Statystyki w Ochronie Zdrowia",
        "Zalogowałeś się do systemu SSOZ II przez swoje konto w e-PLOZ. Od dziś ono będzie służyć Ci do logowania",
        "Wybierz sposób utworzenia profilu",
        "Jeśli masz konto w systemie SSOZ I, przenieś uprawnienia do nowego profilu",
        "Potrzebne będą login i hasło do konta w SSOZ I. W profilu od razu będziesz mógł pracować.",
        "Nie dotyczy to kont starszych niż 3\N{NO-BREAK SPACE}lata.",
        "Przenoszę uprawnienia z SSOZ I",
        "Jeśli jesteś nowym użytkownikiem, złóż wniosek o nowy profil w SSOZ II",
        "Profil wymaga weryfikacji i będzie aktywny po przesłaniu i zaakceptowaniu podpisanego wniosku",
    ):
        assert text in shown
    settings.TRANSFER_YEARS = 0
    assert "starszych" not in page(client.get("/profil/"))


def test_the_first_step_says_what_the_manual_says(client: Client, owner: Person) -> None:
    shown = page(signed_in_person(client, owner).get("/przeniesienie/"))
    for text in (
        "Przeniesienie uprawnień z SSOZ I do profilu w SSOZ II",
        "Login i hasło konta SSOZ I",
        "Podsumowanie i aktywacja profilu",
        "Wpisz login i hasło do twojego konta w SSOZ I",
        "Login konta SSOZ I",
        "Hasło konta SSOZ I",
        "Pole obowiązkowe",
        "Anuluj",
        "Dalej",
    ):
        assert text in shown
    assert WRONG not in shown
