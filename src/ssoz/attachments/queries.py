# SPDX-License-Identifier: EUPL-1.2
"""What is attached where, and what is inside. Whether this person may see it is asked by the collection's owner."""

from datetime import timedelta
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from typing import IO
from uuid import UUID

from django.db.models import Q, QuerySet

from shared import clock
from ssoz.attachments import storage
from ssoz.attachments.enums import AttachmentStatus
from ssoz.attachments.errors import AttachmentNotReadable, ScanFailed
from ssoz.attachments.models import Attachment
from ssoz.attachments.scanners import in_own_process
from ssoz.attachments.signed import Signature, described

PATIENCE = timedelta(minutes=2)
TROUBLE = timedelta(minutes=15)


def attachments_of(*collections: UUID) -> QuerySet[Attachment]:
    """What is attached, the oldest first; unsafe ones stand there with their reason until they are removed."""
    return Attachment.objects.filter(collection__in=collections, removed_at=None).select_related("uploaded_by")


def attachment(public_id: UUID) -> Attachment:
    """One file; to be asked for its collection before anything else."""
    found = Attachment.objects.filter(public_id=public_id, removed_at=None).first()
    if found is None:
        raise AttachmentNotReadable
    return found


def open_safe(attachment: Attachment) -> IO[bytes]:
    """The content of a file that every scanner has passed; of no other."""
    fresh = Attachment.objects.filter(pk=attachment.pk, status=AttachmentStatus.SAFE, removed_at=None)
    if not fresh.exists():
        raise AttachmentNotReadable
    return storage.fetch(storage.safe(attachment.public_id))


def page_count(attachment: Attachment) -> int:
    """How many pictures a safe file makes; of no other there are any."""
    return attachment.page_count if attachment.is_safe else 0


def page(attachment: Attachment, number: int) -> bytes:
    """One page of a safe file as PNG, counted from 1; drawn in a process with limits."""
    if not 1 <= number <= page_count(attachment):
        raise AttachmentNotReadable
    return _drawn(attachment, number)


def _drawn(attachment: Attachment, number: int) -> bytes:
    with open_safe(attachment) as content, NamedTemporaryFile() as copy:
        copyfileobj(content, copy, storage.CHUNK)
        copy.flush()
        try:
            drawn = in_own_process("ssoz.attachments.picturing", copy.name, attachment.media_type, str(number))
        except ScanFailed as failure:
            raise AttachmentNotReadable from failure
    if drawn is None:
        raise AttachmentNotReadable
    return drawn


def pages(attachment: Attachment) -> tuple[bytes, ...]:
    """All pages of a safe file as pictures."""
    return tuple(page(attachment, number) for number in range(1, page_count(attachment) + 1))


def paper(collection: UUID) -> bytes | None:
    """What the system printed for this collection."""
    place = storage.paper(collection)
    if not storage.holds(place):
        return None
    with storage.fetch(place) as content:
        return content.read()


def refused(pk: int) -> Attachment:
    """A file that was found unsafe, with whoever attached it."""
    return Attachment.objects.select_related("uploaded_by").get(pk=pk, status=AttachmentStatus.UNSAFE)


def signatures(attachment: Attachment) -> tuple[Signature, ...]:
    """The electronic signatures of a safe file, compared with whoever attached it; none: for human eyes."""
    if not attachment.is_safe:
        return ()
    return tuple(described(stored, attachment.uploaded_by) for stored in attachment.signatures)


def unscanned() -> QuerySet[Attachment]:
    """Files that wait longer than a scan takes, for administrators: a scanner is down, or refuses to answer."""
    late = Q(uploaded_at__lt=clock.now() - TROUBLE) | Q(attempts__gt=0)
    return _waiting().filter(late)


def forgotten() -> list[int]:
    """Files whose scan failed, or whose job was lost; the least tried first."""
    late = _waiting().filter(uploaded_at__lt=clock.now() - PATIENCE)
    return list(late.order_by("attempts", "uploaded_at").values_list("pk", flat=True)[:100])


def _waiting() -> QuerySet[Attachment]:
    return Attachment.objects.filter(status=AttachmentStatus.WAITING, removed_at=None)
