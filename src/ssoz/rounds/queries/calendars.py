# SPDX-License-Identifier: EUPL-1.2
from uuid import UUID

from ssoz.rounds.models import CalendarLink


def calendar_key(person_id: int | None) -> UUID | None:
    """The secret of this person's calendar address, if they have one."""
    return CalendarLink.objects.filter(person=person_id).values_list("key", flat=True).first()


def calendar_person(key: UUID) -> int | None:
    """Whose calendar it is."""
    return CalendarLink.objects.filter(key=key).values_list("person_id", flat=True).first()
