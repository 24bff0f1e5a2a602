# SPDX-License-Identifier: EUPL-1.2
"""What happened to cards, told after commit to whoever subscribed (see `ssoz.jobs.subscriptions`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CardReturned:
    """A supervisor wants a card corrected."""

    card: UUID
    unit_id: int
    number: int
    reason: str


@dataclass(frozen=True)
class UploadStored:
    """A file of cards waits to be read."""

    upload_id: int
