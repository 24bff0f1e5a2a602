# SPDX-License-Identifier: EUPL-1.2
"""The OpenID relying party: authorization code with PKCE towards one provider whose addresses are pinned.

Nothing is discovered. With discovery the provider's own document decides which signatures count, `none` included; here
RS256 is the only one, whatever the network says.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared import clock
from shared.environment import is_local
from shared.identifiers import IdentifierError, clean_pesel
from ssoz.access.errors import SignInRefused
from ssoz.access.operations import Identity
from ssoz.access.queries import knows_pesel

SCOPE = "openid profile email pesel"
SECONDS_OF_DRIFT = 30  # between the provider's clock and ours
FOREIGN_ERRORS = (
    AuthlibBaseError,
    JoseError,
    requests.RequestException,
    RecursionError,  # JSON nested a thousand deep
    ValueError,
    TypeError,
    KeyError,
)


@dataclass(frozen=True)
class Answer:
    """What came back: who it is, what names and later ends the provider's session, and where the person was going."""

    identity: Identity
    id_token: str
    provider_session: str
    target: str


def start(request: HttpRequest, target: str) -> str:
    """The provider's address to send the browser to, which is asked to go on in the language of our page.

    People sign in there anew: they are not let back in silently.
    """
    client = _client(_addresses())
    callback = settings.BASE_URL + reverse("account:callback")
    values = client.create_authorization_url(callback, prompt="login", ui_locales=get_language())
    asked = int(clock.now().timestamp())
    client.save_authorize_data(request, redirect_uri=callback, target=target, asked=asked, **values)
    return str(values["url"])


def finish(request: HttpRequest) -> Answer:
    """Redeem the code and check everything that can be checked; any doubt is a refusal."""
    client = _client(_addresses())
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise SignInRefused("answer of another issuer")
    flow = client.framework.get_state_data(request.session, request.GET.get("state")) or {}
    try:
        token = client.authorize_access_token(request, claims_options=_claims_options(), leeway=SECONDS_OF_DRIFT)
        claims = _checked(token, asked=int(flow["asked"]))
        identity = _identity(claims, _pesel(client, token, _text(claims["sub"], 255)))
        session = _text(claims.get("sid", ""), 255)
        return Answer(identity, str(token["id_token"]), session, str(flow.get("target", "")))
    except FOREIGN_ERRORS as error:
        raise SignInRefused(f"{type(error).__name__}: {error}") from error


def end_address(id_token: str) -> str:
    """Where the provider ends its own session; from there people come back to the start page."""
    values = {
        "client_id": settings.OIDC_CLIENT_ID,
        "post_logout_redirect_uri": settings.BASE_URL + "/",
        "ui_locales": get_language(),
    }
    if id_token:
        values["id_token_hint"] = id_token
    return f"{settings.OIDC_END_SESSION_URL}?{urlencode(values)}"


def provider_keys(*, anew: bool = False) -> KeySet:
    """The keys the provider signs with, from its pinned address; remembered until they are asked for anew."""
    return KeySet.import_key_set(_client(_addresses()).fetch_jwk_set(force=anew))


def _checked(token: dict[str, Any], *, asked: int) -> dict[str, Any]:
    if "userinfo" not in token:
        raise SignInRefused("no id_token")
    claims: dict[str, Any] = token["userinfo"]
    if claims.get("acr") not in settings.OIDC_ASSURANCE_LEVELS:
        raise SignInRefused("assurance too low")
    if claims["auth_time"] < asked - SECONDS_OF_DRIFT:
        raise SignInRefused("nobody signed in for this")  # `prompt` was taken out of the address on its way
    return claims


def _identity(claims: dict[str, Any], pesel: str) -> Identity:
    return Identity(
        issuer=settings.OIDC_ISSUER,
        subject=_text(claims["sub"], 255),
        given_name=_text(claims["given_name"], 100),
        family_name=_text(claims["family_name"], 100),
        email=_text(claims.get("email", ""), 254),
        assurance=claims["acr"],
        pesel=pesel,
    )


def _pesel(client: DjangoOAuth2App, token: dict[str, Any], subject: str) -> str:
    """Ask for the number once: it does not change, and what is known already need not travel again."""
    if knows_pesel(issuer=settings.OIDC_ISSUER, subject=subject):
        return ""
    details = client.userinfo(token=token)
    if details.get("sub") != subject:
        raise SignInRefused("userinfo of another subject")
    try:
        return clean_pesel(details["pesel"]) if details.get("pesel") else ""
    except IdentifierError as error:
        raise SignInRefused("pesel does not hold") from error  # the number itself must not reach the trail


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise SignInRefused("a claim is no text of the usual length")
    return value


def _claims_options() -> dict[str, dict[str, object]]:
    return {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "sub": {"essential": True},
        "nonce": {"essential": True},
    }


def _addresses() -> tuple[tuple[str, str], ...]:
    return (
        ("issuer", settings.OIDC_ISSUER),
        ("authorize_url", settings.OIDC_AUTHORIZE_URL),
        ("access_token_url", settings.OIDC_TOKEN_URL),
        ("jwks_uri", settings.OIDC_JWKS_URL),
        ("userinfo_endpoint", settings.OIDC_USERINFO_URL),
        ("client_id", settings.OIDC_CLIENT_ID),
        ("client_secret", settings.OIDC_CLIENT_SECRET),
    )


@cache
def _client(addresses: tuple[tuple[str, str], ...]) -> DjangoOAuth2App:
    registry = OAuth()
    return registry.register(
        "provider",
        **dict(addresses),
        id_token_signing_alg_values_supported=["RS256"],
        client_kwargs={
            "scope": SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": 10,
            "trust_env": not is_local(urlsplit(settings.OIDC_TOKEN_URL).hostname or ""),  # a proxy leads out
        },
    )
