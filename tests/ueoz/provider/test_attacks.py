# SPDX-License-Identifier: EUPL-1.2
"""What the provider must refuse: each vector by its name, none accepted, none a failure of ours."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.signing import Signer
from django.test import Client as Browser

from shared import clock
from tests.ueoz.provider.world import (
    account,
    body,
    entered,
    error_of,
    leads_to_sign_in,
    query,
    sign_in,
    system,
    verified,
    way_back,
)
from ueoz.accounts.models import Session
from ueoz.accounts.operations import end_session
from ueoz.accounts.origins import SYSTEM
from ueoz.provider.models import Client
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
        ("client_id", ""),
        ("nonce", "n" * 256),
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
        back = way_back(ours.ask(prompt="login"))
        assert leads_to_sign_in(ours.browser.get(back))


def test_an_address_that_was_good_once_is_not_good_for_ever() -> None:
    ours = system()
    back = way_back(ours.ask(prompt="login"))
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
