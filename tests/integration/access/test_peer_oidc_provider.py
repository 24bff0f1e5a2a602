# SPDX-License-Identifier: EUPL-1.2
"""npm's `oidc-provider`, certified by the OpenID Foundation, in the place of UEOZ: well behaved, and badly set up."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import requests
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from ssoz.access.models import Person
from ssoz.audit.models import Event
from tests.peers.environment import running

pytestmark = pytest.mark.django_db
SUBSTANTIAL = "http://eidas.europa.eu/LoA/substantial"
SECRET = "s" * 43
OURS = "http://testserver"
Peer = Callable[..., AbstractContextManager[str]]


@pytest.fixture
def peer(settings: Settings) -> Peer:
    @contextmanager
    def started(backchannel: str = f"{OURS}/oidc/koniec/", **told: Any) -> Iterator[str]:
        usual = {"acr": SUBSTANTIAL, "secret": SECRET, "backchannel": backchannel}
        addresses = {"callback": f"{OURS}/oidc/powrot/", "afterLogout": f"{OURS}/"}
        with running("provider.mjs", **{**usual, **addresses, **told}) as issuer:
            settings.BASE_URL, settings.OIDC_ISSUER, settings.OIDC_CLIENT_SECRET = OURS, issuer, SECRET
            settings.OIDC_AUTHORIZE_URL, settings.OIDC_TOKEN_URL = f"{issuer}/auth", f"{issuer}/token"
            settings.OIDC_JWKS_URL, settings.OIDC_USERINFO_URL = f"{issuer}/jwks", f"{issuer}/me"
            settings.OIDC_END_SESSION_URL = f"{issuer}/session/end"
            yield issuer

    return started


def follow(browser: requests.Session, address: str) -> str:
    """On until the way leads back to us."""
    for _ in range(8):
        answer = browser.get(address, allow_redirects=False, timeout=10)
        assert answer.is_redirect, answer.text
        address = requests.compat.urljoin(address, answer.headers["Location"])
        if address.startswith(OURS):
            return address.removeprefix(OURS)
    raise AssertionError(address)


def sign_in(client: Client, browser: requests.Session | None = None) -> int:
    """Off to the peer, through it, and back."""
    question = client.get("/zaloguj/?next=/moje-konto/")["Location"]
    return client.get(follow(browser or requests.Session(), question)).status_code


def test_people_sign_in_through_a_foreign_provider(peer: Peer, client: Client) -> None:
    with peer():
        assert sign_in(client) == 302
    person = Person.objects.get()
    assert (person.subject, person.name, person.email) == ("anna", "Anna Żak", "anna@example.test")
    assert person.pesel_encrypted
    assert client.get("/moje-konto/").status_code == 200


BAD: dict[str, dict[str, Any]] = {
    "no assurance level": {"acr": None},
    "a low assurance level": {"acr": "http://eidas.europa.eu/LoA/low"},
    "a sign-in of yesterday": {"age": 86400},
    "ID tokens by ES256": {"client": {"id_token_signed_response_alg": "ES256"}},
    "ID tokens by PS256": {"client": {"id_token_signed_response_alg": "PS256"}},
    "ID tokens by HS256 with the secret of the client": {"client": {"id_token_signed_response_alg": "HS256"}},
    "a clock an hour behind": {"shift": -3600},
    "a clock an hour ahead": {"shift": 3600},
    "userinfo as a token": {"client": {"userinfo_signed_response_alg": "RS256"}},
    "userinfo with a PESEL that is none": {"userinfo": {"pesel": "44051401358"}},
    "names that are no text": {"idToken": {"given_name": {"first": "Anna"}}},
    "another secret": {"secret": "x" * 43},
    "another way to show the secret": {"client": {"token_endpoint_auth_method": "client_secret_jwt"}},
}


@pytest.mark.parametrize("kind", BAD)
def test_nobody_gets_in_through_a_provider_with(kind: str, peer: Peer, client: Client) -> None:
    with peer(**BAD[kind]):
        assert sign_in(client) == 400
    assert client.get("/moje-konto/").status_code == 302
    assert not Person.objects.exists()
    assert "44051401359" not in Event.objects.get(action="sign_in_refused").data["reason"]


def test_a_provider_that_calls_itself_otherwise_is_refused(peer: Peer, client: Client, settings: Settings) -> None:
    with peer():
        settings.OIDC_ISSUER = "https://ueoz.example"
        assert sign_in(client) == 400


@pytest.mark.django_db(transaction=True)
def test_the_session_ends_when_the_foreign_provider_says_so(
    peer: Peer, client: Client, live_server: LiveServer
) -> None:
    with peer(backchannel=f"{live_server.url}/oidc/koniec/") as issuer:
        browser = requests.Session()
        assert sign_in(client, browser) == 302
        assert client.get("/moje-konto/").status_code == 200
        page = browser.get(f"{issuer}/session/end", params={"client_id": "ssoz"}, timeout=10).text
        xsrf = re.search(r'name="xsrf" value="([^"]+)"', page)
        assert xsrf, page
        form = {"xsrf": xsrf[1], "logout": "yes"}
        browser.post(f"{issuer}/session/end/confirm", data=form, timeout=10, allow_redirects=False)
    assert client.get("/moje-konto/").status_code == 302
    assert Event.objects.filter(action="signed_out_by_provider").exists()
