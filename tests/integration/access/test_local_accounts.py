# SPDX-License-Identifier: EUPL-1.2
"""Local accounts: what robots, guessers and thieves of links try first, then what people get."""

import base64
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from altcha import v1 as altcha
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from shared import clock
from ssoz.access import password_rules, reset_links, sessions
from ssoz.access.actors import SYSTEM
from ssoz.access.enums import LocalState
from ssoz.access.errors import BadRegistration, Forbidden, LocalAccountError
from ssoz.access.models import LocalAccount, Person
from ssoz.access.operations import (
    Registration,
    activate_local_account,
    ask_reset,
    refuse_local_account,
    register,
    reset_password,
    write_reset,
)
from ssoz.access.operations.local import ISSUER_PATH
from ssoz.audit.models import Event
from ssoz.notifications.models import Message
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.www.account.local import captcha
from tests.factories.access import actor, profile, signed_in
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
WORDS = "zero|jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|jedenaście|dwanaście".split("|")
NUMBERS = [{"nip": "782-160-47-48"}, {"regon": "123456785"}, {"register_number": "000000016159"}]
PASSWORD, OTHER = "konik-wiśnia-traktor-9", "parasol-jezioro-kamień-4"
ADDRESSES = (
    "/logowanie/",
    "/rejestracja/",
    "/rejestracja/jednostki/",
    "/rejestracja/przyjeta/",
    "/haslo/",
    "/haslo/x/",
)


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place() -> Unit:
    return unit(name="Szpital Miejski", nip="7821604748", regon="123456785", register_number="000000016159")


def account(place: Unit, *, active: bool = True, **fields: Any) -> LocalAccount:
    usual = {
        "login": "halina",
        "password": PASSWORD,
        "given_name": "Halina",
        "family_name": "Wrona",
        "email": "halina@example.test",
        "phone": "+48 501369856",
        "financial": False,
    }
    made = register(by=actor(), registration=Registration(unit=place, **{**usual, **fields}))
    return activate_local_account(by=SYSTEM, account=made.public_id) if active else made


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def tried(client: Client, login: str = "halina", password: str = PASSWORD, **more: Any) -> HttpResponse:
    return client.post("/logowanie/", {"login": login, "password": password, **more})


def solved(challenge: str | None = None) -> str:
    """What the page's script sends."""
    made = json.loads(challenge or captcha.challenge())
    solution = altcha.solve_challenge(
        challenge=made["challenge"], salt=made["salt"], algorithm=made["algorithm"], max_number=made["maxnumber"]
    )
    assert solution is not None
    answer = {name: made[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**answer, "number": solution.number}).encode()).decode()


def filled(place: Unit, **values: str) -> dict[str, str]:
    usual = {
        "given_name": "Halina",
        "family_name": "Wrona",
        "email": "halina@example.test",
        "phone": "501 369 856",
        "login": "halina",
        "password": PASSWORD,
        "again": PASSWORD,
        "kind": place.kind,
        "regon": place.regon,
        "unit": str(place.public_id),
    }
    return {**usual, **values}


# the setting


def test_where_there_are_none_their_addresses_are_not_there(client: Client, settings: Settings) -> None:
    settings.LOCAL_ACCOUNTS = False
    assert {client.get(address).status_code for address in ADDRESSES} == {404}
    assert "loginem i hasłem" not in page(client.get("/"))
    office = signed_in(client, profile(role="cez_admin"))
    assert {office.get(address).status_code for address in ("/konta-lokalne/", "/haslo/zmiana/")} == {404}


# registration: robots


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"altcha": "x"},
        {"altcha": base64.b64encode(b"{}").decode()},
        {"altcha": base64.b64encode(b"[1]").decode()},
        {"question": "zmyślone", "answer": "7"},
    ],
)
def test_without_the_proof_nobody_registers(client: Client, place: Unit, answer: dict[str, str]) -> None:
    said = client.post("/rejestracja/", {**filled(place), **answer})
    assert said.status_code == 422
    assert "że nie jesteś robotem, nie powiodło się" in page(said)
    assert "Halina" in page(said), "nothing typed is lost"
    assert PASSWORD not in page(said)
    assert not LocalAccount.objects.exists()


def test_a_solution_serves_once(client: Client, place: Unit) -> None:
    proof = solved()
    assert client.post("/rejestracja/", {**filled(place), "altcha": proof}).status_code == 302
    again = client.post("/rejestracja/", {**filled(place, login="ewa"), "altcha": proof})
    assert again.status_code == 422
    assert LocalAccount.objects.count() == 1


def test_a_solution_of_ones_own_challenge_is_none(client: Client, place: Unit) -> None:
    made = altcha.create_challenge(altcha.ChallengeOptions(max_number=10, hmac_key="mój-klucz"))
    forged = json.dumps({**vars(made), "maxnumber": 10})
    assert client.post("/rejestracja/", {**filled(place), "altcha": solved(forged)}).status_code == 422


def test_nor_is_a_late_one(client: Client, place: Unit) -> None:
    with clock.advanced(-timedelta(hours=2)):
        proof = solved()
    assert client.post("/rejestracja/", {**filled(place), "altcha": proof}).status_code == 422


def test_an_answer_in_words_serves_once_whether_right_or_wrong(client: Client, place: Unit) -> None:
    asked = captcha.question()
    one, other = (WORDS.index(word) for word in re.findall(r"to jest (\w+) dodać (\w+)\?", asked.text)[0])
    wrong = {**filled(place), "question": asked.token, "answer": "99"}
    right = {**filled(place), "question": asked.token, "answer": f" {one + other} "}
    assert client.post("/rejestracja/", wrong).status_code == 422
    assert client.post("/rejestracja/", right).status_code == 422, "the question was used up by the wrong answer"


def test_without_scripts_the_right_sum_registers(client: Client, place: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captcha.secrets, "randbelow", lambda limit: 1)
    asked = captcha.question()
    assert asked.text == "Ile to jest trzy dodać trzy? Wpisz liczbę cyframi."
    assert client.post("/rejestracja/", {**filled(place), "question": asked.token, "answer": "6"}).status_code == 302


def test_an_address_registers_few_accounts_an_hour(
    client: Client, place: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(captcha, "is_solved", lambda data: True)
    answers = [client.post("/rejestracja/", filled(place, login=f"robot{one}")).status_code for one in range(7)]
    assert answers == [302] * 5 + [422] * 2
    with clock.advanced(timedelta(minutes=61)):
        assert client.post("/rejestracja/", filled(place, login="później")).status_code == 302


def test_trying_out_which_logins_are_taken_is_soon_over(
    client: Client, place: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    account(place)
    monkeypatch.setattr(captcha, "is_solved", lambda data: True)
    answers = [client.post("/rejestracja/", filled(place, login=" HALINA")) for _ in range(6)]
    assert "Ten login jest zajęty" in page(answers[0])
    assert [answer.status_code for answer in answers] == [422] * 4 + [429] * 2


# registration: people


def test_the_form_says_what_the_manual_says(client: Client) -> None:
    doors = page(client.get("/logowanie/"))
    for text in ("Zaloguj się", "Przypomnij hasło", "Nie masz konta? Zarejestruj", "login.gov.pl"):
        assert text in doors
    form = page(client.get("/rejestracja/"))
    for text in (
        "Dane użytkownika",
        "Dane jednostki",
        "Typ jednostki",
        "Podmiot leczniczy",
        "Praktyka lekarza",
        "Praktyka pielęgniarki",
        "NIP",
        "REGON",
        "Nr księgi rejestrowej",
        "Użytkownik posiada upoważnienie do sprawozdań finansowych",
        "Zarejestruj",
        "Ile to jest",
    ):
        assert text in form
    assert "Urząd wojewódzki" not in form


@pytest.mark.parametrize(
    "number", [{"nip": "782-160-47-48"}, {"regon": "123456785"}, {"register_number": "000000016159"}]
)
def test_a_unit_is_found_by_any_number_and_fills_its_fields_itself(
    client: Client, place: Unit, number: dict[str, str]
) -> None:
    for answer in (
        client.get("/rejestracja/jednostki/", {"kind": place.kind, **number}),
        client.post("/rejestracja/", {"kind": place.kind, **number, "find": "1", "login": "halina"}),
    ):
        shown = page(answer)
        assert answer.status_code == 200
        for text in ("Szpital Miejski", "7821604748", "123456785", "000000016159", place.teryt, "checked"):
            assert text in shown
        assert "Wpisz hasło" not in shown, "looking up complains about nothing else"


def test_practices_are_found_by_nip_or_register_number_only(client: Client) -> None:
    practice = unit(UnitKind.PRACTICE_DOCTOR, nip="7821604748", regon="123456785")
    by_regon = client.post("/rejestracja/", {"kind": practice.kind, "regon": "123456785", "find": "1"})
    assert "Praktyki szuka się tylko po numerze NIP albo numerze księgi" in page(by_regon)
    assert practice.name not in page(by_regon)
    assert practice.name in page(client.get("/rejestracja/jednostki/", {"kind": practice.kind, "nip": "7821604748"}))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"given_name": ""}, "To pole jest wymagane."),
        ({"email": "halina"}, "To nie jest poprawny adres e-mail"),
        ({"phone": "12"}, "Numer telefonu ma 9 cyfr"),
        ({"login": "ha lina"}, "nie zawiera odstępów"),
        ({"again": "inne"}, "Hasła różnią się."),
        ({"password": "krótkie", "again": "krótkie"}, "Hasło musi mieć co najmniej 12 znaków."),
        ({"password": "halina.wrona1", "again": "halina.wrona1"}, "zawiera popularne słowo, hasło albo Twoje dane"),
        ({"password": "qwertyuiop12", "again": "qwertyuiop12"}, "zbyt łatwe do odgadnięcia"),
        ({"regon": "123456784"}, "REGON"),
        ({"regon": ""}, "Podaj NIP, REGON albo numer księgi rejestrowej."),
        ({"unit": ""}, "Wybierz jednostkę z listy."),
        ({"unit": "x"}, "Wybierz jednostkę z listy."),
        ({"kind": ""}, "To pole jest wymagane."),
        ({"kind": "voivodeship_office"}, "voivodeship_office"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    client: Client, place: Unit, monkeypatch: pytest.MonkeyPatch, values: dict[str, str], said: str
) -> None:
    monkeypatch.setattr(captcha, "is_solved", lambda data: True)
    answer = client.post("/rejestracja/", filled(place, **values))
    assert answer.status_code == 422
    assert said in page(answer)
    assert not LocalAccount.objects.exists()


def test_who_registers_gets_a_form_to_sign_and_nobody_else_does(client: Client, place: Unit) -> None:
    answer = client.post("/rejestracja/", {**filled(place, financial="on"), "altcha": solved()}, follow=True)
    assert "Konto czeka na aktywację" in page(answer)
    paper = client.get("/rejestracja/formularz/")
    assert paper.content.startswith(b"%PDF")
    assert 'filename="Formularz-rejestracji-R' in paper["Content-Disposition"]
    assert Client().get("/rejestracja/formularz/").headers["Location"] == "/rejestracja/"
    assert LocalAccount.objects.get().financial


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
