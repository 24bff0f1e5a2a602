# SPDX-License-Identifier: EUPL-1.2
"""OpenID Foundation, RP-Initiated Logout OP: `oidcc-rp-initiated-logout-certification-test-plan`."""

from typing import Any

import pytest
from django.test import Client as Browser

from tests.ueoz.provider.world import AFTER_LOGOUT, System, entered, error_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> System:
    return entered()


def leave(ours: System, **parameters: str) -> Any:
    return ours.browser.get("/o/logout/", parameters)


def is_in(ours: System) -> bool:
    """Whether a silent sign-in still succeeds; the module asks the same way."""
    answer = ours.ask(prompt="none")
    if "code=" in answer["Location"]:
        return True
    assert error_of(answer) == "login_required"
    return False


def asks_first(answer: Any) -> bool:
    return answer.status_code == 200 and "Czy chcesz się wylogować?" in answer.content.decode()


def test_oidcc_rp_initiated_logout_discovery_endpoint_verification() -> None:
    said = Browser().get("/.well-known/openid-configuration").json()
    assert said["end_session_endpoint"].endswith("/o/logout/")


def test_oidcc_rp_initiated_logout(ours: System) -> None:
    token = ours.tokens()["id_token"]
    answer = leave(ours, id_token_hint=token, post_logout_redirect_uri=AFTER_LOGOUT, state="s1")
    assert (answer.status_code, answer["Location"]) == (302, f"{AFTER_LOGOUT}?state=s1")
    assert not is_in(ours)


def test_oidcc_rp_initiated_logout_bad_post_logout_redirect_uri(ours: System) -> None:
    token = ours.tokens()["id_token"]
    answer = leave(ours, id_token_hint=token, post_logout_redirect_uri=f"{AFTER_LOGOUT}inne", state="s1")
    assert answer.status_code == 400
    assert "Location" not in answer
    assert is_in(ours)


def test_oidcc_rp_initiated_logout_modified_id_token_hint(ours: System) -> None:
    header, payload, signature = ours.tokens()["id_token"].split(".")
    token = f"{header}.{payload[:-4]}AAAA.{signature}"
    answer = leave(ours, id_token_hint=token, post_logout_redirect_uri=AFTER_LOGOUT, state="s1")
    assert answer.status_code == 400
    assert is_in(ours)


def test_oidcc_rp_initiated_logout_no_id_token_hint(ours: System) -> None:
    """Without a hint nobody knows who asks: the person is asked, and nobody is sent to an address of unknown origin."""
    assert leave(ours, post_logout_redirect_uri=AFTER_LOGOUT, state="s1").status_code == 400
    answer = leave(ours, client_id=ours.id, post_logout_redirect_uri=AFTER_LOGOUT, state="s1")
    assert asks_first(answer)
    assert is_in(ours)


def test_oidcc_rp_initiated_logout_no_params(ours: System) -> None:
    assert asks_first(leave(ours))
    assert is_in(ours)
    answer = ours.browser.post("/o/wyloguj/")
    assert "Twoja sesja w UEOZ jest zakończona" in answer.content.decode()
    assert not is_in(ours)


def test_oidcc_rp_initiated_logout_no_post_logout_redirect_uri(ours: System) -> None:
    answer = leave(ours, id_token_hint=ours.tokens()["id_token"], state="s1")
    assert "Twoja sesja w UEOZ jest zakończona" in answer.content.decode()
    assert not is_in(ours)


def test_oidcc_rp_initiated_logout_no_state(ours: System) -> None:
    answer = leave(ours, id_token_hint=ours.tokens()["id_token"], post_logout_redirect_uri=AFTER_LOGOUT)
    assert answer["Location"] == AFTER_LOGOUT
    assert not is_in(ours)


def test_oidcc_rp_initiated_logout_only_state(ours: System) -> None:
    assert asks_first(leave(ours, state="s1"))
    assert is_in(ours)


def test_oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri(ours: System) -> None:
    token = ours.tokens()["id_token"]
    answer = leave(ours, id_token_hint=token, post_logout_redirect_uri=f"{AFTER_LOGOUT}?foo=bar", state="s1")
    assert answer.status_code == 400
    assert is_in(ours)


def test_oidcc_rp_initiated_logout_bad_id_token_hint(ours: System) -> None:
    for token in ("not-a-token", "a.b.c", "e30.e30.e30"):
        assert leave(ours, id_token_hint=token, post_logout_redirect_uri=AFTER_LOGOUT).status_code == 400
    assert is_in(ours)
