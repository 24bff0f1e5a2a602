# SPDX-License-Identifier: EUPL-1.2
"""Files come, are judged, and go. Whether this person may is asked by the owner of the collection before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from shared import clock, events
from ssoz.access.actors import SYSTEM, Actor
from ssoz.attachments import scanners, storage
from ssoz.attachments.enums import AttachmentStatus, MediaType
from ssoz.attachments.errors import AttachmentNotReadable, AttachmentRefused, ScanFailed
from ssoz.attachments.events import AttachmentStored
from ssoz.attachments.models import Attachment
from ssoz.attachments.names import proper_name
from ssoz.attachments.queries import open_safe
from ssoz.attachments.scanning.kinds import HEAD, kind_of
from ssoz.attachments.signed import kept
from ssoz.attachments.states import move
from ssoz.audit.operations import record

MOST_IN_ONE_PLACE = 20


@dataclass(frozen=True)
class Arrival:
    """What came in, by its content."""

    content: IO[bytes]
    media_type: MediaType
    size: int
    digest: str


def attach(*, by: Actor, collection: UUID, name: str, stream: IO[bytes]) -> Attachment:
    """Take a file into quarantine; a job scans it."""
    with _arrived(stream) as arrival:
        _has_place(collection, arrival)
        attachment = Attachment(
            collection=collection,
            name=proper_name(name, arrival.media_type),
            media_type=arrival.media_type,
            size=arrival.size,
            digest=arrival.digest,
            uploaded_by_id=by.person_id or 0,
            uploaded_at=clock.now(),
        )
        place = storage.waiting(attachment.public_id)
        storage.put(place, arrival.content)
        try:
            _keep(by, attachment)
        except BaseException:
            storage.drop(place)
            raise
    return attachment


@transaction.atomic
def _keep(by: Actor, attachment: Attachment) -> None:
    attachment.save(force_insert=True)
    _tell(by, "attachment_stored", attachment, {"name": attachment.name, "digest": attachment.digest})
    events.publish(AttachmentStored(attachment.pk, attachment.collection))


@contextmanager
def _arrived(stream: IO[bytes]) -> Iterator[Arrival]:
    """Read the stream once, in small pieces, no further than the limit; the digest comes with it."""
    digest, size, head = sha256(), 0, b""
    with TemporaryFile() as content:
        while chunk := stream.read(storage.CHUNK):
            size += len(chunk)
            if size > settings.ATTACHMENT_LIMIT:
                raise AttachmentRefused(too_large())
            head = head or chunk[:HEAD]
            digest.update(chunk)
            content.write(chunk)
        if not size:
            raise AttachmentRefused(_("Plik jest pusty."))
        kind = kind_of(head)
        if kind is None:
            raise AttachmentRefused(
                _("Dozwolone są tylko pliki pdf i jpg. O rodzaju decyduje treść, a nie nazwa pliku.")
            )
        yield Arrival(content, MediaType(kind), size, digest.hexdigest())


def too_large() -> str:
    """The sentence about a file over the limit, wherever it is noticed."""
    return _("Plik jest za duży. Dozwolone jest najwyżej {limit} MB.").format(
        limit=settings.ATTACHMENT_LIMIT // (1024 * 1024)
    )


def _has_place(collection: UUID, arrival: Arrival) -> None:
    there = Attachment.objects.filter(collection=collection, removed_at=None)
    if there.filter(digest=arrival.digest).exists():
        raise AttachmentRefused(_("Ten plik jest już załączony."))
    if there.count() >= MOST_IN_ONE_PLACE:
        raise AttachmentRefused(_("Można załączyć najwyżej {most} plików.").format(most=MOST_IN_ONE_PLACE))


@transaction.atomic
def remove(*, by: Actor, attachment: UUID) -> None:
    """Take a file away, whatever was found in it; its content goes, the row stays as history."""
    found = Attachment.objects.select_for_update().filter(public_id=attachment, removed_at=None).first()
    if found is None:
        raise AttachmentNotReadable
    found.removed_at = clock.now()
    found.save(update_fields=["removed_at"])
    _tell(by, "attachment_removed", found, {"name": found.name})
    places = storage.waiting(found.public_id), storage.safe(found.public_id)
    transaction.on_commit(lambda: storage.drop(*places))


def scan(*, attachment: int) -> AttachmentStatus | None:
    """Judge a file that waits; a scanner that cannot answer raises, and the file goes on waiting."""
    waiting = Attachment.objects.filter(pk=attachment, status=AttachmentStatus.WAITING, removed_at=None)
    found = waiting.first()
    if found is None:
        return None
    try:
        outcome = scanners.examine(found)
    except ScanFailed as failure:
        waiting.update(attempts=F("attempts") + 1, last_error=failure.reason[:500])
        raise
    return _conclude(attachment, outcome)


@transaction.atomic
def _conclude(pk: int, outcome: scanners.Outcome) -> AttachmentStatus | None:
    found = Attachment.objects.select_for_update().get(pk=pk)
    step = move(found.status, AttachmentStatus.UNSAFE if outcome.danger else AttachmentStatus.SAFE)
    if step is None or found.removed_at:
        return None
    found.status, found.verdict, found.scanned_at = step.target, outcome.danger or "", clock.now()
    found.attempts, found.last_error = found.attempts + 1, ""
    found.signatures, found.page_count = [kept(report) for report in outcome.signatures], outcome.pages
    if found.is_safe:
        with storage.fetch(storage.waiting(found.public_id)) as content:
            storage.put(storage.safe(found.public_id), content)
    found.save()
    _tell(SYSTEM, step.action, found, {"name": found.name, "found": outcome.danger or "", "detail": outcome.detail})
    transaction.on_commit(lambda: storage.drop(storage.waiting(found.public_id)))
    events.publish(step.event(found.pk, found.collection))
    return found.status


def read(*, by: Actor, attachment: Attachment) -> IO[bytes]:
    """Open a safe file, and write down who did."""
    content = open_safe(attachment)
    _tell(by, "attachment_read", attachment, {"name": attachment.name})
    return content


def keep_paper(*, collection: UUID, content: IO[bytes]) -> None:
    """Keep what the system printed, so that a signed copy can be told from it byte by byte."""
    storage.put(storage.paper(collection), content)


def _tell(by: Actor, action: str, attachment: Attachment, data: dict[str, object]) -> None:
    record(
        by=by,
        action=action,
        object_type="attachment",
        object_id=str(attachment.public_id),
        data={**data, "collection": str(attachment.collection)},
    )
