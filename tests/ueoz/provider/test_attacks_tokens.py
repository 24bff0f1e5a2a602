# SPDX-License-Identifier: EUPL-1.2
"""What must not get tokens, nor an answer for them: each vector by its name, none a failure of ours."""

import base64
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from oauth2_provider.models import get_access_token_model, get_refresh_token_model

from tests.ueoz.provider.world import (
    CALLBACK,
    System,
    account,
    basic,
    body,
    challenge,
    entered,
    sign_in,
    system,
)
from ueoz.accounts.operations import block, end_session
from ueoz.accounts.origins import SYSTEM
from ueoz.provider.models import Client, ClientEvent

pytestmark = pytest.mark.django_db


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


def test_a_code_with_a_null_is_worth_nothing() -> None:
    assert entered().redeem("x\0").status_code == 400
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
    assert Browser().get("/o/token/", values, headers=basic(ours.id, ours.secret)).status_code == 400
    assert Browser().get("/o/token/", headers=basic(ours.id, ours.secret)).status_code == 405
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
