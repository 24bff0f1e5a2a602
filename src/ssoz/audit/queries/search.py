# SPDX-License-Identifier: EUPL-1.2
"""Searching the trail: whatever is asked, an index leads to the newest fifty, and on to the next by their numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ssoz.audit.models import Event, Name, Seal

PAGE = 50
MANY = 200  # people of a name; more are no name but a letter
CHUNK = 2000
SLACK = timedelta(minutes=5)  # between the clocks of the database and of whoever seals
LONGEST = timedelta(days=1)  # of a transaction


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is asked; blank is everything."""

    person: str = ""
    person_id: int | None = None
    action: str = ""
    object_type: str = ""
    object_id: str = ""
    address: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Found:
    """Fifty events, and the number after which the next ones come."""

    events: tuple[Event, ...]
    next: int | None


def search(sought: Sought, *, after: int | None = None) -> Found:
    """The newest events that fit, or those older than `after`."""
    events = _fitting(sought)
    rows = list((events if after is None else events.filter(pk__lt=after))[: PAGE + 1])
    return Found(tuple(rows[:PAGE]), rows[PAGE - 1].pk if len(rows) > PAGE else None)


def all_found(sought: Sought) -> Iterator[list[Event]]:
    """Everything that fits, newest first, some thousands at a time."""
    events, after = _fitting(sought), None
    while rows := list((events if after is None else events.filter(pk__lt=after))[:CHUNK]):
        yield rows
        after = rows[-1].pk


def names(people: Iterable[int]) -> dict[int, str]:
    """What these people were called when they last acted."""
    known = Name.objects.filter(person_id__in=set(people)).order_by("pk")
    return dict(known.values_list("person_id", "name"))


def _fitting(sought: Sought) -> QuerySet[Event]:
    given = {
        name: value
        for name in ("person_id", "action", "object_type", "object_id", "address")
        if (value := getattr(sought, name)) not in ("", None)
    }
    return Event.objects.filter(_who(sought.person), _when(sought), **given).select_related("named")


def _who(text: str) -> Q:
    """Every word is in the name; the people found are asked for by their numbers."""
    if not text:
        return Q()
    known = Name.objects.all()
    for word in text.split():
        known = known.filter(name__icontains=word)
    people = set(known.values_list("person_id", flat=True)[:MANY])
    found = Q(person_id__in=people - {0})
    return found | Q(person_id__isnull=True, named__in=known) if 0 in people else found


def _when(sought: Sought) -> Q:
    """Time by the seals: they say which numbers were given by then, so time needs no index of its own."""
    found = Q()
    if sought.since:
        found &= Q(at__gte=sought.since)
        before = Seal.objects.filter(sealed_at__lte=sought.since - SLACK).order_by("-sealed_at")
        if horizon := before.values_list("horizon", flat=True).first():
            found &= Q(pk__gt=horizon)
    if sought.until:
        found &= Q(at__lt=sought.until)
        after = Seal.objects.filter(sealed_at__gte=sought.until + LONGEST).order_by("sealed_at")
        if horizon := after.values_list("horizon", flat=True).first():
            found &= Q(pk__lte=horizon)
    return found
