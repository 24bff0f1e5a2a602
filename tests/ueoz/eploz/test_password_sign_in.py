# SPDX-License-Identifier: EUPL-1.2
"""e-PLOZ login and password: they lead to the migration, and guessing them leads nowhere."""

import logging
import time
from datetime import timedelta
from statistics import median
from urllib.parse import parse_qs, urlsplit

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test import Client
from lxml import html

from shared import clock, passwords
from tests.factories.exports import EXPORTS
from tests.factories.exports import PASSWORD as EXPORTED
from tests.ueoz.world import HALINA, MAREK, PASSWORD, arrived, entry_of
from ueoz.eploz.directory import OwnTable

pytestmark = pytest.mark.django_db
WRONG = "Login lub hasło są niepoprawne."
MANY = "Zbyt wiele nieudanych prób."


@pytest.fixture(autouse=True)
def entry():
    return entry_of(HALINA)


def tried(client: Client, login: str, password: str, address: str = "10.0.0.1", **query: str):
    values = {"username": login, "password": password}
    return client.post("/zaloguj/eploz/", values, query_params=query, REMOTE_ADDR=address)


def test_the_right_password_leads_to_the_migration_through_the_node(client: Client) -> None:
    answer = tried(client, " Halina.Wrona", PASSWORD, next="/konto/historia/")
    assert answer.headers["Location"] == "/eploz/"
    page = client.get("/eploz/").content.decode()
    assert "halina.wrona" in page
    assert "/wk/start/?next=%2Fkonto%2Fhistoria%2F" in page
    assert HALINA.pesel not in page


def test_it_opens_nothing_else(client: Client) -> None:
    tried(client, "halina.wrona", PASSWORD)
    for address in ("/konto/", "/migracja/", "/przyjecie/"):
        assert client.get(address).headers["Location"].startswith("/zaloguj/")


@pytest.mark.parametrize(("login", "password"), [("halina.wrona", "inne"), ("nikt", PASSWORD), ("nikt", "inne")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(client: Client, login: str, password: str) -> None:
    answer = tried(client, login, password)
    assert answer.status_code == 401
    assert WRONG in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize(("values", "said"), [({}, "Wpisz login."), ({"username": "x"}, "Wpisz hasło.")])
def test_what_is_missing_is_told_at_its_place(client: Client, values: dict[str, str], said: str) -> None:
    answer = client.post("/zaloguj/eploz/", values)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_reload_of_the_refusal_leads_to_the_form(client: Client) -> None:
    assert client.get("/zaloguj/eploz/").headers["Location"] == "/zaloguj/"
    assert client.get("/eploz/").headers["Location"] == "/zaloguj/"


def test_a_wrong_name_costs_one_question_and_one_hash_like_a_wrong_password(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(passwords, "verify", lambda password, written: asked.append(written) and False)
    for login in ("halina.wrona", "nikt", "ktos-inny"):
        OwnTable().check(login, "inne")
    assert len(asked) == 3
    assert len(set(asked)) == 1, "a login nobody has is refused by the hash of a neighbour"


def test_a_wrong_name_takes_as_long_as_a_wrong_password() -> None:
    entry_of(MAREK, login="marek", password=passwords.read(EXPORTS["django pbkdf2_sha256"].replace("$100$", "$60000$")))

    def taken(login: str) -> float:
        begun = time.process_time()
        OwnTable().check(login, "inne")
        return time.process_time() - begun

    neighbour = {login: OwnTable().check(login, EXPORTED) for login in ("nikt1", "nikt2", "nikt3")}
    assert set(neighbour.values()) == {None}
    known = sorted(median(taken(login) for _ in range(7)) for login in ("halina.wrona", "marek"))
    for login in neighbour:
        assert median(taken(login) for _ in range(7)) <= known[1] * 2


def test_without_any_account_a_name_still_costs_a_hash(entry) -> None:
    entry.delete()
    begun = time.process_time()
    assert OwnTable().check("nikt", "inne") is None
    assert time.process_time() - begun > 0.01


def test_five_wrong_passwords_lock_the_name_wherever_they_come_from(client: Client) -> None:
    for number in range(5):
        answer = tried(client, "halina.wrona", "inne", address=f"10.0.0.{number}")
    assert answer.status_code == 429
    locked = tried(client, "HALINA.wrona ", PASSWORD, address="10.0.0.99")
    assert locked.status_code == 429
    assert MANY in locked.content.decode()
    assert "15 minut" in locked.content.decode()


def test_a_name_nobody_has_is_locked_alike(client: Client) -> None:
    for _ in range(5):
        tried(client, "nikt", "inne")
    assert tried(client, "nikt", "inne").status_code == 429


def test_twenty_names_tried_from_one_address_lock_the_address_and_no_other(client: Client) -> None:
    for number in range(20):
        tried(client, f"nikt{number}", "inne", address="10.0.0.7")
    assert tried(client, "halina.wrona", PASSWORD, address="10.0.0.7").status_code == 429
    assert tried(client, "halina.wrona", PASSWORD, address="10.0.0.8").status_code == 302


def test_a_lock_opens_after_a_quarter_of_an_hour(client: Client) -> None:
    for _ in range(5):
        tried(client, "halina.wrona", "inne")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE axes_accessattempt SET attempt_time = attempt_time - interval '16 minutes'")
    assert tried(client, "halina.wrona", PASSWORD).status_code == 302


def test_the_right_password_forgets_the_wrong_ones(client: Client) -> None:
    for _ in range(4):
        tried(client, "halina.wrona", "inne")
    assert tried(client, "halina.wrona", PASSWORD).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_neither_tables_nor_logs_learn_the_password_the_name_or_a_pesel(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for _ in range(6):
            tried(client, HALINA.pesel, "Sekretne-haslo-9")
        tried(client, "halina.wrona", PASSWORD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text FROM axes_accessattempt a UNION ALL SELECT s::text FROM django_session s")
        kept = str(cursor.fetchall())
    for secret in (HALINA.pesel, "Sekretne-haslo-9", PASSWORD):
        assert secret not in kept
        assert secret not in caplog.text


def test_after_the_migration_the_password_is_a_wrong_one(client: Client) -> None:
    OwnTable().retire(HALINA.pesel)
    assert WRONG in tried(client, "halina.wrona", PASSWORD).content.decode()


def test_the_key_of_the_session_changes(client: Client) -> None:
    before = arrived(client, MAREK).session.session_key
    tried(client, "halina.wrona", PASSWORD)
    assert client.session.session_key != before


def test_a_clock_that_is_moved_does_not_open_locks(client: Client) -> None:
    for _ in range(5):
        tried(client, "halina.wrona", "inne")
    with clock.advanced(timedelta(hours=1)):
        assert tried(client, "halina.wrona", PASSWORD).status_code == 429, "axes asks the machine, not us"


def test_after_a_refusal_a_reload_and_the_other_language_keep_the_way(client: Client) -> None:
    target = "/o/authorize/?client_id=ssoz&state=a%26b"
    refused = tried(client, "halina.wrona", "inne", next=target)
    assert refused.status_code == 401
    [switch] = html.document_fromstring(refused.content).xpath("//form[@class='language']//input[@name='next']/@value")
    answer = client.post("/jezyk/", {"language": "en", "next": switch}, follow=True)
    [door] = html.document_fromstring(answer.content).xpath("//a[starts-with(@href, '/wk/start/')]/@href")
    assert parse_qs(urlsplit(str(door)).query)["next"] == [target]
    [form] = html.document_fromstring(answer.content).xpath("//form[starts-with(@action, '/zaloguj/eploz/')]/@action")
    assert parse_qs(urlsplit(str(form)).query)["next"] == [target]


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_refusal_leads_nobody_elsewhere(client: Client, target: str) -> None:
    assert "evil" not in tried(client, "halina.wrona", "inne", next=target).content.decode().split("<main")[1]
    answer = client.get("/zaloguj/eploz/", {"next": target}, follow=True)
    assert 'href="/wk/start/"' in answer.content.decode()
