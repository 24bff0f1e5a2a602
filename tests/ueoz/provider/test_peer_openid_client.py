# SPDX-License-Identifier: EUPL-1.2
"""npm's `openid-client`, certified by the OpenID Foundation, against our provider."""

import pytest
from django.conf import settings as configured
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.peers.environment import ask
from tests.ueoz.provider.world import AFTER_LOGOUT, CALLBACK, account, sign_in, system
from ueoz.provider.claims import LEVELS
from ueoz.provider.toolkit import toolkit_settings

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_foreign_client_discovers_signs_in_refreshes_and_leaves(live_server: LiveServer, settings: Settings) -> None:
    settings.BASE_URL = live_server.url
    settings.OAUTH2_PROVIDER = toolkit_settings(live_server.url)
    anna, ours = account(pesel="44051401359"), system()
    row = sign_in(ours.browser, anna)
    said = ask(
        "client.mjs",
        issuer=live_server.url,
        id=ours.id,
        secret=ours.secret,
        cookie=f"{configured.SESSION_COOKIE_NAME}={row.session_key}",
        callback=CALLBACK,
        afterLogout=AFTER_LOGOUT,
    )
    assert said["claims"]["sub"] == anna.subject
    assert said["claims"]["acr"] == LEVELS[1]
    assert said["refreshed"]["sid"] == said["claims"]["sid"]
    assert said["userinfo"]["pesel"] == "44051401359"
    assert said["refused"] == "invalid_grant", "the code a second time"
    assert said["revoked"], "a token given back"
    assert said["left"] == f"{AFTER_LOGOUT}?state=koniec"
    assert said["after"] == "login_required"
