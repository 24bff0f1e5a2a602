# SPDX-License-Identifier: EUPL-1.2
"""Back-channel logout: what ends a session at once, and the logout tokens that must not end anything."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from shared import clock
from ssoz.access import sessions
from ssoz.access.models import Person, Session, SpentToken
from ssoz.audit.models import Event
from ssoz.jobs.tasks import forget_sessions
from ssoz.www.account import logout_token
from tests.factories import provider as factory
from tests.factories.access import profile
from tests.factories.provider import Provider
from tests.factories.sandbox import query_of

pytestmark = pytest.mark.django_db
Make = Callable[[Provider], str]


@pytest.fixture
def anna(provider: Provider) -> Client:
    return signed_in(provider)


def signed_in(provider: Provider, **claims: str) -> Client:
    """A browser in which somebody has signed in through the provider."""
    client = Client()
    asked = query_of(client.get("/zaloguj/?next=/moje-konto/")["Location"])
    provider.nonce, provider.claims, provider.details = asked["nonce"], dict(claims), {}
    if "sub" in claims:
        provider.details = {"sub": claims["sub"], "pesel": ""}
    assert client.get("/oidc/powrot/", {"code": "c", "state": asked["state"]}).status_code == 302
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/moje-konto/").status_code == 200


def tell(token: str) -> Any:
    answer = Client(enforce_csrf_checks=True).post("/oidc/koniec/", {"logout_token": token})
    assert answer["Cache-Control"] == "no-store"
    return answer


def assert_refused(answer: HttpResponse, client: Client) -> None:
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"  # type: ignore[attr-defined]  # the test client adds it
    assert is_in(client)
    assert not SpentToken.objects.exists()
    assert not Event.objects.filter(action="signed_out_by_provider").exists()


def test_the_session_is_over_with_the_next_request(provider: Provider, anna: Client) -> None:
    answer = tell(provider.logout_token())
    assert (answer.status_code, answer.content) == (200, b"")
    assert anna.get("/moje-konto/")["Location"] == "/zaloguj/?next=%2Fmoje-konto%2F"
    event = Event.objects.get(action="signed_out_by_provider")
    assert event.person_name == "Anna Żak"


def test_only_the_providers_session_ends_that_the_token_names(provider: Provider, anna: Client) -> None:
    elsewhere = signed_in(provider, sid="at-home")
    assert tell(provider.logout_token(sid="at-home")).status_code == 200
    assert (is_in(anna), is_in(elsewhere)) == (True, False)


def test_without_a_session_all_of_the_persons_end(provider: Provider, anna: Client) -> None:
    elsewhere = signed_in(provider, sid="at-home")
    assert tell(provider.logout_token(sid=None)).status_code == 200
    assert (is_in(anna), is_in(elsewhere)) == (False, False)
    assert Event.objects.filter(action="signed_out_by_provider").count() == 1


def test_a_session_alone_says_enough(provider: Provider, anna: Client) -> None:
    assert tell(provider.logout_token(sub=None)).status_code == 200
    assert not is_in(anna)


def test_nobody_else_is_signed_out(provider: Provider, anna: Client) -> None:
    bob = signed_in(provider, sub="bogdan", sid="bobs")
    assert tell(provider.logout_token(sid=None)).status_code == 200
    assert (is_in(anna), is_in(bob)) == (False, True)


def test_a_session_of_one_person_is_not_ended_in_the_name_of_another(provider: Provider, anna: Client) -> None:
    signed_in(provider, sub="bogdan", sid="bobs")
    assert tell(provider.logout_token(sub="bogdan")).status_code == 200
    assert is_in(anna)


def test_people_of_another_issuer_with_the_same_subject_stay(provider: Provider, anna: Client) -> None:
    Person.objects.update(issuer="https://another.example")
    assert tell(provider.logout_token()).status_code == 200
    assert is_in(anna)


def test_somebody_we_do_not_know_has_nothing_to_end(provider: Provider, anna: Client) -> None:
    assert tell(provider.logout_token(sub="nobody")).status_code == 200
    assert is_in(anna)


def test_choosing_another_profile_changes_the_key_and_not_the_owner(provider: Provider, anna: Client) -> None:
    before = Session.objects.get().session_key
    chosen = profile(person=Person.objects.get())
    anna.post("/profil/", {"profile": str(chosen.public_id)})
    row = Session.objects.get()
    assert row.session_key != before
    assert (row.person_id, row.provider_session) == (chosen.person_id, "session-at-the-provider")
    tell(provider.logout_token())
    assert not is_in(anna)


def test_a_request_on_its_way_does_not_bring_the_session_back(provider: Provider, anna: Client) -> None:
    late = anna.session
    late[sessions.ACTIVE] = 0
    tell(provider.logout_token())
    with pytest.raises(UpdateError):
        late.save()
    assert not Session.objects.exists()


def test_a_visitor_leaves_no_owner_in_the_store(client: Client, provider: Provider) -> None:
    client.get("/zaloguj/")
    assert Session.objects.get().person_id is None


def test_sessions_are_found_without_opening_them(
    provider: Provider, anna: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    token = provider.logout_token()
    tell(provider.logout_token(sub="nobody"))
    for number in range(5):
        signed_in(provider, sid=f"s{number}")
    with django_assert_num_queries(10):
        tell(token)


def alg_none(provider: Provider) -> str:
    header = {"alg": "none", "typ": "logout+jwt"}
    return f"{factory.encoded(header)}.{provider.logout_token().split('.')[1]}."


def stripped(provider: Provider) -> str:
    return provider.logout_token().rpartition(".")[0] + "."


def foreign_key(provider: Provider) -> str:
    return Provider(url=provider.url, key=factory.FOREIGN_KEY).logout_token()


def embedded_key(provider: Provider) -> str:
    stranger = Provider(url=provider.url, key=factory.FOREIGN_KEY)
    return stranger.logout_token({"kid": "x", "jwk": factory.FOREIGN_KEY.as_dict(private=False)})


def key_by_address(provider: Provider) -> str:
    stranger = Provider(url=provider.url, key=factory.FOREIGN_KEY)
    return stranger.logout_token({"jku": "http://127.0.0.1:9/jwks"})


def hmac_with_the_public_key(provider: Provider) -> str:
    claims = factory.jwt.decode(provider.logout_token(), factory.RSA_KEY).claims
    return factory.by_hmac({"alg": "HS256", "kid": "honest", "typ": "logout+jwt"}, claims)


def altered(provider: Provider) -> str:
    header, _, signature = provider.logout_token().split(".")
    return f"{header}.{provider.logout_token(sub='bogdan').split('.')[1]}.{signature}"


def id_token(provider: Provider) -> str:
    return provider.id_token()


def id_token_with_event(provider: Provider) -> str:
    return provider.logout_token({"typ": "JWT"})


def access_token(provider: Provider) -> str:
    return provider.logout_token({"typ": "at+jwt"})


def unknown_critical_header(provider: Provider) -> str:
    header = {"alg": "RS256", "kid": "honest", "typ": "logout+jwt", "crit": ["exp"], "exp": 1}
    body = provider.logout_token().split(".")[1]
    return f"{factory.encoded(header)}.{body}.{'A' * 342}"


def deeply_nested(provider: Provider) -> str:
    header = factory.base64.urlsafe_b64encode(b"[" * 5000).decode()
    return f"{header}.e30.AAAA"


def with_claims(**claims: object) -> Make:
    return lambda provider: provider.logout_token(**claims)


NOW = int(time.time())
BAD: dict[str, Make] = {
    "alg none": alg_none,
    "signature taken off": stripped,
    "signed by another key": foreign_key,
    "key brought along": embedded_key,
    "key by address": key_by_address,
    "HS256 with the public key": hmac_with_the_public_key,
    "claims changed after signing": altered,
    "an ID token": id_token,
    "typ of an ID token": id_token_with_event,
    "typ of an access token": access_token,
    "unknown critical header": unknown_critical_header,
    "deeply nested": deeply_nested,
    "another issuer": with_claims(iss="https://evil.example"),
    "no issuer": with_claims(iss=None),
    "another audience": with_claims(aud="somebody-else"),
    "audience beside us": with_claims(aud=["ssoz", "somebody-else"]),
    "no audience": with_claims(aud=None),
    "expired": with_claims(iat=NOW - 3600, exp=NOW - 3500),
    "no expiry": with_claims(exp=None),
    "expiry that is no number": with_claims(exp="later"),
    "lives for years": with_claims(exp=NOW + 10**9),
    "lives for ever": with_claims(exp=10**400),
    "issued in the future": with_claims(iat=NOW + 3600, exp=NOW + 3700),
    "no time of issue": with_claims(iat=None),
    "no events": with_claims(events=None),
    "another event": with_claims(events={"http://schemas.openid.net/event/something": {}}),
    "events as a list": with_claims(events=[factory.LOGOUT_EVENT]),
    "event that is no object": with_claims(events={factory.LOGOUT_EVENT: True}),
    "with nonce": with_claims(nonce="n"),
    "with empty nonce": with_claims(nonce=""),
    "neither sub nor sid": with_claims(sub=None, sid=None),
    "sub that is no text": with_claims(sub=7),
    "empty sub": with_claims(sub=""),
    "sub too long": with_claims(sub="s" * 256),
    "sub with a null": with_claims(sub="anna\0"),
    "sid that is no text": with_claims(sid=["session-at-the-provider"]),
    "empty sid": with_claims(sid=""),
    "no jti": with_claims(jti=None),
    "jti that is no text": with_claims(jti=7),
    "empty jti": with_claims(jti=""),
    "no token": lambda _: "",
    "no token at all, only text": lambda _: "x.y.z",
    "text outside ASCII": lambda _: "ż.ó.ł",
    "endless": lambda provider: provider.logout_token() + "A" * 9000,
}


@pytest.mark.parametrize("kind", BAD)
def test_a_logout_token_ends_nothing_that_is(kind: str, provider: Provider, anna: Client) -> None:
    assert_refused(tell(BAD[kind](provider)), anna)


def test_a_logout_token_works_once(provider: Provider, anna: Client) -> None:
    token = provider.logout_token()
    assert tell(token).status_code == 200
    again = signed_in(provider)
    answer = tell(token)
    assert (answer.status_code, answer.json()["error_description"]) == (400, "replayed")
    assert is_in(again)


def test_spent_tokens_are_forgotten_when_they_are_refused_for_their_age(provider: Provider, anna: Client) -> None:
    token = provider.logout_token()
    tell(token)
    forget_sessions(0)
    assert SpentToken.objects.count() == 1
    with clock.advanced(timedelta(seconds=200)):
        forget_sessions(0)
    assert not SpentToken.objects.exists()


def test_the_endpoint_takes_nothing_but_a_form_by_post(provider: Provider, anna: Client) -> None:
    token = provider.logout_token()
    assert anna.get("/oidc/koniec/", {"logout_token": token}).status_code == 405
    in_json = Client().post("/oidc/koniec/", {"logout_token": token}, content_type="application/json")
    assert_refused(in_json, anna)


def test_a_provider_that_does_not_answer_ends_nothing(provider: Provider, anna: Client, settings: Settings) -> None:
    settings.OIDC_JWKS_URL = "http://127.0.0.1:9/jwks"
    assert_refused(tell(provider.logout_token()), anna)


def test_new_keys_are_asked_for_when_the_provider_has_changed_them(provider: Provider, anna: Client) -> None:
    provider.key = factory.NEXT_KEY
    assert tell(provider.logout_token()).status_code == 200
    assert not is_in(anna)


def test_strangers_cannot_make_us_ask_for_keys_without_end(provider: Provider, anna: Client) -> None:
    asked = provider.asked_for_keys
    for _ in range(5):
        assert_refused(tell(provider.logout_token({"kid": "unheard-of"})), anna)
    assert provider.asked_for_keys == asked + 1
    logout_token._asked_at.clear()
    assert tell(provider.logout_token()).status_code == 200
