# SPDX-License-Identifier: EUPL-1.2
"""How people come into the register."""

from collections.abc import Iterable

from django.db import transaction
from stdnum.pl import pesel

from sandbox.citizens.models import Citizen
from sandbox.citizens.roll import Entry
from sandbox.people import roster


def take_in(entries: Iterable[Entry]) -> list[Citizen]:
    """Write down the citizens of the file, as it describes them today."""
    with transaction.atomic():
        return [_taken_in(entry) for entry in entries]


def _taken_in(entry: Entry) -> Citizen:
    values = {
        name: getattr(entry, name) for name in ("given_name", "family_name", "birth_date", "phone", "email", "card_pin")
    }
    citizen, _created = Citizen.objects.update_or_create(pesel=entry.pesel, defaults=values)
    return citizen


def settle(person: roster.Entry) -> Citizen:
    """Give one of the demo's people their place in the register, at first need."""
    values = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "birth_date": pesel.get_birth_date(person.pesel),
        "phone": person.phone,
        "email": person.email,
    }
    citizen, _created = Citizen.objects.get_or_create(pesel=person.pesel, defaults=values)
    return citizen
