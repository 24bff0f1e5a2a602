# SPDX-License-Identifier: EUPL-1.2
"""The address a person's own calendar program fetches due dates from."""

import uuid

from django.db import transaction

from shared import clock
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.rounds.models import CalendarLink


@transaction.atomic
def link_calendar(*, by: Actor) -> CalendarLink:
    """A new address; the one before stops working."""
    row, _made = CalendarLink.objects.update_or_create(
        person_id=by.person_id or 0, defaults={"key": uuid.uuid4(), "made_at": clock.now()}
    )
    _record(by, "calendar_linked")
    return row


@transaction.atomic
def unlink_calendar(*, by: Actor) -> None:
    """No address works any more."""
    if CalendarLink.objects.filter(person_id=by.person_id or 0).delete()[0]:
        _record(by, "calendar_unlinked")


def end_calendar(*, person: int) -> None:
    """Of somebody who is forgotten; no right is asked for, whoever forgets them has it."""
    CalendarLink.objects.filter(person=person).delete()


def _record(by: Actor, action: str) -> None:
    record(by=by, action=action, object_type="person", object_id=str(by.person_id))
