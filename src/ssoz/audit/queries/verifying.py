# SPDX-License-Identifier: EUPL-1.2
"""Whether the trail is what it was: the whole chain computed again, in the order it was made.

A seal that is whole says which of its events are not; one that is not, is named itself.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db import connection, transaction

from ssoz.audit import hashing, ranges
from ssoz.audit.faults import Fault, Kind
from ssoz.audit.hashing import Row, SealRow
from ssoz.audit.models import Event, Name
from ssoz.audit.queries.chain import StoredSeal, rows_among, rows_between, seals
from ssoz.audit.roots import Root

SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
FORGOTTEN = "person_forgotten"
WAITING = "SELECT count(*), min(at) FROM audit_event WHERE id > %s"


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and the first fault if there is one."""

    events: int
    seals: int
    waiting: int
    fault: Fault | None = None


@dataclass
class Walk:
    """How far along the chain one is."""

    number: int = 0
    root: str = ""
    horizon: int | None = None
    total: int = 0
    events: int = 0
    seals: int = 0
    awaited: list[int] = field(default_factory=list)  # rows under numbers that were missing when a seal was made


def verify(
    *, roots: Mapping[int, Root] | None = None, since: int = 0, tell: Callable[[int], None] | None = None
) -> Verdict:
    """Compute everything again, from the beginning or from a published root's seal on, as of one moment."""
    with transaction.atomic():
        if len(connection.savepoint_ids) == 0:
            with connection.cursor() as cursor:
                cursor.execute(SNAPSHOT)
        walk = Walk()
        fault = next(_faults(walk, roots or {}, since, tell), None)
        return Verdict(walk.events, walk.seals, 0 if fault else _waiting(walk), fault)


def _faults(walk: Walk, roots: Mapping[int, Root], since: int, tell: Callable[[int], None] | None) -> Iterator[Fault]:
    for stored in seals(since):
        if since and stored.number == since:
            yield from _anchor(walk, stored, roots)
            continue
        yield from _seal_faults(walk, stored, roots.get(stored.number))
        yield from _event_faults(walk, stored)
        _advance(walk, stored)
        if tell:
            tell(walk.events)
    for number in sorted(roots):
        if number > walk.number:
            yield Fault(Kind.CUT, seal=number, published=roots[number].at)
    yield from _name_faults()


def _anchor(walk: Walk, stored: StoredSeal, roots: Mapping[int, Root]) -> Iterator[Fault]:
    """The seal one begins after: it has to be the published one, whatever it stands for is taken as it is."""
    published = roots.get(stored.number)
    if published and published.root != stored.root:
        yield Fault(Kind.REWRITTEN, stored.number, events=stored.events, published=published.at)
    walk.number, walk.root, walk.horizon, walk.total = stored.number, stored.root, stored.horizon, stored.total


def _seal_faults(walk: Walk, stored: StoredSeal, published: Root | None) -> Iterator[Fault]:
    fault = partial(Fault, seal=stored.number, events=stored.events)
    if stored.number != walk.number + 1:
        yield Fault(Kind.SEAL_REMOVED, seal=walk.number + 1)
    digests = hashing.digests_digest(stored.digests)
    if hashing.root(SealRow(*stored[:7], digests, stored.previous)) != stored.root:
        yield fault(Kind.SEAL_ALTERED)
    if stored.previous != walk.root:
        yield fault(Kind.SEAL_MOVED)
    if stored.signature != hashing.signature(stored.root, settings.LOOKUP_KEY):
        yield fault(Kind.SEAL_FORGED)
    if published and published.root != stored.root:
        yield fault(Kind.REWRITTEN, published=published.at)


def _event_faults(walk: Walk, stored: StoredSeal) -> Iterator[Fault]:
    """Events expected under this seal and events found, side by side in the order of their numbers."""
    expected, missing = ranges.read(stored.events), ranges.read(stored.missing)
    late = tuple((low, min(high, walk.horizon)) for low, high in expected if walk.horizon and low <= walk.horizon)
    rows = iter([*rows_among(late), *rows_between(walk.horizon, stored.horizon)])
    row = next(rows, None)
    for place, number in enumerate(ranges.numbers(expected)):
        while row and row.id < number:
            yield from _unexpected(walk, row, missing, stored.number)
            row = next(rows, None)
        if row is None or row.id > number:
            yield Fault(Kind.REMOVED, stored.number, number)
            continue
        if not _matches(row, stored.digests, place):
            yield Fault(Kind.ALTERED, stored.number, number)
        walk.events += 1
        row = next(rows, None)
    while row:
        yield from _unexpected(walk, row, missing, stored.number)
        row = next(rows, None)
    sealed = set(ranges.numbers(late))
    walk.awaited = [number for number in walk.awaited if number not in sealed]
    for number in walk.awaited:
        if not ranges.holds(missing, number):
            yield Fault(Kind.INSERTED, stored.number, number)


def _unexpected(walk: Walk, row: Row, missing: ranges.Ranges, seal: int) -> Iterator[Fault]:
    """A row no seal speaks of yet: it came late, or it was slipped in."""
    if row.id not in walk.awaited and ranges.holds(missing, row.id):
        walk.awaited.append(row.id)
    else:
        yield Fault(Kind.INSERTED, seal, row.id)


def _matches(row: Row, digests: bytes, place: int) -> bool:
    start = place * hashing.SIZE
    try:
        return hashing.row_digest(row) == digests[start : start + hashing.SIZE]
    except (ValueError, RecursionError):  # nobody could have recorded such data
        return False


def _advance(walk: Walk, stored: StoredSeal) -> None:
    walk.number, walk.root, walk.horizon, walk.total = stored.number, stored.root, stored.horizon, stored.total
    walk.seals += 1


def _waiting(walk: Walk) -> int:
    """Events no seal speaks of yet."""
    return Event.objects.filter(pk__gt=walk.horizon or 0).count() + len(walk.awaited)


def _name_faults() -> Iterator[Fault]:
    """Names belong to their digests; a name that is gone has an event that says who was forgotten."""
    for known in Name.objects.order_by("pk").iterator():
        if known.salt and hashing.name_digest(known.salt, known.person_id, known.name) != known.digest:
            yield Fault(Kind.NAME_ALTERED, event=known.person_id)
        if not known.salt and not _is_forgotten(known.person_id):
            yield Fault(Kind.NAME_REMOVED, event=known.person_id)


def _is_forgotten(person_id: int) -> bool:
    told = Event.objects.filter(object_type="person", object_id=str(person_id), action=FORGOTTEN)
    return told.exists()
