# SPDX-License-Identifier: EUPL-1.2
"""What the provider must refuse: each vector by its name, none accepted, none a failure of ours."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.db import connection
from django.test import Client as Browser
from oauth2_provider.models import get_access_token_model, get_refresh_token_model

from shared import clock
from tests.ueoz.provider.world import (
    AFTER_LOGOUT,
    CALLBACK,
    System,
    account,
    basic,
    body,
    challenge,
    entered,
    error_of,
    leads_to_sign_in,
    query,
    sign_in,
    system,
    verified,
)
from ueoz.accounts.models import Session
from ueoz.accounts.operations import block, end_session
from ueoz.accounts.origins import SYSTEM
from ueoz.provider.farewell import logout_token
from ueoz.provider.models import Client, ClientEvent
from ueoz.provider.operations import Who, disable_client

pytestmark = pytest.mark.django_db

OPEN_REDIRECTS = {
    "another site": "https://evil.example/powrot/",
    "site below ours": "https://evil.system.example/powrot/",
    "site that begins like ours": "https://system.example.evil.example/powrot/",
    "name before the site": "https://system.example@evil.example/powrot/",
    "name before our site": "https://evil@system.example/powrot/",
    "backslash": "https://evil.example\\@system.example/powrot/",
    "another path": "https://system.example/inne/",
    "path below": "https://system.example/powrot/inne",
    "path without the last stroke": "https://system.example/powrot",
    "path upwards": "https://system.example/powrot/../inne/",
    "path in other letters": "https://system.example/Powrot/",
    "encoded path": "https://system.example/%70owrot/",
    "query added": "https://system.example/powrot/?next=https://evil.example",
    "empty query added": "https://system.example/powrot/?",
    "fragment added": "https://system.example/powrot/#x",
    "another port": "https://system.example:8443/powrot/",
    "without encryption": "http://system.example/powrot/",
    "script": "javascript:alert(1)//system.example/powrot/",
    "data": "data:text/html,x",
    "relative": "/powrot/",
    "without scheme": "//system.example/powrot/",
    "line break": "https://system.example/powrot/\r\nSet-Cookie: a=b",
    "brackets": "https://[::1",
    "loopback": "http://127.0.0.1:9/powrot/",
    "empty": "",
}


@pytest.mark.parametrize("kind", OPEN_REDIRECTS)
def test_nobody_is_sent_to(kind: str) -> None:
    answer = entered().ask(redirect_uri=OPEN_REDIRECTS[kind])
    assert answer.status_code == 400
    assert "Location" not in answer


@pytest.mark.parametrize("kind", OPEN_REDIRECTS)
def test_nobody_is_sent_after_logout_to(kind: str) -> None:
    address = OPEN_REDIRECTS[kind].replace("/powrot/", "/").replace("/powrot", "")
    if address in ("", AFTER_LOGOUT):
        address = "https://system.example/powrot/"
    ours = entered()
    values = {"client_id": ours.id, "id_token_hint": ours.tokens()["id_token"], "post_logout_redirect_uri": address}
    answer = ours.browser.get("/o/logout/", values)
    assert answer.status_code == 400
    assert Session.objects.filter(ended_at=None).exists()


REFUSED_QUESTIONS: dict[str, dict[str, str | None]] = {
    "PKCE missing": {"code_challenge": None, "code_challenge_method": None},
    "PKCE plain": {"code_challenge_method": "plain"},
    "PKCE without a method, which means plain": {"code_challenge_method": None},
    "PKCE of an unknown method": {"code_challenge_method": "S512"},
    "PKCE empty": {"code_challenge": ""},
    "PKCE too short": {"code_challenge": "abc"},
    "PKCE that is no digest": {"code_challenge": "ż" * 43},
    "implicit token": {"response_type": "token"},
    "implicit ID token": {"response_type": "id_token"},
    "hybrid": {"response_type": "code id_token"},
    "hybrid with token": {"response_type": "code token"},
    "no answer wanted": {"response_type": "none"},
    "answer in the fragment": {"response_mode": "fragment"},
    "answer by form": {"response_mode": "form_post"},
    "no openid": {"scope": "profile"},
    "no scope": {"scope": None},
    "unknown scope": {"scope": "openid admin"},
    "silent and not silent": {"prompt": "none login"},
    "negative age": {"max_age": "-1"},
    "age that is no number": {"max_age": "1e9"},
    "registration on the way": {"registration": "{}"},
}


@pytest.mark.parametrize("kind", REFUSED_QUESTIONS)
def test_a_question_gets_no_code_with(kind: str) -> None:
    ours = entered()
    assert error_of(ours.ask(**REFUSED_QUESTIONS[kind]))
    assert query(ours.ask(**REFUSED_QUESTIONS[kind]))["state"] == ours.state


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client_id", "nobody"),
        ("client_id", "sys\0tem"),
        ("client_id", ""),
        ("nonce", "n" * 256),
        ("nonce", "n\0"),
        ("state", "s" * 2001),
        ("scope", "openid " * 100),
        ("claims", "c" * 4001),
    ],
)
def test_a_question_is_refused_on_our_own_page_with_a_bad(name: str, value: str) -> None:
    answer = entered().ask(**{name: value})
    assert answer.status_code == 400
    assert "Nie możemy tego zrobić" in answer.content.decode()


@pytest.mark.parametrize("name", ["client_id", "redirect_uri", "state", "scope", "code_challenge", "prompt", "nonce"])
def test_a_parameter_given_twice_is_refused(name: str) -> None:
    ours = entered()
    values = {**ours.question(prompt="login")}
    answer = ours.browser.get("/o/authorize/", {**values, name: [values[name], values[name]]})
    assert answer.status_code == 400


def test_the_questions_are_checked_before_anybody_signs_in_for_nothing() -> None:
    assert error_of(system().ask(code_challenge_method="plain")) == "invalid_request"
    assert system("other").ask(redirect_uri="https://evil.example/").status_code == 400


def test_a_disabled_system_gets_nothing() -> None:
    ours = entered()
    tokens, code = ours.tokens(), ours.code()
    disable_client(by=Who(), client=ours.client)
    assert ours.ask().status_code == 400
    assert ours.redeem(code).status_code == 401
    assert ours.refresh(tokens["refresh_token"]).status_code == 401
    assert ours.userinfo(tokens["access_token"]).status_code == 401


def test_pesel_is_not_for_systems_that_may_not_know_it() -> None:
    assert error_of(entered(pesel=False).ask(scope="openid pesel")) == "invalid_scope"


def test_pesel_is_told_no_longer_once_the_system_lost_the_right() -> None:
    ours = entered()
    token = ours.tokens()["access_token"]
    Client.objects.update(may_know_pesel=False)
    assert "pesel" not in body(ours.userinfo(token))


def test_pesel_is_in_no_token_and_in_no_address() -> None:
    ours = entered(account(pesel="44051401359"))
    answer = ours.ask()
    tokens = body(ours.redeem(query(answer)["code"]))
    refreshed = body(ours.refresh(tokens["refresh_token"]))
    for text in (answer["Location"], json.dumps(tokens), json.dumps(refreshed)):
        assert "44051401359" not in text
    for token in (tokens["id_token"], refreshed["id_token"]):
        assert "44051401359" not in json.dumps(verified(token).claims)


# Signing in anew


@pytest.mark.parametrize("since", ["", "1", "1795000000:x", "x:y", "1795000000", ":::", "²:x"])
def test_the_proof_of_a_new_sign_in_cannot_be_made_up(since: str) -> None:
    assert leads_to_sign_in(entered().ask(prompt="login", since=since))


def test_the_proof_of_a_new_sign_in_is_not_that_of_something_else() -> None:
    past = str(int(clock.now().timestamp()) - 10)
    assert leads_to_sign_in(entered().ask(prompt="login", since=Signer(salt="other").sign(past)))


def test_coming_back_without_having_signed_in_leads_there_again() -> None:
    ours = entered()
    with clock.advanced(timedelta(seconds=2)):
        back = query(ours.ask(prompt="login"))["next"]
        assert leads_to_sign_in(ours.browser.get(back))


def test_an_address_that_was_good_once_is_not_good_for_ever() -> None:
    ours = system()
    back = query(ours.ask(prompt="login"))["next"]
    sign_in(ours.browser, account())
    assert "code" in query(ours.browser.get(back))
    with clock.advanced(timedelta(minutes=61)):
        Session.objects.update(active_at=clock.now())
        assert leads_to_sign_in(ours.browser.get(back))


def test_a_session_that_is_over_hands_out_nothing() -> None:
    ours = system()
    row = sign_in(ours.browser, account())
    end_session(by=SYSTEM, session=row)
    assert error_of(ours.ask(prompt="none")) == "login_required"
    assert leads_to_sign_in(ours.ask())


def test_a_planted_session_key_does_not_survive_the_sign_in() -> None:
    browser = Browser()
    planted = browser.session
    planted["x"] = 1
    planted.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    first = sign_in(browser, anna := account()).session_key
    assert first != planted.session_key
    assert sign_in(browser, anna).session_key not in (first, planted.session_key)


def test_somebody_else_than_the_system_has_in_mind_is_not_let_in_silently() -> None:
    ours, theirs = entered(), system("theirs")
    hint = ours.tokens()["id_token"]
    sign_in(ours.browser, account(given_name="Ewa", subject="ewa"))
    assert error_of(ours.ask(prompt="none", id_token_hint=hint)) == "login_required"
    assert error_of(ours.ask(id_token_hint="x.y.z")) == "login_required"
    assert theirs


# The token endpoint


def test_a_code_that_comes_twice_takes_back_what_it_gave() -> None:
    ours = entered()
    code = ours.code()
    tokens = body(ours.redeem(code))
    fresh = body(ours.refresh(tokens["refresh_token"]))
    assert body(ours.redeem(code))["error"] == "invalid_grant"
    assert ours.userinfo(fresh["access_token"]).status_code == 401
    assert body(ours.refresh(fresh["refresh_token"]))["error"] == "invalid_grant"
    assert ClientEvent.objects.filter(kind="code_replayed", client=ours.client).count() == 1


def test_a_code_replayed_by_another_system_harms_nobody() -> None:
    ours, theirs = entered(), system("theirs")
    code = ours.code()
    tokens = body(ours.redeem(code))
    assert body(theirs.redeem(code))["error"] == "invalid_grant"
    assert ours.userinfo(tokens["access_token"]).status_code == 200


BAD_REDEMPTIONS: dict[str, dict[str, str | None]] = {
    "no verifier": {"code_verifier": None},
    "another verifier": {"code_verifier": "w" * 43},
    "the challenge as verifier": {"code_verifier": challenge()},
    "another address": {"redirect_uri": "https://system.example/inne/"},
    "no address": {"redirect_uri": None},
    "another code": {"code": "x" * 30},
    "no code": {"code": None},
    "a code with a null": {"code": "x\0"},
    "an endless code": {"code": "x" * 5000},
    "grant by password": {"grant_type": "password", "username": "anna", "password": "x"},
    "grant of the system itself": {"grant_type": "client_credentials"},
    "grant of a device": {"grant_type": "urn:ietf:params:oauth:grant-type:device_code"},
    "no grant": {"grant_type": None},
    "another grant": {"grant_type": "magic"},
}


@pytest.mark.parametrize("kind", BAD_REDEMPTIONS)
def test_a_code_is_worth_nothing_with(kind: str) -> None:
    ours = entered()
    answer = ours.redeem(**{"code": ours.code(), **BAD_REDEMPTIONS[kind]})
    assert answer.status_code == 400
    assert body(answer)["error"] in ("invalid_grant", "invalid_request", "unsupported_grant_type")
    assert not get_access_token_model().objects.exists()


def test_a_code_is_good_for_a_minute() -> None:
    ours = entered()
    code = ours.code()
    connection.cursor().execute("UPDATE oauth2_provider_grant SET expires = now() - interval '1 second'")
    assert body(ours.redeem(code))["error"] == "invalid_grant"


def test_a_code_of_another_system_is_worth_nothing() -> None:
    ours, theirs = entered(), system("theirs")
    assert body(theirs.redeem(ours.code()))["error"] == "invalid_grant"


def test_a_code_dies_with_its_session() -> None:
    ours = system()
    row = sign_in(ours.browser, account())
    code = ours.code()
    end_session(by=SYSTEM, session=row)
    assert body(ours.redeem(code))["error"] == "invalid_grant"


def test_a_code_of_a_blocked_account_is_worth_nothing() -> None:
    ours = entered(anna := account())
    code = ours.code()
    block(by=SYSTEM, account=anna, who="test")
    assert body(ours.redeem(code))["error"] == "invalid_grant"


BAD_CREDENTIALS = {
    "another secret": basic("system", "x"),
    "no secret": basic("system", ""),
    "another system": basic("nobody", "x"),
    "a null": basic("sys\0tem", "x"),
    "no colon": {"Authorization": f"Basic {base64.b64encode(b'system').decode()}"},
    "no base64": {"Authorization": "Basic %%%"},
    "letters outside ASCII": {"Authorization": "Basic \xe9\xe9\xe9\xe9"},
    "another scheme": {"Authorization": "Bearer x"},
    "nothing": {},
}


@pytest.mark.parametrize("kind", BAD_CREDENTIALS)
def test_a_system_is_not_believed_with(kind: str) -> None:
    ours = entered()
    values = {"grant_type": "authorization_code", "code": ours.code(), "redirect_uri": CALLBACK}
    answer = Browser().post("/o/token/", values, headers=BAD_CREDENTIALS[kind])
    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_client"


def test_the_hash_of_a_secret_is_no_secret() -> None:
    ours = entered()
    stored = Client.objects.get(pk=ours.client.pk).client_secret
    assert stored != ours.secret
    assert ours.redeem(ours.code(), secret=stored).status_code == 401


def test_tokens_are_not_given_by_get_nor_for_json() -> None:
    ours = entered()
    values = {"grant_type": "authorization_code", "code": ours.code(), "redirect_uri": CALLBACK}
    assert Browser().get("/o/token/", values, headers=basic(ours.id, ours.secret)).status_code == 405
    in_json = Browser().post(
        "/o/token/", json.dumps(values), content_type="application/json", headers=basic(ours.id, ours.secret)
    )
    assert in_json.status_code == 400


def test_a_refresh_token_that_comes_twice_ends_the_whole_family() -> None:
    ours = entered()
    first = ours.tokens()
    second = body(ours.refresh(first["refresh_token"]))
    assert body(ours.refresh(first["refresh_token"]))["error"] == "invalid_grant"
    assert body(ours.refresh(second["refresh_token"]))["error"] == "invalid_grant"
    assert ours.userinfo(second["access_token"]).status_code == 401


def test_a_refresh_token_opens_no_more_than_it_was_given_for() -> None:
    ours = entered()
    token = ours.tokens(scope="openid")["refresh_token"]
    assert body(ours.refresh(token, scope="openid pesel"))["error"] == "invalid_scope"


def test_a_refresh_token_dies_with_the_account() -> None:
    ours = entered(anna := account())
    token = ours.tokens()["refresh_token"]
    block(by=SYSTEM, account=anna, who="test")
    assert body(ours.refresh(token))["error"] == "invalid_grant"


# Userinfo


@pytest.fixture
def held() -> tuple[System, dict[str, Any]]:
    ours = entered()
    return ours, ours.tokens()


@pytest.mark.parametrize("token", ["", "x", "x\0", "ż", "x" * 5000, "a b"])
def test_userinfo_is_not_told_for(token: str) -> None:
    answer = Browser().get("/o/userinfo/", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert "invalid_token" in answer["WWW-Authenticate"]


def test_other_tokens_are_no_access_tokens(held: tuple[System, dict[str, Any]]) -> None:
    ours, tokens = held
    for name in ("id_token", "refresh_token"):
        assert ours.userinfo(tokens[name]).status_code == 401


def test_an_access_token_in_the_address_is_refused(held: tuple[System, dict[str, Any]]) -> None:
    answer = Browser().get("/o/userinfo/", {"access_token": held[1]["access_token"]})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_an_access_token_is_good_for_five_minutes(held: tuple[System, dict[str, Any]]) -> None:
    connection.cursor().execute("UPDATE oauth2_provider_accesstoken SET expires = now()")
    assert held[0].userinfo(held[1]["access_token"]).status_code == 401


def test_a_token_given_back_is_dead(held: tuple[System, dict[str, Any]]) -> None:
    ours, tokens = held
    Browser().post("/o/revoke/", {"token": tokens["access_token"]}, headers=basic(ours.id, ours.secret))
    assert ours.userinfo(tokens["access_token"]).status_code == 401


def test_a_token_cannot_be_given_back_by_another_system(held: tuple[System, dict[str, Any]]) -> None:
    ours, tokens = held
    theirs = system("theirs")
    Browser().post("/o/revoke/", {"token": tokens["access_token"]}, headers=basic(theirs.id, theirs.secret))
    assert ours.userinfo(tokens["access_token"]).status_code == 200


def test_whoever_reads_the_database_finds_no_token_to_use(held: tuple[System, dict[str, Any]]) -> None:
    tokens = held[1]
    stored = [*get_access_token_model().objects.values(), *get_refresh_token_model().objects.values()]
    text = json.dumps(stored, default=str)
    assert len(stored) == 2
    assert tokens["access_token"] not in text
    assert tokens["refresh_token"] not in text


# Logging out


def test_a_link_from_elsewhere_signs_nobody_out() -> None:
    ours = entered()
    assert "Czy chcesz się wylogować?" in ours.browser.get("/o/logout/").content.decode()
    assert Session.objects.filter(ended_at=None).exists()


def test_a_form_from_elsewhere_signs_nobody_out() -> None:
    strict = Browser(enforce_csrf_checks=True)
    sign_in(strict, account())
    assert strict.post("/o/wyloguj/").status_code == 403
    assert strict.post("/o/logout/").status_code == 303
    assert Session.objects.filter(ended_at=None).exists()


def test_the_token_of_another_person_signs_nobody_out() -> None:
    ours = entered()
    theirs = system("theirs")
    sign_in(theirs.browser, account(given_name="Ewa", subject="ewa"))
    answer = ours.browser.get("/o/logout/", {"id_token_hint": theirs.tokens()["id_token"]})
    assert "Czy chcesz się wylogować?" in answer.content.decode()
    assert Session.objects.filter(ended_at=None).count() == 2


def test_a_hint_is_refused_with_the_name_of_another_system() -> None:
    ours, theirs = entered(), system("theirs")
    values = {"id_token_hint": ours.tokens()["id_token"], "client_id": theirs.id}
    assert ours.browser.get("/o/logout/", values).status_code == 400


def deep(depth: int) -> str:
    return base64.urlsafe_b64encode(b'{"kid":' + b"[" * depth).decode().rstrip("=")


def test_a_logout_token_is_no_hint() -> None:
    ours = entered()
    ours.tokens()
    visit = ours.client.authorizations.get().visit
    assert ours.browser.get("/o/logout/", {"id_token_hint": logout_token(visit)}).status_code == 400


@pytest.mark.parametrize(
    "hint",
    ["x", "x.y.z", "..", "\0", "e30.e30.e30", f"{deep(3000)}.e30.AAAA", "ż.ó.ł", "x" * 9000, '{"payload":"e30"}'],
    ids=["text", "parts", "dots", "null", "empty", "deep", "letters", "endless", "json"],
)
def test_a_hint_is_refused_that_is(hint: str) -> None:
    ours = entered()
    assert ours.browser.get("/o/logout/", {"id_token_hint": hint}).status_code == 400
    answer = ours.ask(prompt="none", id_token_hint=hint)
    assert answer.status_code == 400 or error_of(answer) == "login_required"


@pytest.mark.parametrize("client_id", ["nobody", "sys\0tem"])
def test_logging_out_of_a_system_nobody_knows_is_refused(client_id: str) -> None:
    assert entered().browser.get("/o/logout/", {"client_id": client_id}).status_code == 400
