# SPDX-License-Identifier: EUPL-1.2
"""A file of cards as its sender sees it: how many lines are good, and what is wrong with the others."""

import json
from dataclasses import dataclass
from uuid import UUID

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.scopes import scope
from ssoz.cards.columns import Told
from ssoz.cards.enums import UploadStatus
from ssoz.cards.errors import UploadNotFound
from ssoz.cards.models import Upload
from ssoz.cards.queries.lists import SUBJECT
from ssoz.cards.sealing import opened_text


@dataclass(frozen=True)
class UploadDetails:
    """`problems`: line and what is wrong in it, as far as they are told."""

    upload: Upload
    problems: tuple[tuple[int, Told], ...]

    @property
    def is_reading(self) -> bool:
        return self.upload.status == UploadStatus.READING

    @property
    def is_ready(self) -> bool:
        return self.upload.status == UploadStatus.READY

    @property
    def is_refused(self) -> bool:
        return self.upload.status == UploadStatus.REFUSED

    @property
    def is_taken(self) -> bool:
        return self.upload.status == UploadStatus.TAKEN


def upload_for(actor: Actor, public_id: UUID) -> UploadDetails:
    """Of a unit this person fills in cards for."""
    upload = Upload.objects.select_related("unit").defer("file").filter(public_id=public_id).first()
    if upload is None:
        raise UploadNotFound
    own = actor.unit_id == upload.unit_id
    permission = Permission.REPORT_FILL_CARD if own else Permission.REPORT_FILL_ON_BEHALF_CARD
    if not scope(actor, permission).covers(unit=upload.unit, subject=SUBJECT):
        raise UploadNotFound
    told = json.loads(opened_text(upload.public_id, upload.problems)) if upload.problems else []
    return UploadDetails(upload, tuple((line, Told(*rest)) for line, *rest in told))
