# SPDX-License-Identifier: EUPL-1.2
"""Forgetting a person in all parts of the system, at once or not at all."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ssoz.access.actors import SYSTEM
from ssoz.access.errors import PersonStillActive
from ssoz.access.models import Person
from ssoz.access.operations import forget_person
from ssoz.applications.operations.forgetting import forget_contact
from ssoz.applications.queries import pending_of
from ssoz.notifications.operations import forget_address
from ssoz.rounds.operations import end_calendar


@dataclass(frozen=True)
class Forgotten:
    """How much there was."""

    submissions: int
    messages: int


@transaction.atomic
def forget(person: Person) -> Forgotten:
    """Refused while something waits for a decision or the person can still work here."""
    if pending_of(person.pk).exists():
        raise PersonStillActive(_("Ta osoba ma wnioski, które czekają na decyzję."))
    end_calendar(person=person.pk)
    emails = {*forget_person(by=SYSTEM, person=person), *person.submissions.values_list("email", flat=True)}
    return Forgotten(forget_contact(person=person), forget_address(recipients=emails - {""}))
