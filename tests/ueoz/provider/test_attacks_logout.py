# SPDX-License-Identifier: EUPL-1.2
"""What must not sign anybody out, nor send them elsewhere: each vector by its name, none a failure of ours."""

import base64
import json

import pytest
from django.test import Client as Browser

from tests.ueoz.provider.test_attacks import OPEN_REDIRECTS
from tests.ueoz.provider.world import (
    AFTER_LOGOUT,
    account,
    entered,
    error_of,
    sign_in,
    system,
)
from ueoz.accounts.models import Session
from ueoz.provider.farewell import logout_token

pytestmark = pytest.mark.django_db


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


def named(kid: str) -> str:
    header = base64.urlsafe_b64encode(json.dumps({"alg": "RS256", "kid": kid}).encode()).decode().rstrip("=")
    return f"{header}.e30.AAAA"


def test_a_logout_token_is_no_hint() -> None:
    ours = entered()
    ours.tokens()
    visit = ours.client.authorizations.get().visit
    assert ours.browser.get("/o/logout/", {"id_token_hint": logout_token(visit)}).status_code == 400


@pytest.mark.parametrize(
    "hint",
    [
        *("x", "x.y.z", "..", "\0", "e30.e30.e30", f"{deep(3000)}.e30.AAAA", "ż.ó.ł", "x" * 9000, '{"payload":"e30"}'),
        *(named("a\0"), named("\ud800")),
    ],
    ids=[
        *("text", "parts", "dots", "null", "empty", "deep", "letters", "endless", "json"),
        *("key with a null", "key with half a character"),
    ],
)
def test_a_hint_is_refused_that_is(hint: str) -> None:
    ours = entered()
    assert ours.browser.get("/o/logout/", {"id_token_hint": hint}).status_code == 400
    answer = ours.ask(prompt="none", id_token_hint=hint)
    assert answer.status_code == 400 or error_of(answer) == "login_required"


@pytest.mark.parametrize("client_id", ["nobody", "sys\0tem"])
def test_logging_out_of_a_system_nobody_knows_is_refused(client_id: str) -> None:
    assert entered().browser.get("/o/logout/", {"client_id": client_id}).status_code == 400
