# SPDX-License-Identifier: EUPL-1.2
"""What the relying party must refuse, whatever the provider (or somebody in its place) says."""

import time
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import Settings

from ssoz.access import sessions
from ssoz.access.models import Person
from ssoz.audit.models import Event
from tests.factories import provider as factory
from tests.factories.provider import Claims, Provider, Sign, running_provider
from tests.factories.sandbox import query_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    with running_provider() as running:
        for name, value in running.settings().items():
            setattr(settings, name, value)
        yield running


def come_back(client: Client, provider: Provider, **changes: str) -> int:
    """Start the sign-in and return with an answer to it, or to something else."""
    asked = query_of(client.get("/zaloguj/?next=/moje-konto/")["Location"])
    provider.nonce = asked["nonce"]
    return client.get("/oidc/powrot/", {"code": "c", "state": asked["state"], **changes}).status_code


def assert_refused(client: Client, status: int) -> None:
    assert status == 400
    assert sessions.PERSON not in client.session
    assert not Person.objects.exists()
    event = Event.objects.get()
    assert (event.action, event.person_id) == ("sign_in_refused", None)
    assert event.data["reason"]
    assert "44051401359" not in event.data["reason"]


def test_an_honest_answer_is_accepted(client: Client, provider: Provider) -> None:
    assert come_back(client, provider) == 302
    assert Person.objects.get().subject == "anna"


@pytest.mark.parametrize(
    "sign", [factory.foreign, factory.embedded, factory.unknown, factory.unsigned, factory.confused, factory.stripped]
)
def test_a_token_is_refused_that_is(client: Client, provider: Provider, sign: Sign) -> None:
    provider.sign = sign
    assert_refused(client, come_back(client, provider))


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "somebody-else"},
        {"aud": ["ssoz", "somebody-else"]},
        {"aud": ["ssoz", "somebody-else"], "azp": "somebody-else"},
        {"azp": "somebody-else"},
        {"nonce": "another"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600},
        {"at_hash": "wrong"},
        {"auth_time": int(time.time()) - 3600},
        {"auth_time": "now"},
        {"sid": "s" * 256},
        {"sid": 7},
        {"acr": "http://eidas.europa.eu/LoA/low"},
        {"acr": None},
        {"given_name": ["Anna"]},
        {"family_name": "Ż" * 101},
        {"email": {"home": "anna@example.test"}},
        {"sub": "s" * 256},
        {"sub": 7},
    ],
    ids=" ".join,
)
def test_claims_are_refused(client: Client, provider: Provider, claims: Claims) -> None:
    provider.claims = claims
    assert_refused(client, come_back(client, provider))


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "nonce", "exp", "iat", "acr", "auth_time", "given_name"])
def test_a_token_is_refused_without(client: Client, provider: Provider, missing: str) -> None:
    provider.without = (missing,)
    assert_refused(client, come_back(client, provider))


@pytest.mark.parametrize(
    "token", [{"id_token": None}, {"id_token": "x.y.z"}, {"id_token": ""}, {"access_token": None}, {"id_token": 7}]
)
def test_an_answer_of_the_token_endpoint_is_refused(client: Client, provider: Provider, token: Claims) -> None:
    provider.token = token
    assert_refused(client, come_back(client, provider))


@pytest.mark.parametrize(
    "details", [{"sub": "bogdan"}, {"sub": None}, {"pesel": "44051401358"}, {"pesel": "x"}, {"pesel": 44051401359}]
)
def test_userinfo_is_refused(client: Client, provider: Provider, details: Claims) -> None:
    provider.details = details
    assert_refused(client, come_back(client, provider))


@pytest.mark.parametrize("status", [400, 500])
def test_a_failing_provider_is_refused(client: Client, provider: Provider, status: int) -> None:
    provider.status = status
    assert_refused(client, come_back(client, provider))


@pytest.mark.parametrize(
    "changes", [{"state": "forged"}, {"state": ""}, {"error": "access_denied"}, {"iss": "https://evil.example"}]
)
def test_a_return_is_refused(client: Client, provider: Provider, changes: dict[str, str]) -> None:
    assert_refused(client, come_back(client, provider, **changes))


def test_a_return_nobody_waits_for_is_refused(client: Client, provider: Provider) -> None:
    assert_refused(client, client.get("/oidc/powrot/").status_code)


def test_the_key_is_asked_for_again_when_the_provider_has_changed_it(client: Client, provider: Provider) -> None:
    assert come_back(client, provider) == 302
    provider.key = factory.NEXT_KEY
    assert come_back(Client(), provider) == 302
