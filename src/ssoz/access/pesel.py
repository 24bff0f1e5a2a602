# SPDX-License-Identifier: EUPL-1.2
"""PESEL tells people apart: it lies encrypted, is found by a keyed hash and shown with its middle hidden."""

from django.conf import settings

from shared.encryption import Keyring, lookup_hash
from shared.identifiers import masked_pesel
from ssoz.access.models import Person

PESEL_CONTEXT = "access_person.pesel"


def encrypted(pesel: str) -> str:
    return Keyring.parse(settings.ENCRYPTION_KEYS).encrypt(pesel, context=PESEL_CONTEXT)


def hashed(pesel: str) -> str:
    """What equal numbers have in common, for whoever holds the key."""
    return lookup_hash(pesel, settings.LOOKUP_KEY)


def masked(person: Person) -> str:
    """`740•••••842`, or nothing where no number is known."""
    if not person.pesel_encrypted:
        return ""
    keys = Keyring.parse(settings.ENCRYPTION_KEYS)
    return masked_pesel(keys.decrypt(person.pesel_encrypted, context=PESEL_CONTEXT))
