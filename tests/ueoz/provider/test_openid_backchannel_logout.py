# SPDX-License-Identifier: EUPL-1.2
"""OpenID Foundation, Back-Channel Logout OP: `oidcc-backchannel-rp-initiated-logout-certification-test-plan`."""

import pytest
from django.test import Client as Browser

from shared.worker import work
from tests.ueoz.provider.listener import listening
from tests.ueoz.provider.world import AFTER_LOGOUT, entered, error_of, query, verified
from ueoz.provider.claims import LOGOUT_EVENT


@pytest.mark.django_db
def test_oidcc_backchannel_logout_discovery_endpoint_verification() -> None:
    said = Browser().get("/.well-known/openid-configuration").json()
    assert said["backchannel_logout_supported"] is True
    assert said["backchannel_logout_session_supported"] is True
    assert said["end_session_endpoint"].endswith("/o/logout/")


@pytest.mark.django_db(transaction=True)
def test_oidcc_backchannel_rp_initiated_logout() -> None:
    with listening() as system_side:
        ours = entered(backchannel=system_side.url)
        token = ours.tokens()["id_token"]
        leaving = {"id_token_hint": token, "post_logout_redirect_uri": AFTER_LOGOUT, "state": "s1"}
        assert query(ours.browser.get("/o/logout/", leaving)) == {"state": "s1"}
        work(wait=False)
        [said] = system_side.heard
    assert list(said) == ["logout_token"]
    id_token, logout = verified(token), verified(said["logout_token"])
    assert (logout.header["alg"], logout.header["typ"]) == ("RS256", "logout+jwt")
    assert logout.claims["iss"] == id_token.claims["iss"]
    assert logout.claims["aud"] == ours.id
    assert (logout.claims["sub"], logout.claims["sid"]) == (id_token.claims["sub"], id_token.claims["sid"])
    assert logout.claims["events"] == {LOGOUT_EVENT: {}}
    assert logout.claims["exp"] - logout.claims["iat"] == 120
    assert logout.claims["jti"]
    assert "nonce" not in logout.claims
    assert error_of(ours.ask(prompt="none")) == "login_required"
