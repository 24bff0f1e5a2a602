# SPDX-License-Identifier: EUPL-1.2
"""The plain way through: a system asks, somebody is signed in, the system learns who it is."""

import pytest

from tests.ueoz.provider.world import (
    account,
    body,
    entered,
    leads_to_sign_in,
    query,
    sign_in,
    system,
    verified,
    way_back,
)
from ueoz.accounts.models import Event, Visit
from ueoz.provider.claims import LEVELS

pytestmark = pytest.mark.django_db


def test_a_system_learns_who_somebody_is() -> None:
    anna = account(pesel="44051401359")
    ssoz = entered(anna, client_id="ssoz")
    answer = ssoz.ask()
    assert answer["Location"].startswith("https://system.example/powrot/?code=")
    assert (query(answer)["state"], query(answer)["iss"]) == ("stan", "http://ueoz.localhost:8002")
    tokens = body(ssoz.redeem(query(answer)["code"]))
    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 300)
    token = verified(tokens["id_token"])
    assert token.header["alg"] == "RS256"
    assert token.claims["sub"] == anna.subject
    assert (token.claims["aud"], token.claims["nonce"]) == ("ssoz", "raz")
    assert token.claims["acr"] == LEVELS[1]
    assert (token.claims["given_name"], token.claims["family_name"]) == ("Anna", "Żak")
    details = body(ssoz.userinfo(tokens["access_token"]))
    assert (details["sub"], details["pesel"], details["email"]) == (anna.subject, "44051401359", anna.email)


def test_the_entry_stands_in_the_history_of_the_account() -> None:
    anna = account()
    entered(anna, client_id="ssoz").tokens()
    assert Visit.objects.get().client_name == "Ssoz"
    assert Event.objects.filter(kind="client_entered", account=anna).count() == 1


def test_who_is_not_signed_in_goes_to_the_sign_in_page_and_comes_back() -> None:
    ssoz = system("ssoz")
    answer = ssoz.ask(prompt="login")
    assert leads_to_sign_in(answer)
    assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    back = way_back(answer)
    sign_in(ssoz.browser, account())
    assert "code" in query(ssoz.browser.get(back))
