# SPDX-License-Identifier: EUPL-1.2
"""Whom the national node vouched for in this browser, until they have an account and are signed in."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest

from shared.encryption import EncryptionError, Keyring

KEY = "citizen"
CONTEXT = "session.citizen"


@dataclass(frozen=True, kw_only=True)
class Citizen:
    """What the node said about the person."""

    pesel: str
    given_name: str
    family_name: str
    birth_date: date
    assurance: str
    authority: str
    name_id: str
    session_index: str


def keep(request: HttpRequest, citizen: Citizen) -> None:
    """Remember the person in the session, encrypted: the table of sessions is not a place for a PESEL."""
    text = json.dumps({**asdict(citizen), "birth_date": citizen.birth_date.isoformat()})
    request.session[KEY] = Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(text, context=CONTEXT)


def citizen_of(request: HttpRequest) -> Citizen | None:
    """Return whom the node vouched for in this session; nobody when it cannot be read any more."""
    secret = request.session.get(KEY)
    if not secret:
        return None
    try:
        values = json.loads(Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(secret, context=CONTEXT))
    except EncryptionError:
        return None
    return Citizen(**{**values, "birth_date": date.fromisoformat(values["birth_date"])})


def forget(request: HttpRequest) -> None:
    """Remember the person no longer: they are signed in, or gone."""
    request.session.pop(KEY, None)
