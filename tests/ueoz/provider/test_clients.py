# SPDX-License-Identifier: EUPL-1.2
"""Systems added, changed and shut out: by command and on the administrator's pages."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser

from tests.ueoz.provider.world import CALLBACK, account, body, entered, query, sign_in, system
from ueoz.provider.errors import ClientError
from ueoz.provider.models import Client, ClientEvent
from ueoz.provider.operations import ClientData, Who, add_client, set_administrator

pytestmark = pytest.mark.django_db


def run(*words: str, **options: Any) -> str:
    said = StringIO()
    call_command(*words, stdout=said, **options)
    return said.getvalue()


def kinds() -> list[str]:
    return list(ClientEvent.objects.order_by("id").values_list("kind", flat=True))


def test_a_system_lives_by_commands() -> None:
    said = run("client", "add", "nowy-system", "--redirect", CALLBACK, "--pesel", "tak", "--name", "Nowy system")
    secret = said.rpartition(": ")[2].strip()
    ours = entered(client_id="another")
    ours.client, ours.secret = Client.objects.get(client_id="nowy-system"), secret
    assert body(ours.userinfo(ours.tokens()["access_token"]))["pesel"]
    assert "Zmieniono" in run("client", "change", "nowy-system", "--after-logout", "https://system.example/")
    assert "Bez zmian" in run("client", "change", "nowy-system", "--after-logout", "https://system.example/")
    assert ours.client.addresses == [CALLBACK], "what is not said stays"
    fresh = run("client", "secret", "nowy-system").rpartition(": ")[2].strip()
    assert ours.redeem(ours.code()).status_code == 401
    assert ours.redeem(ours.code(), secret=fresh).status_code == 200
    run("client", "disable", "nowy-system")
    assert "wyłączony" in run("client", "list")
    assert ours.ask().status_code == 400
    run("client", "enable", "nowy-system")
    assert "code" in query(ours.ask())
    assert kinds() == ["added", "added", "changed", "secret", "disabled", "enabled"]
    assert set(ClientEvent.objects.values_list("by", flat=True)) == {"system"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["add", "x", "--redirect", "/powrot/"], "musi zaczynać się od https://"),
        (["add", "x", "--redirect", "javascript:alert(1)"], "musi zaczynać się od https://"),
        (["add", "x", "--redirect", "https://*.example/"], "nie może zawierać"),
        (["add", "x", "--redirect", "https://a@b.example/"], "nie może zawierać"),
        (["add", "x", "--redirect", "https://a.example/#b"], "nie może zawierać"),
        (["add", "x", "--redirect", "https://[::1"], "nie jest adresem"),
        (["add", "x", "--redirect", "https://a.example:x/"], "nie jest adresem"),
        (["add", "x", "--redirect", "https://ż.example/"], "zwykłych znaków"),
        (["add", "x"], "przynajmniej jeden adres"),
        (["add", "Duże Litery", "--redirect", CALLBACK], "Identyfikator"),
        (["add", "nowy", "--redirect", CALLBACK], "Identyfikator"),
        (["add", "system", "--redirect", CALLBACK], "już istnieje"),
        (["add", "x", "--redirect", CALLBACK, "--backchannel", "ftp://a.example/"], "musi zaczynać się"),
        (["change", "nobody"], "Nie ma systemu"),
        (["secret", "nobody"], "Nie ma systemu"),
    ],
)
def test_a_command_is_refused_with_a_sentence(words: list[str], reason: str) -> None:
    system()
    with pytest.raises(CommandError, match=reason):
        run("client", *words)
    assert kinds() == ["added"]


def test_the_database_refuses_a_client_outside_the_profile() -> None:
    ours = system()
    for field, value in (("client_type", "public"), ("algorithm", "HS256"), ("authorization_grant_type", "implicit")):
        with pytest.raises(DatabaseError), transaction.atomic():
            Client.objects.filter(pk=ours.client.pk).update(**{field: value})


def test_events_of_clients_stay() -> None:
    system()
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        ClientEvent.objects.update(by="x")
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("DELETE FROM provider_clientevent")


def test_ssoz_is_made_from_the_settings_and_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSOZ_URL", "http://ssoz.localhost:8000")
    run("ssoz_client")
    client = Client.objects.get(client_id="ssoz")
    before = client.client_secret
    run("ssoz_client")
    client.refresh_from_db()
    assert client.client_secret == before
    assert client.addresses == ["http://ssoz.localhost:8000/oidc/powrot/"]
    assert client.backchannel_logout_uri == "http://127.0.0.1:8000/oidc/koniec/"
    assert kinds() == ["added"]
    monkeypatch.setenv("SSOZ_URL", "http://ssoz.localhost:9000")
    monkeypatch.setenv("SSOZ_OIDC_CLIENT_SECRET", "another secret of sufficient length")
    run("ssoz_client")
    assert kinds() == ["added", "changed", "secret"]


# The pages


@pytest.fixture
def administrator() -> Browser:
    browser, anna = Browser(), account()
    sign_in(browser, anna)
    set_administrator(by=Who(), account=anna, granted=True)
    return browser


FILLED = {
    "client_id": "rejestr",
    "name": "Rejestr",
    "redirect_uris": "https://rejestr.example/a/\r\nhttps://rejestr.example/b/",
    "is_own": "on",
}


@pytest.mark.parametrize("path", ["", "nowy/", "system/"])
def test_pages_of_systems_are_for_administrators(path: str, administrator: Browser) -> None:
    system()
    address = f"/administracja/systemy/{path}"
    assert Browser().get(address)["Location"] == f"/zaloguj/?next={address}"
    somebody = Browser()
    sign_in(somebody, account(given_name="Ewa"))
    assert somebody.get(address).status_code == 403
    assert somebody.post(address).status_code in (403, 405)
    page = administrator.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]


def test_an_administrator_adds_a_system_and_sees_its_secret_once(administrator: Browser) -> None:
    page = administrator.post("/administracja/systemy/nowy/", FILLED).content.decode()
    secret = re.search(r"<dt>Sekret</dt><dd><code>([\w-]{43})</code>", page)
    assert secret
    client = Client.objects.get(client_id="rejestr")
    assert client.addresses == ["https://rejestr.example/a/", "https://rejestr.example/b/"]
    shown = administrator.get("/administracja/systemy/rejestr/").content.decode()
    assert secret[1] not in shown
    assert "dodanie systemu" in shown
    event = ClientEvent.objects.get(kind="added")
    assert (event.by, event.account.name if event.account else "") == ("Anna Żak", "Anna Żak")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"redirect_uris": "http"}, "musi zaczynać się od https://"),
        ({"redirect_uris": ""}, "przynajmniej jeden adres"),
        ({"client_id": "Ż"}, "Identyfikator może mieć"),
        ({"client_id": ""}, "Podaj identyfikator."),
        ({"client_id": "system"}, "już istnieje"),
        ({"name": ""}, "Podaj nazwę"),
    ],
)
def test_a_page_says_what_is_wrong(administrator: Browser, changes: dict[str, str], reason: str) -> None:
    system()
    page = administrator.post("/administracja/systemy/nowy/", {**FILLED, **changes})
    assert page.status_code == 422
    assert reason in page.content.decode()
    assert Client.objects.count() == 1


def test_an_administrator_changes_renews_and_switches(administrator: Browser) -> None:
    ours = system()
    address = "/administracja/systemy/system/"
    changed = {**FILLED, "may_know_pesel": "on"}
    assert administrator.post(address, changed)["Location"] == address
    ours.client.refresh_from_db()
    assert (ours.client.name, ours.client.may_know_pesel, ours.client.client_id) == ("Rejestr", True, "system")
    assert administrator.post(f"{address}sekret/").status_code == 200
    administrator.post(f"{address}stan/")
    assert Client.objects.get().disabled_at
    administrator.post(f"{address}stan/")
    assert not Client.objects.get().disabled_at
    assert kinds()[-4:] == ["changed", "secret", "disabled", "enabled"]
    assert administrator.get("/administracja/systemy/nobody/").status_code == 404
    assert administrator.get(f"{address}sekret/").status_code == 405


def test_forms_from_elsewhere_change_nothing() -> None:
    strict, anna = Browser(enforce_csrf_checks=True), account()
    sign_in(strict, anna)
    set_administrator(by=Who(), account=anna, granted=True)
    system()
    assert strict.post("/administracja/systemy/system/sekret/").status_code == 403
    assert kinds() == ["administrator_granted", "added"]


def test_the_right_is_given_and_taken_by_command() -> None:
    browser, anna = Browser(), account()
    sign_in(browser, anna)
    run("administrator", anna.subject)
    assert "Systemy" in browser.get("/konto/").content.decode()
    run("administrator", anna.pesel, revoke=True)
    assert browser.get("/administracja/systemy/").status_code == 403
    with pytest.raises(CommandError, match="Nie ma takiego konta"):
        run("administrator", "nobody")


# Consent


def test_a_system_that_is_not_ours_is_asked_about() -> None:
    theirs = entered(own=False)
    assert query(theirs.ask(prompt="none"))["error"] == "consent_required"
    page = theirs.ask()
    assert page.status_code == 200
    text = page.content.decode()
    assert "System prosi o Twoje dane" in text
    assert "numer PESEL" in text
    assert "https://system.example" in page["Content-Security-Policy"]
    action = re.search(r'action="(/o/zgoda/[^"]+)"', text)
    assert action
    address = action[1].replace("&amp;", "&")
    said = theirs.browser.post(address, {"allow": "yes"})
    assert body(theirs.redeem(query(said)["code"]))["id_token"]
    assert query(theirs.browser.post(address, {"allow": "no"}))["error"] == "access_denied"


def test_nobody_consents_for_somebody_else() -> None:
    theirs = system(own=False)
    theirs.browser = Browser(enforce_csrf_checks=True)
    sign_in(theirs.browser, account())
    assert theirs.browser.post("/o/zgoda/", theirs.question()).status_code == 403
    assert theirs.browser.get("/o/zgoda/", theirs.question()).status_code == 405


def test_two_systems_do_not_share_a_name() -> None:
    system()
    with pytest.raises(ClientError):
        add_client(by=Who(), client_id="system", data=ClientData(name="x", redirect_uris=[CALLBACK]))
