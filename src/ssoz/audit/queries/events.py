# SPDX-License-Identifier: EUPL-1.2
"""Events, newest first, with the names of those who acted."""

from django.db.models import QuerySet

from ssoz.audit.models import Event


def events_of(object_type: str, object_id: str) -> QuerySet[Event]:
    """Everything that happened to one object."""
    return Event.objects.filter(object_type=object_type, object_id=object_id).select_related("named")


def events_by(person_id: int) -> QuerySet[Event]:
    """Everything one person did."""
    return Event.objects.filter(person_id=person_id).select_related("named")
