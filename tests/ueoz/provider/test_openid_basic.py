# SPDX-License-Identifier: EUPL-1.2
"""OpenID Foundation, Basic OP: the modules of `oidcc-basic-certification-test-plan`."""

import base64
import json
import time
from datetime import timedelta

import pytest
from django.test import Client as Browser

from shared import clock
from tests.ueoz.provider.world import (
    CALLBACK,
    VERIFIER,
    account,
    body,
    challenge,
    entered,
    error_of,
    leads_to_sign_in,
    published,
    query,
    sign_in,
    system,
    verified,
    way_back,
)
from ueoz.provider.claims import LEVELS

pytestmark = pytest.mark.django_db


def request_object(**claims: str) -> str:
    """An unsigned request object, as the module sends it."""
    parts = ({"alg": "none"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts) + "."


def test_oidcc_server() -> None:
    anna = account()
    ours = entered(anna)
    before = int(time.time())
    answer = ours.ask()
    assert query(answer)["state"] == ours.state
    tokens = body(ours.redeem(query(answer)["code"]))
    claims = verified(tokens["id_token"]).claims
    assert claims["iss"] == "http://ueoz.localhost:8002"
    assert claims["aud"] == ours.id
    assert claims["nonce"] == ours.nonce
    assert claims["sub"] == anna.subject
    assert before <= claims["iat"] <= claims["exp"] == pytest.approx(claims["iat"] + 300, abs=2)
    assert len(claims["sub"]) <= 255
    assert "at_hash" in claims
    assert tokens["token_type"] == "Bearer"


def test_oidcc_response_type_missing() -> None:
    assert error_of(entered().ask(response_type=None)) == "invalid_request"


def test_oidcc_idtoken_signature() -> None:
    token = verified(entered().tokens()["id_token"])
    assert token.header["alg"] == "RS256"
    assert token.header["kid"] in {key.kid for key in published().keys}


def test_oidcc_idtoken_unsigned() -> None:
    """Not in our profile: unsigned ID tokens are never announced."""
    configuration = Browser().get("/.well-known/openid-configuration").json()
    assert configuration["id_token_signing_alg_values_supported"] == ["RS256"]


def test_oidcc_userinfo_get() -> None:
    ours = entered()
    tokens = ours.tokens()
    answer = ours.userinfo(tokens["access_token"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert body(answer)["sub"] == verified(tokens["id_token"]).claims["sub"]


def test_oidcc_userinfo_post_header() -> None:
    ours = entered()
    tokens = ours.tokens()
    header = {"Authorization": f"Bearer {tokens['access_token']}"}
    answer = Browser().post("/o/userinfo/", headers=header)
    assert answer.json()["sub"] == verified(tokens["id_token"]).claims["sub"]


def test_oidcc_userinfo_post_body() -> None:
    ours = entered()
    tokens = ours.tokens()
    answer = Browser().post("/o/userinfo/", {"access_token": tokens["access_token"]})
    assert answer.json()["sub"] == verified(tokens["id_token"]).claims["sub"]


def test_oidcc_ensure_request_without_nonce_succeeds_for_code_flow() -> None:
    tokens = entered().tokens(nonce=None)
    assert "nonce" not in verified(tokens["id_token"]).claims


def test_oidcc_scope_profile() -> None:
    ours = entered()
    details = body(ours.userinfo(ours.tokens(scope="openid profile")["access_token"]))
    assert set(details) == {"sub", "name", "given_name", "family_name"}


def test_oidcc_scope_email() -> None:
    ours = entered()
    details = body(ours.userinfo(ours.tokens(scope="openid email")["access_token"]))
    assert set(details) == {"sub", "email", "email_verified"}
    assert details["email_verified"] is True


def test_oidcc_scope_address() -> None:
    """Not in our profile, and not announced."""
    assert error_of(entered().ask(scope="openid address")) == "invalid_scope"


def test_oidcc_scope_phone() -> None:
    """Not in our profile, and not announced."""
    assert error_of(entered().ask(scope="openid phone")) == "invalid_scope"


def test_oidcc_scope_all() -> None:
    """All we have; `address` and `phone` are not announced."""
    ours = entered()
    details = body(ours.userinfo(ours.tokens(scope="openid profile email pesel")["access_token"]))
    assert set(details) == {"sub", "name", "given_name", "family_name", "email", "email_verified", "pesel"}


def test_oidcc_alternate_happy_flow() -> None:
    """The same with the parameters by POST and the scopes in another order."""
    ours = entered(pesel=False)
    tokens = ours.tokens(scope="email openid profile")
    assert set(tokens["scope"].split()) == {"openid", "email", "profile"}
    assert verified(tokens["id_token"]).claims["email"]


def test_oidcc_display_page() -> None:
    assert "code" in query(entered().ask(display="page"))


def test_oidcc_display_popup() -> None:
    assert "code" in query(entered().ask(display="popup"))


def test_oidcc_prompt_login() -> None:
    ours = entered(anna := account())
    first = verified(ours.tokens()["id_token"]).claims
    with clock.advanced(timedelta(seconds=5)):
        answer = ours.ask(prompt="login")
        assert leads_to_sign_in(answer)
        sign_in(ours.browser, anna)
        again = ours.browser.get(way_back(answer))
        second = verified(body(ours.redeem(query(again)["code"]))["id_token"]).claims
    assert second["auth_time"] >= first["auth_time"] + 5
    assert second["sub"] == first["sub"]


def test_oidcc_prompt_none_not_logged_in() -> None:
    assert error_of(system().ask(prompt="none")) == "login_required"


def test_oidcc_prompt_none_logged_in() -> None:
    ours = entered()
    first = verified(ours.tokens()["id_token"]).claims
    second = verified(ours.tokens(prompt="none")["id_token"]).claims
    assert {name: first[name] for name in ("sub", "auth_time", "sid")} == {
        name: second[name] for name in ("sub", "auth_time", "sid")
    }


def test_oidcc_max_age_1() -> None:
    start = clock.now()
    ours = entered(anna := account())
    with clock.frozen(start + timedelta(seconds=60)):
        answer = ours.ask(max_age="1")
        assert leads_to_sign_in(answer)
        sign_in(ours.browser, anna)
    with clock.frozen(start + timedelta(seconds=70)):
        again = ours.browser.get(way_back(answer))
        claims = verified(body(ours.redeem(query(again)["code"]))["id_token"]).claims
    assert claims["auth_time"] == int(start.timestamp()) + 60


def test_oidcc_max_age_10000() -> None:
    ours = entered()
    first = verified(ours.tokens(max_age="10000")["id_token"]).claims
    with clock.advanced(timedelta(minutes=20)):
        code = ours.code(max_age="10000")
    assert verified(body(ours.redeem(code))["id_token"]).claims["auth_time"] == first["auth_time"]


def test_oidcc_ensure_request_with_unknown_parameter_succeeds() -> None:
    assert "code" in query(entered().ask(extra="foobar"))


def test_oidcc_id_token_hint() -> None:
    ours = entered()
    token = ours.tokens()["id_token"]
    tokens = ours.tokens(id_token_hint=token, prompt="none")
    assert verified(tokens["id_token"]).claims["sub"] == verified(token).claims["sub"]


def test_oidcc_login_hint() -> None:
    assert "code" in query(entered().ask(login_hint="anna@example.test"))


def test_oidcc_ui_locales() -> None:
    assert "code" in query(entered().ask(ui_locales="se pl"))


def test_oidcc_claims_locales() -> None:
    assert "code" in query(entered().ask(claims_locales="se"))


def test_oidcc_ensure_request_with_acr_values_succeeds() -> None:
    tokens = entered().tokens(acr_values=" ".join(LEVELS))
    assert verified(tokens["id_token"]).claims["acr"] in LEVELS


def test_oidcc_codereuse() -> None:
    ours = entered()
    code = ours.code()
    assert ours.redeem(code).status_code == 200
    again = ours.redeem(code)
    assert (again.status_code, body(again)["error"]) == (400, "invalid_grant")


def test_oidcc_codereuse_30seconds() -> None:
    """After half a minute the code is as dead as before, and takes back the tokens it gave."""
    ours = entered()
    code = ours.code()
    tokens = body(ours.redeem(code))
    with clock.advanced(timedelta(seconds=30)):
        assert body(ours.redeem(code))["error"] == "invalid_grant"
    assert ours.userinfo(tokens["access_token"]).status_code == 401
    assert ours.refresh(tokens["refresh_token"]).status_code == 400


def test_oidcc_ensure_registered_redirect_uri() -> None:
    answer = entered().ask(redirect_uri=f"{CALLBACK}inne")
    assert answer.status_code == 400
    assert "Location" not in answer


def test_oidcc_ensure_post_request_succeeds() -> None:
    ours = entered()
    answer = ours.browser.post("/o/authorize/", ours.question())
    assert answer.status_code == 303
    assert "code" in query(ours.browser.get(answer["Location"]))


def test_oidcc_server_client_secret_post() -> None:
    ours = entered()
    values = {
        "grant_type": "authorization_code",
        "code": ours.code(),
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
        "client_id": ours.id,
        "client_secret": ours.secret,
    }
    assert verified(Browser().post("/o/token/", values).json()["id_token"]).claims["aud"] == ours.id


def test_oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported() -> None:
    answer = entered().ask(request_uri="https://system.example/request.jwt")
    assert error_of(answer) == "request_uri_not_supported"


def test_oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported() -> None:
    answer = entered().ask(request=request_object(nonce="another"))
    assert error_of(answer) == "request_not_supported"


def test_oidcc_claims_essential() -> None:
    """The parameter is announced as not supported, and therefore passed over; the scopes say what is told."""
    wanted = json.dumps({"userinfo": {"name": {"essential": True}}})
    ours = entered()
    assert body(ours.userinfo(ours.tokens(claims=wanted)["access_token"]))["name"] == "Anna Żak"


def test_oidcc_ensure_request_object_with_redirect_uri() -> None:
    answer = entered().ask(request=request_object(redirect_uri=f"{CALLBACK}inne"))
    assert error_of(answer) == "request_not_supported"


def test_oidcc_refresh_token() -> None:
    ours, another = entered(), system("another")
    tokens = ours.tokens()
    assert another.refresh(tokens["refresh_token"]).status_code == 400
    fresh = body(ours.refresh(tokens["refresh_token"]))
    before, after = verified(tokens["id_token"]).claims, verified(fresh["id_token"]).claims
    assert {name: before[name] for name in ("iss", "sub", "aud", "auth_time", "sid", "acr")} == {
        name: after[name] for name in ("iss", "sub", "aud", "auth_time", "sid", "acr")
    }
    assert ours.userinfo(fresh["access_token"]).status_code == 200
    assert fresh["refresh_token"] != tokens["refresh_token"]


def test_oidcc_ensure_request_with_valid_pkce_succeeds() -> None:
    verifier = "another-verifier-of-sufficient-length-0123456789"
    ours = entered()
    answer = ours.redeem(ours.code(code_challenge=challenge(verifier)), code_verifier=verifier)
    assert answer.status_code == 200
