# SPDX-License-Identifier: EUPL-1.2
"""What happened to a file, told after commit to whoever subscribed (see `ssoz.jobs.subscriptions`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AttachmentEvent:
    attachment_id: int
    collection: UUID


class AttachmentStored(AttachmentEvent):
    """A file waits to be scanned."""


class AttachmentSafe(AttachmentEvent):
    """A file can be read from now on."""


class AttachmentUnsafe(AttachmentEvent):
    """A file was found unsafe and its content is gone."""
