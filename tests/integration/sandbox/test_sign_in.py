# SPDX-License-Identifier: EUPL-1.2
"""The whole way in and out, between two processes: `ssoz` here, the sandbox under gunicorn."""

import base64
import hashlib
import json
from urllib.parse import urlencode, urlsplit

import pytest
import requests
from django.test import Client
from pytest_django import Settings

from ssoz.access import sessions
from ssoz.access.models import Person
from ssoz.audit.models import Event
from tests.factories.access import profile
from tests.factories.sandbox import ANNA, CLIENT_URL, Browser, SandboxSite, query_of

pytestmark = pytest.mark.django_db
SECRET = "sandbox-sekret-tylko-do-demonstracji-i-testow"


def enter(client: Client, sub: str = "anna", target: str = "") -> str:
    """Sign in; returns where one lands."""
    door = client.get("/zaloguj/" + (f"?{urlencode({'next': target})}" if target else ""))["Location"]
    back = Browser().sign_in(door, sub)
    answer = client.get(back.removeprefix(CLIENT_URL))
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_the_first_sign_in_makes_the_person_and_asks_for_a_profile(client: Client, sandbox: SandboxSite) -> None:
    assert enter(client) == "/profil/?next=%2F"
    anna = Person.objects.get(issuer=sandbox.url, subject="anna")
    assert (anna.name, anna.email) == ("Anna Żak", "anna@example.test")
    assert ANNA["pesel"] not in anna.pesel_encrypted
    assert anna.pesel_hash
    event = Event.objects.get(action="signed_in")
    assert event.data == {
        "issuer": sandbox.url,
        "assurance": "http://eidas.europa.eu/LoA/substantial",
        "first": True,
    }
    assert "Wybierz sposób utworzenia profilu" in client.get("/profil/").content.decode()


def test_with_one_profile_one_is_at_once_where_one_was_going(client: Client, sandbox: SandboxSite) -> None:
    enter(Client())
    held = profile(person=Person.objects.get(subject="anna"))
    assert enter(client, target="/moje-konto/?x=1") == "/moje-konto/?x=1"
    assert client.session[sessions.PROFILE] == held.pk
    assert held.unit.name in client.get("/moje-konto/").content.decode()
    assert Person.objects.count() == 1


def test_with_several_profiles_one_is_asked_first(client: Client, sandbox: SandboxSite) -> None:
    enter(Client())
    anna = Person.objects.get(subject="anna")
    for _number in range(2):
        profile(person=anna)
    assert enter(client, target="/moje-konto/") == "/profil/?next=%2Fmoje-konto%2F"
    assert client.session[sessions.PROFILE] is None


def test_what_ssoz_asks_of_the_provider(client: Client, sandbox: SandboxSite) -> None:
    door = client.get("/zaloguj/")["Location"]
    asked = query_of(door)
    assert door.startswith(f"{sandbox.url}/o/authorize/?")
    assert (asked["response_type"], asked["code_challenge_method"], asked["prompt"]) == ("code", "S256", "login")
    assert (asked["client_id"], asked["redirect_uri"]) == ("ssoz", f"{CLIENT_URL}/oidc/powrot/")
    assert len(asked["state"]) >= 20
    assert len(asked["nonce"]) >= 20
    assert query_of(client.get("/zaloguj/")["Location"])["state"] != asked["state"]


def test_signing_in_again_asks_again_who_one_is(client: Client, sandbox: SandboxSite) -> None:
    browser = Browser()
    browser.sign_in(client.get("/zaloguj/")["Location"], "anna")
    page = browser.open(client.get("/zaloguj/")["Location"])
    assert "Zaloguj jako" in page.text, "the provider's session alone lets nobody in"


def test_signing_out_ends_the_providers_session_and_leads_to_the_start(client: Client, sandbox: SandboxSite) -> None:
    browser = Browser()
    client.get(browser.sign_in(client.get("/zaloguj/")["Location"], "anna").removeprefix(CLIENT_URL))
    assert browser.session.cookies.get("sandbox_session")
    end = client.post("/wyloguj/")["Location"]
    answer = browser.session.get(end, timeout=10, allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{CLIENT_URL}/")
    assert not browser.session.cookies.get("sandbox_session")
    assert sessions.PERSON not in client.session


def test_the_session_gets_a_new_key_and_nothing_from_before(client: Client, sandbox: SandboxSite) -> None:
    session = client.session
    session["planted"] = "by the attacker"
    session.save()
    fixed = session.session_key
    enter(client)
    assert client.session.session_key != fixed
    assert "planted" not in client.session
    thief = Client()
    thief.cookies["ssoz_session"] = fixed or ""
    assert thief.get("/moje-konto/").status_code == 302


def test_somebody_signed_in_already_is_sent_on(client: Client, sandbox: SandboxSite) -> None:
    enter(client)
    assert client.get("/zaloguj/?next=/moje-konto/")["Location"] == "/moje-konto/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/x", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere_after_signing_in(client: Client, sandbox: SandboxSite, target: str) -> None:
    assert enter(client, target=target) == "/profil/?next=%2F"
    assert client.get(f"/zaloguj/?{urlencode({'next': target})}")["Location"] == "/"


def test_the_answer_of_one_flow_does_not_fit_another_browser(client: Client, sandbox: SandboxSite) -> None:
    back = Browser().sign_in(client.get("/zaloguj/")["Location"], "anna").removeprefix(CLIENT_URL)
    victim = Client()
    victim.get("/zaloguj/")
    answer = victim.get(back)
    assert answer.status_code == 400
    assert "Logowanie nie powiodło się" in answer.content.decode()
    assert sessions.PERSON not in victim.session
    assert Event.objects.get(action="sign_in_refused").data["reason"].startswith("MismatchingStateError")


def test_an_answer_works_once(client: Client, sandbox: SandboxSite) -> None:
    back = Browser().sign_in(client.get("/zaloguj/")["Location"], "anna").removeprefix(CLIENT_URL)
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 400


def test_two_tabs_can_sign_in_side_by_side(client: Client, sandbox: SandboxSite) -> None:
    first, second = (client.get("/zaloguj/")["Location"] for _tab in range(2))
    Browser().sign_in(second, "bogdan")
    back = Browser().sign_in(first, "anna").removeprefix(CLIENT_URL)
    assert client.get(back).status_code == 302


def test_a_provider_that_does_not_answer_is_a_polite_page(
    client: Client, sandbox: SandboxSite, settings: Settings
) -> None:
    back = Browser().sign_in(client.get("/zaloguj/")["Location"], "anna").removeprefix(CLIENT_URL)
    settings.OIDC_TOKEN_URL = "http://127.0.0.1:9/o/token/"
    assert client.get(back).status_code == 400


# The provider's side


class Flow:
    """One authorization of the client `ssoz`, step by step, as an attacker would vary it."""

    verifier = "v" * 64

    def __init__(self, site: SandboxSite, **changes: str | None) -> None:
        self.site = site
        challenge = base64.urlsafe_b64encode(hashlib.sha256(self.verifier.encode()).digest()).rstrip(b"=").decode()
        usual = {
            "response_type": "code",
            "client_id": "ssoz",
            "redirect_uri": f"{CLIENT_URL}/oidc/powrot/",
            "scope": "openid profile email pesel",
            "state": "s",
            "nonce": "n",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        asked = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        self.door = f"{site.url}/o/authorize/?{urlencode(asked)}"

    def code(self) -> str:
        return query_of(Browser().sign_in(self.door, "anna"))["code"]

    def redeem(self, code: str | None, **changes: str | None) -> requests.Response:
        usual = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": f"{CLIENT_URL}/oidc/powrot/",
            "client_id": "ssoz",
            "client_secret": SECRET,
            "code_verifier": self.verifier,
        }
        sent = {name: value for name, value in {**usual, **changes}.items() if value is not None}
        return requests.post(f"{self.site.url}/o/token/", sent, timeout=10)


def claims(token: str) -> dict[str, object]:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


def test_pesel_is_in_userinfo_only_and_only_when_asked_for(sandbox: SandboxSite) -> None:
    flow = Flow(sandbox)
    token = flow.redeem(flow.code()).json()
    assert ANNA["pesel"] not in json.dumps(claims(token["id_token"]))
    assert {"sub", "given_name", "family_name", "email", "acr", "nonce"} <= set(claims(token["id_token"]))

    def details(access_token: str) -> dict[str, str]:
        header = {"Authorization": f"Bearer {access_token}"}
        return requests.get(f"{sandbox.url}/o/userinfo/", headers=header, timeout=10).json()

    assert details(token["access_token"])["pesel"] == ANNA["pesel"]
    without = Flow(sandbox, scope="openid profile")
    other = details(without.redeem(without.code()).json()["access_token"])
    assert (other["sub"], other.get("pesel"), other.get("email")) == ("anna", None, None)


def test_a_code_works_once(sandbox: SandboxSite) -> None:
    flow = Flow(sandbox)
    code = flow.code()
    assert flow.redeem(code).status_code == 200
    assert flow.redeem(code).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge": "v" * 64, "code_challenge_method": "plain"},
        {"code_challenge": "v" * 64, "code_challenge_method": None},
        {"response_type": "token"},
        {"response_type": "id_token token"},
        {"redirect_uri": "https://evil.example/oidc/powrot/"},
        {"redirect_uri": f"{CLIENT_URL}/oidc/powrot/../x"},
        {"redirect_uri": f"{CLIENT_URL}.evil.example/oidc/powrot/"},
        {"client_id": "somebody-else"},
        {"scope": "openid admin"},
    ],
    ids=lambda changes: " ".join(f"{name}={value}" for name, value in changes.items()),
)
def test_the_provider_gives_no_code_for(sandbox: SandboxSite, changes: dict[str, str | None]) -> None:
    browser = Browser()
    browser.sign_in(Flow(sandbox).door, "anna")
    answer = browser.session.get(Flow(sandbox, **changes).door, timeout=10, allow_redirects=False)
    target = answer.headers.get("Location", "")
    assert "code" not in query_of(target)
    assert answer.status_code == 400 or "error" in query_of(target)
    assert urlsplit(target).netloc in ("", urlsplit(CLIENT_URL).netloc)


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": None},
        {"code_verifier": "x" * 64},
        {"client_secret": "guessed"},
        {"client_secret": None},
        {"redirect_uri": f"{CLIENT_URL}/elsewhere/"},
        {"code": "invented"},
    ],
    ids=lambda changes: " ".join(f"{name}={value}" for name, value in changes.items()),
)
def test_the_provider_gives_no_token_for(sandbox: SandboxSite, changes: dict[str, str | None]) -> None:
    flow = Flow(sandbox)
    answer = flow.redeem(**{"code": flow.code(), **changes})
    assert answer.status_code in (400, 401)
    assert "access_token" not in answer.json()


def test_the_provider_offers_no_more_than_is_needed(sandbox: SandboxSite) -> None:
    for path in ("applications/", "introspect/", "revoke_token/", "device/", "register/"):
        assert requests.get(f"{sandbox.url}/o/{path}", timeout=10).status_code == 404


# The chooser


def test_the_chooser_groups_by_role_and_finds_by_any_word(client: Client, sandbox: SandboxSite) -> None:
    door = f"{sandbox.url}/zaloguj-jako/"
    page = requests.get(door, timeout=10).text
    assert page.index("Wypełniający sprawozdania niefinansowe") < page.index("Administrator UW")
    assert "wypełnia MZ-29" in page
    found = requests.get(f"{door}?szukaj=urząd+ŁYŚ", timeout=10).text
    assert ("Bogdan Łyś" in found, "Anna Żak" in found) == (True, False)
    assert "Nikt nie pasuje" in requests.get(f"{door}?szukaj=zebra", timeout=10).text


def test_the_chooser_speaks_english_too(sandbox: SandboxSite) -> None:
    page = requests.get(f"{sandbox.url}/zaloguj-jako/", headers={"Accept-Language": "en"}, timeout=10).text
    assert "Sign in as …" in page
    assert "Zaloguj" not in page.split("<main", 1)[1]


def test_only_people_of_the_file_can_be_chosen(sandbox: SandboxSite) -> None:
    browser = Browser()
    assert browser.choose(browser.open(f"{sandbox.url}/zaloguj-jako/"), "root").status_code == 404


def test_the_chooser_leads_nobody_elsewhere(sandbox: SandboxSite) -> None:
    browser = Browser()
    page = browser.open(f"{sandbox.url}/zaloguj-jako/?next=https://evil.example/")
    assert 'name="next" value="http://testserver/"' in page.text
