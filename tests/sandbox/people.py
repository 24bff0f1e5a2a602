# SPDX-License-Identifier: EUPL-1.2
"""The people of the citizens file, and what their telephones show."""

import re

from sandbox.citizens import roll
from sandbox.citizens.operations import take_in
from sandbox.environment import current
from sandbox.phone.models import Sms
from sandbox.profiles.operations import equip

HALINA, MAREK, EWA, PAWEL = roll.read(current().citizens)


def settle() -> None:
    """Everybody of the file is known; those who have a trusted profile have it."""
    entries = roll.read(current().citizens)
    for citizen, entry in zip(take_in(entries), entries, strict=True):
        equip(citizen, entry)


def last_code(phone: str) -> str:
    """The code in the newest message."""
    message = Sms.objects.filter(phone=phone).order_by("pk").last()
    assert message is not None
    return re.findall(r"\b\d{8}\b", message.text)[-1]
