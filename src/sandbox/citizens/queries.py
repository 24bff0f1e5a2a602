# SPDX-License-Identifier: EUPL-1.2
"""Who is who in the sandbox, the demo's people among them."""

import re

from sandbox.citizens.models import Citizen
from sandbox.citizens.operations import settle
from sandbox.environment import current
from sandbox.people import roster


def clean_phone(text: str) -> str:
    """Nine digits of a Polish number, however it was written; anything else becomes nothing."""
    digits = re.sub(r"[\s\-().]", "", text)
    match = re.fullmatch(r"(?:(?:\+|00)48)?([0-9]{9})", digits)
    return match.group(1) if match else ""


def holders(phone: str) -> list[Citizen]:
    """Those whose telephone it is."""
    known = list(Citizen.objects.filter(phone=phone).order_by("family_name", "given_name"))
    if known:
        return known
    person = demo_people().get(phone)
    return [settle(person)] if person else []


def citizens_to_try() -> list[Citizen]:
    """Everybody the register has met, the newest last."""
    return list(Citizen.objects.order_by("pk")[:50])


def demo_people() -> dict[str, roster.Entry]:
    """The demo's people by what one may know of them: telephone, e-mail, sub; nobody where there is no demo."""
    try:
        people = roster.read(current().people)
    except roster.RosterError:
        return {}
    return roster.by_any_name(people)
