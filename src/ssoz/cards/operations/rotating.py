# SPDX-License-Identifier: EUPL-1.2
"""Cards encrypted anew with the newest key, piece by piece: interrupted, it goes on where it stopped."""

from typing import TypeVar
from uuid import UUID

from django.db import transaction

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.cards.models import Card, CardVersion, StagedCard
from ssoz.cards.sealing import opened_text, ring, sealed_text

AT_ONCE = 500
Sealed = TypeVar("Sealed", Card, CardVersion, StagedCard)


def rotate_cards(*, by: Actor, at_once: int = AT_ONCE) -> int:
    """Every card, kept version and waiting row that is not under the first key of the ring; how many there were."""
    require(by, Permission.USER_MANAGE)
    total = _rotate_all(Card, at_once) + _rotate_all(CardVersion, at_once) + _rotate_all(StagedCard, at_once)
    if total:
        data = {"cards": total, "key": ring().keys[0][0]}
        record(by=by, action="card_keys_rotated", object_type="card", object_id="", data=data)
    return total


def _rotate_all(model: type[Sealed], at_once: int) -> int:
    after, total = 0, 0
    while True:
        after, rotated = _rotate(model, after, at_once)
        total += rotated
        if not after:
            return total


@transaction.atomic
def _rotate(model: type[Sealed], after: int, at_once: int) -> tuple[int, int]:
    """One piece in the order of numbers: where it ended (0: at the end of all), how many were written."""
    waiting = model.objects.filter(pk__gt=after).exclude(sealed__startswith=f"{ring().keys[0][0]}:")
    rows = list(waiting.order_by("pk").select_for_update(of=("self",))[:at_once])
    for row in rows:
        name = _name(row)
        row.sealed = sealed_text(name, opened_text(name, row.sealed))
    model.objects.bulk_update(rows, ["sealed"])
    return rows[-1].pk if rows else 0, len(rows)


def _name(row: Card | CardVersion | StagedCard) -> UUID:
    """What the text is bound to: a version was sealed as the card."""
    return row.card.public_id if isinstance(row, CardVersion) else row.public_id
