# SPDX-License-Identifier: EUPL-1.2
"""What tokens say about a person and a sign-in. PESEL is in none of them: only userinfo tells it."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from shared.encryption import lookup_hash
from ueoz.accounts.models import Account

LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_TOKEN_LIFE = 120
LEVELS = tuple(f"http://eidas.europa.eu/LoA/{level}" for level in ("low", "substantial", "high"))

PERSON: Mapping[str, tuple[str, str]] = {
    "sub": ("openid", "subject"),
    "name": ("profile", "name"),
    "given_name": ("profile", "given_name"),
    "family_name": ("profile", "family_name"),
    "email": ("email", "email"),
}
"""Claim → scope that opens it, attribute of the account."""


def of_person(account: Account, scopes: set[str]) -> dict[str, Any]:
    """Names and e-mail, as far as the scopes go."""
    claims = {name: getattr(account, field) for name, (scope, field) in PERSON.items() if scope in scopes}
    if "email" in scopes:
        claims["email_verified"] = account.email_verified_at is not None
    return claims


def of_sign_in(*, visit: int, assurance: str, signed_in_at: datetime) -> dict[str, Any]:
    """How sure we are, since when, and what our session is called."""
    return {"acr": assurance, "auth_time": int(signed_in_at.timestamp()), "sid": session_name(visit)}


def session_name(visit: int) -> str:
    """The claim `sid`: one for each system in each session, the same for as long as the session lasts."""
    return lookup_hash(f"sid:{visit}", settings.LOOKUP_KEY)[:32]


def of_logout(*, subject: str, client_id: str, visit: int, now: datetime) -> dict[str, Any]:
    """A logout token (OpenID Connect Back-Channel Logout 1.0, 2.4)."""
    moment = int(now.timestamp())
    return {
        "iss": settings.BASE_URL,
        "sub": subject,
        "aud": client_id,
        "iat": moment,
        "exp": moment + LOGOUT_TOKEN_LIFE,
        "jti": secrets.token_urlsafe(24),
        "sid": session_name(visit),
        "events": {LOGOUT_EVENT: {}},
    }
