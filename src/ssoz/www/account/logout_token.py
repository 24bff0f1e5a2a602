# SPDX-License-Identifier: EUPL-1.2
"""What a logout token must be before it ends anything (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6).

The keys come from the provider's pinned address, RS256 is the only algorithm, and `typ` keeps an ID token from being
passed off as a logout token, which has the same issuer, audience, subject and key.
"""

import time
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry, Token

from ssoz.access.errors import LogoutRefused
from ssoz.access.operations import ProviderLogout
from ssoz.www.account.openid import FOREIGN_ERRORS, SECONDS_OF_DRIFT, provider_keys

TYPE = "logout+jwt"
EVENT = "http://schemas.openid.net/event/backchannel-logout"
LONGEST_TOKEN = 8192
LONGEST_LIFE = 600  # seconds; a longer one would have to be remembered longer
PATIENCE = 10.0  # seconds between two questions for new keys: strangers can ask for as many as they like
REGISTRY = JWSRegistry(algorithms=["RS256"])

_asked_at: dict[str, float] = {}


def read(text: str) -> ProviderLogout:
    """Verify everything and return what the token says, or refuse it with the reason."""
    if not text or len(text) > LONGEST_TOKEN:
        raise LogoutRefused("no token of the usual length")
    try:
        token = _decoded(text)
        _claims().validate(token.claims)
    except FOREIGN_ERRORS as error:
        raise LogoutRefused(type(error).__name__) from error
    _check_kind(token)
    return _logout(token.claims)


def _decoded(text: str) -> Token:
    try:
        return jwt.decode(text, provider_keys(), registry=REGISTRY)
    except InvalidKeyIdError:
        if not _may_ask_anew():
            raise
        return jwt.decode(text, provider_keys(anew=True), registry=REGISTRY)


def _may_ask_anew() -> bool:
    now, address = time.monotonic(), settings.OIDC_JWKS_URL
    if now - _asked_at.get(address, -PATIENCE) < PATIENCE:
        return False
    _asked_at[address] = now
    return True


def _claims() -> JWTClaimsRegistry:
    return JWTClaimsRegistry(
        leeway=SECONDS_OF_DRIFT,
        iss={"essential": True, "value": settings.OIDC_ISSUER},
        aud={"essential": True, "value": settings.OIDC_CLIENT_ID},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
        events={"essential": True},
    )


def _check_kind(token: Token) -> None:
    events, audience = token.claims["events"], token.claims["aud"]
    if str(token.header.get("typ", "")).lower() != TYPE:
        raise LogoutRefused("not a logout token")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise LogoutRefused("no logout event")
    if "nonce" in token.claims:
        raise LogoutRefused("nonce")
    if audience not in (settings.OIDC_CLIENT_ID, [settings.OIDC_CLIENT_ID]):
        raise LogoutRefused("for somebody else too")
    if token.claims["exp"] - token.claims["iat"] > LONGEST_LIFE:
        raise LogoutRefused("lives too long")


def _logout(claims: dict[str, Any]) -> ProviderLogout:
    subject, session = _text(claims, "sub"), _text(claims, "sid")
    if not subject and not session:
        raise LogoutRefused("neither sub nor sid")
    until = datetime.fromtimestamp(claims["exp"] + SECONDS_OF_DRIFT, UTC)
    return ProviderLogout(
        issuer=settings.OIDC_ISSUER, subject=subject, session=session, token_id=_text(claims, "jti"), until=until
    )


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name, "")
    if not isinstance(value, str) or len(value) > 255 or "\0" in value or (name in claims and not value):
        raise LogoutRefused(f"{name} is no text of the usual length")
    return value
