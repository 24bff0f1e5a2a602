# SPDX-License-Identifier: EUPL-1.2
"""Contact data out of applications; the applications themselves are what decisions stand on, and stay."""

from ssoz.access.models import Person
from ssoz.applications.models import Submission

PHONE, EMAIL = "–", "usunieto@nikt.invalid"  # a saved submission has to have some


def forget_contact(*, person: Person) -> int:
    """Part of forgetting a person, which has asked for the permission; returns how many submissions there were."""
    return Submission.objects.filter(person=person).exclude(email="").update(phone=PHONE, email=EMAIL)
