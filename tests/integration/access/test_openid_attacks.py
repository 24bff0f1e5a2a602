# SPDX-License-Identifier: EUPL-1.2
"""What the relying party must refuse, whatever the provider (or somebody in its place) says."""

import time

import pytest
from django.test import Client

from ssoz.access import sessions
from ssoz.access.models import Person
from ssoz.audit.models import Event
from tests.factories import provider as factory
from tests.factories.access import profile, signed_in
from tests.factories.provider import Claims, Provider, Sign
from tests.factories.sandbox import query_of

pytestmark = pytest.mark.django_db


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


SIGNED: dict[str, Sign] = {
    "signed by another key": factory.foreign,
    "signed by a key it brings along": factory.embedded,
    "signed by a key nobody has published": factory.unknown,
    "not signed: alg none": factory.unsigned,
    "signed by HS256 with the public key": factory.confused,
    "stripped of its signature": factory.stripped,
    "changed after it was signed": factory.altered,
    "nested without end": factory.nested,
    "signed by a key at an address it names": factory.headed(jku="http://127.0.0.1:9/jwks"),
    "signed by a certificate it names": factory.headed(x5u="http://127.0.0.1:9/x.pem", x5c=["MIIB"]),
    "critical in a way nobody knows": factory.headed(crit=["x"], x=1),
    "alg None": factory.headed(alg="None"),
    "alg nOnE": factory.headed(alg="nOnE"),
    "alg RS512": factory.headed(alg="RS512"),
    "alg PS256": factory.headed(alg="PS256"),
    "alg that is no text": factory.headed(alg=["RS256"]),
    "kid that is no text": factory.headed(kid={"a": 1}),
    "kid that is a path": factory.headed(kid="../../../dev/null"),
    "encrypted": lambda *_: "a.b.c.d.e",
}


@pytest.mark.parametrize("kind", SIGNED)
def test_a_token_is_refused_that_is(client: Client, provider: Provider, kind: str) -> None:
    provider.sign = SIGNED[kind]
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
        {"nonce": ""},
        {"nonce": 7},
        {"nonce_supported": False, "nonce": "another"},
        {"iss": ""},
        {"aud": []},
        {"aud": ""},
        {"sub": ""},
        {"exp": "later"},
        {"exp": float("inf")},
        {"iat": "now"},
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


GARBAGE: list[object] = [
    [],
    [["sub", "bogdan"]],
    "text",
    7,
    None,
    True,
    {},
    {"keys": "x"},
    {"keys": [{"kty": "oct"}]},
    {"keys": [7]},
]


@pytest.mark.parametrize("said", GARBAGE, ids=str)
@pytest.mark.parametrize("path", ["/token", "/jwks", "/userinfo"])
def test_an_answer_is_refused_that_makes_no_sense(client: Client, provider: Provider, path: str, said: object) -> None:
    provider.garbage[path] = said
    assert_refused(client, come_back(client, provider))


def test_a_return_works_once(client: Client, provider: Provider) -> None:
    asked = query_of(client.get("/zaloguj/")["Location"])
    provider.nonce = asked["nonce"]
    back = {"code": "c", "state": asked["state"]}
    assert client.get("/oidc/powrot/", back).status_code == 302
    assert client.get("/oidc/powrot/", back).status_code == 400


def test_a_victim_is_not_signed_in_as_the_attacker(client: Client, provider: Provider) -> None:
    """Login CSRF: the attacker's own return, opened in the victim's browser."""
    attacker = Client()
    asked = query_of(attacker.get("/zaloguj/")["Location"])
    provider.nonce = asked["nonce"]
    assert_refused(client, client.get("/oidc/powrot/", {"code": "c", "state": asked["state"]}).status_code)


def test_two_tabs_do_not_spoil_each_other(client: Client, provider: Provider) -> None:
    first = query_of(client.get("/zaloguj/?next=/moje-konto/")["Location"])
    second = query_of(client.get("/zaloguj/?next=/profil/")["Location"])
    assert first["state"] != second["state"]
    provider.nonce = first["nonce"]
    answer = client.get("/oidc/powrot/", {"code": "c", "state": first["state"]})
    assert answer["Location"] == "/moje-konto/"


def test_a_planted_session_key_does_not_survive_the_sign_in(client: Client, provider: Provider) -> None:
    planted = client.session
    planted["planted"] = True
    planted.save()
    client.cookies["ssoz_session"] = planted.session_key
    assert come_back(client, provider) == 302
    assert client.session.session_key != planted.session_key
    assert "planted" not in client.session
    stranger = Client()
    stranger.cookies["ssoz_session"] = planted.session_key
    assert stranger.get("/moje-konto/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "http://testserver@evil.example/",
        "/%0d%0aSet-Cookie:a=b",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(client: Client, provider: Provider, target: str) -> None:
    asked = query_of(client.get("/zaloguj/", {"next": target})["Location"])
    provider.nonce = asked["nonce"]
    answer = client.get("/oidc/powrot/", {"code": "c", "state": asked["state"]})
    assert answer["Location"] in {"/profil/?next=%2F", "/%0d%0aSet-Cookie:a=b"}, "a path of ours at most, to the letter"
    assert "Set-Cookie" not in answer.headers


def test_the_question_is_bound_to_its_answer(client: Client, provider: Provider) -> None:
    asked = query_of(client.get("/zaloguj/")["Location"])
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert min(len(asked["state"]), len(asked["nonce"])) >= 20
    assert (asked["prompt"], asked["response_type"]) == ("login", "code")


@pytest.mark.parametrize(("chosen", "browser", "said"), [("en", "pl", "en"), ("", "en-GB", "en"), ("", "de", "pl")])
def test_the_provider_is_told_the_language_of_our_page(client: Client, chosen: str, browser: str, said: str) -> None:
    held = profile()
    about = {"headers": {"Accept-Language": browser}}
    if chosen:
        client.post("/jezyk/", {"language": chosen, "next": "/"})
    assert query_of(client.get("/zaloguj/", **about)["Location"])["ui_locales"] == said
    signed_in(client, held)
    assert query_of(client.post("/wyloguj/", **about)["Location"])["ui_locales"] == said


def test_a_return_nobody_waits_for_is_refused(client: Client, provider: Provider) -> None:
    assert_refused(client, client.get("/oidc/powrot/").status_code)


def test_the_key_is_asked_for_again_when_the_provider_has_changed_it(client: Client, provider: Provider) -> None:
    assert come_back(client, provider) == 302
    provider.key = factory.NEXT_KEY
    assert come_back(Client(), provider) == 302
