# SPDX-License-Identifier: EUPL-1.2
"""What is attached where, and what is inside. Whether this person may see it is asked by the collection's owner."""

from datetime import timedelta
from typing import IO
from uuid import UUID

from django.db.models import Q, QuerySet

from shared import clock
from ssoz.attachments import storage
from ssoz.attachments.enums import AttachmentStatus
from ssoz.attachments.errors import AttachmentNotReadable
from ssoz.attachments.models import Attachment

PATIENCE = timedelta(minutes=2)
TROUBLE = timedelta(minutes=15)


def attachments_of(*collections: UUID) -> QuerySet[Attachment]:
    """What is attached, the oldest first; unsafe ones stand there with their reason until they are removed."""
    return Attachment.objects.filter(collection__in=collections, removed_at=None)


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
