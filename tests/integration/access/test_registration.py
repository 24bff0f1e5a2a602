# SPDX-License-Identifier: EUPL-1.2
"""„Nie masz konta? Zarejestruj”: what robots try first, then what people get."""

import base64
import json
import re
from datetime import timedelta

import pytest
from altcha import v1 as altcha
from django.test import Client
from pytest_django import Settings

from shared import clock
from ssoz.access.models import LocalAccount
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.www.account.local import captcha
from tests.factories.access import profile, signed_in
from tests.factories.local import (
    ADDRESSES,
    PASSWORD,
    WORDS,
    account,
    filled,
    page,
    solved,
)
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def place() -> Unit:
    return unit(name="Szpital Miejski", nip="7821604748", regon="123456785", register_number="000000016159")


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
