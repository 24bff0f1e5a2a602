# SPDX-License-Identifier: EUPL-1.2
"""The keys that sign: in the database, so that every process and machine has the same ones at the same moment.

A key is published before it signs (clients keep the list for a while) and stays published until the last token it has
signed is over. Whoever was handed a token can therefore always verify it, and a rotation needs no standstill.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from jwcrypto.jwk import JWK

from shared import clock
from shared.encryption import Keyring
from shared.postgres.questions import Question
from ueoz.provider.models import SigningKey
from ueoz.provider.toolkit import ACCESS_TOKEN_LIFE, ID_TOKEN_LIFE

CONTEXT = "provider_signingkey.private"
KEPT_BY_CLIENTS = timedelta(minutes=5)  # `max-age` of the published list
AHEAD = 2 * KEPT_BY_CLIENTS
BEHIND = max(ID_TOKEN_LIFE, ACCESS_TOKEN_LIFE) + KEPT_BY_CLIENTS
DRIFT = timedelta(minutes=1)  # between the clocks of machines that start together
LOCK = 7_108_215  # of PostgreSQL, so that two processes do not make the first key at once


_KEYS = Question(lambda: SigningKey.objects.filter(withdrawn_at=None))


@dataclass(frozen=True)
class Times:
    """When a key was made, signs from, and was withdrawn."""

    kid: str
    signs_from: datetime
    withdrawn_at: datetime | None = None


def signing(keys: list[Times], now: datetime) -> Times | None:
    """The newest key whose time has come."""
    ready = [key for key in keys if key.signs_from <= now and key.withdrawn_at is None]
    return max(ready, key=lambda key: key.signs_from, default=None)


def published(keys: list[Times], now: datetime) -> list[Times]:
    """Keys that sign or will, and those before them while one of their tokens may be under way."""
    usable = sorted((key for key in keys if key.withdrawn_at is None), key=lambda key: key.signs_from, reverse=True)
    successors = [None, *(key.signs_from for key in usable)]
    pairs = zip(usable, successors, strict=False)
    return [key for key, next_from in pairs if next_from is None or now < next_from + BEHIND]


def signing_key() -> JWK:
    """The key that signs now; the first one is made when it is asked for."""
    rows = _rows()
    chosen = signing(_times(rows), clock.now())
    if chosen is None:
        return _opened(make_first())
    return _opened(next(row for row in rows if row.kid == chosen.kid))


def key_named(kid: str) -> JWK | None:
    """Any key we ever signed with, unless it was withdrawn: what comes back to us may be old."""
    row = SigningKey.objects.filter(kid=kid, withdrawn_at=None).first()
    return _opened(row) if row else None


def published_set() -> list[dict[str, Any]]:
    """The public halves, as clients read them."""
    rows = _rows() or [make_first()]
    names = [key.kid for key in published(_times(rows), clock.now())]
    found = {row.kid: row for row in rows}
    return [_public(found[kid]) for kid in names]


@transaction.atomic
def make_first() -> SigningKey:
    """Make the first key, in one process only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    now = clock.now()
    found = signing(_times(_rows()), now)
    return SigningKey.objects.get(kid=found.kid) if found else make(signs_from=now - DRIFT)


def make(*, signs_from: datetime) -> SigningKey:
    """Make a key pair that signs from the moment on."""
    key = JWK.generate(kty="RSA", size=2048)
    pem = key.export_to_pem(private_key=True, password=None).decode("ascii")
    sealed = Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(pem, context=CONTEXT)
    return SigningKey.objects.create(
        kid=key.thumbprint(), private_encrypted=sealed, made_at=clock.now(), signs_from=signs_from
    )


def _rows() -> list[SigningKey]:
    return _KEYS.instances()


def _times(rows: list[SigningKey]) -> list[Times]:
    return [Times(row.kid, row.signs_from, row.withdrawn_at) for row in rows]


def _opened(row: SigningKey) -> JWK:
    return _read(row.private_encrypted)


@lru_cache(maxsize=16)
def _read(sealed: str) -> JWK:
    pem = Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(sealed, context=CONTEXT)
    return JWK.from_pem(pem.encode("ascii"))


def _public(row: SigningKey) -> dict[str, Any]:
    half: dict[str, Any] = json.loads(_opened(row).export_public())
    return {**half, "alg": "RS256", "use": "sig", "kid": row.kid}
