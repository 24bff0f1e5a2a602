# SPDX-License-Identifier: EUPL-1.2
"""ID tokens that come back as `id_token_hint`: ours, whatever their age, or nobody's."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from jwcrypto.common import JWException
from jwcrypto.jws import JWS

from ueoz.provider.keys import key_named

LONGEST = 8192


@dataclass(frozen=True)
class Hint:
    """Whom an ID token of ours was about, for whom it was made, and in which session."""

    subject: str
    client_id: str
    session: str


def read(text: str) -> Hint | None:
    """Verify signature and issuer; a token that is over says who somebody was just as well."""
    if not text or len(text) > LONGEST:
        return None
    try:
        claims = _verified(text)
        hint = Hint(str(claims["sub"]), str(claims["aud"]), str(claims.get("sid", "")))
        return hint if claims["iss"] == settings.BASE_URL and "events" not in claims else None
    except (JWException, ValueError, KeyError, TypeError, RecursionError):
        return None


def key_name(text: str) -> str:
    """What the token says its key is called; nothing is verified yet."""
    token = JWS()
    token.deserialize(text)
    return str(token.jose_header.get("kid", "")).replace("\0", "")


def _verified(text: str) -> dict[str, Any]:
    token = JWS()
    token.allowed_algs = ["RS256"]
    token.deserialize(text)
    key = key_named(key_name(text))
    if key is None:
        raise ValueError("unknown key")
    token.verify(key)
    claims: dict[str, Any] = json.loads(token.payload)
    return claims
