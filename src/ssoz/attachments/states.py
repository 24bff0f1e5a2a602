# SPDX-License-Identifier: EUPL-1.2
"""The life of a file: waiting until every scanner has answered, then safe or unsafe for good.

The diagram in docs/states/ is printed from this table and checked for drift.
"""

from dataclasses import dataclass

from ssoz.attachments.enums import AttachmentStatus
from ssoz.attachments.events import AttachmentEvent, AttachmentSafe, AttachmentUnsafe

WAITING, SAFE, UNSAFE = AttachmentStatus


@dataclass(frozen=True)
class Move:
    name: str
    source: AttachmentStatus
    target: AttachmentStatus
    event: type[AttachmentEvent]
    action: str


MOVES = (
    Move("pass", WAITING, SAFE, AttachmentSafe, action="attachment_safe"),
    Move("refuse", WAITING, UNSAFE, AttachmentUnsafe, action="attachment_unsafe"),
)


def move(source: str, target: AttachmentStatus) -> Move | None:
    """The move between two states; there is none out of safe or unsafe."""
    return next((move for move in MOVES if (move.source, move.target) == (source, target)), None)
