# SPDX-License-Identifier: EUPL-1.2
"""Moves of one card: closed, corrected, voided; returned, accepted, reopened. Each in one transaction."""

from uuid import UUID

from django.db import transaction

from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.cards.errors import OpenFindings
from ssoz.cards.events import CardReturned
from ssoz.cards.models import Card
from ssoz.cards.operations.locking import lock_to_decide, lock_to_fill, locked
from ssoz.cards.operations.writing import mark_filled, transit
from ssoz.cards.policies import check_can_decide, check_reason, check_version, check_year_kept
from ssoz.cards.queries.forms import year_of
from ssoz.cards.queries.lists import SUBJECT
from ssoz.cards.queries.verdicts import judge
from ssoz.cards.sealing import opened
from ssoz.cards.states import CLOSED, move

MOVED = ("status", "version")
FILLED = ("filled_by", "on_behalf", "edited_at", "edited_by")


@transaction.atomic
def close_card(*, by: Actor, card: UUID, version: int) -> Card:
    """The stay is over and told in full. A second click finds the card closed and changes nothing."""
    row, on_behalf = lock_to_fill(by, card)
    if row.status == CLOSED:
        return row
    step = move("close", row.status)
    check_version(row, version)
    content = opened(row.public_id, row.sealed)
    check_year_kept(row)
    verdict = judge(row, content)
    if not verdict.is_clean:
        raise OpenFindings(verdict.open)
    row.year = year_of(row, content)
    row.errors = row.warnings = 0
    mark_filled(row, by, on_behalf)
    transit(row, by, step, on_behalf=on_behalf)
    row.save(update_fields=[*MOVED, *FILLED, "year", "errors", "warnings"])
    return row


@transaction.atomic
def correct_card(*, by: Actor, card: UUID, reason: str) -> Card:
    """A closed card that was not handed in yet is opened again, with a reason; as it stood, it is kept."""
    row, on_behalf = lock_to_fill(by, card)
    step = move("correct", row.status)
    transit(row, by, step, reason=check_reason(reason), on_behalf=on_behalf)
    row.save(update_fields=MOVED)
    return row


@transaction.atomic
def void_card(*, by: Actor, card: UUID, reason: str) -> Card:
    """Opened by mistake, or twice: the card stays to be seen and counts no more; its number is not given again."""
    row, on_behalf = lock_to_fill(by, card)
    step = move("void", row.status)
    transit(row, by, step, reason=check_reason(reason), on_behalf=on_behalf)
    row.save(update_fields=MOVED)
    return row


@transaction.atomic
def return_card(*, by: Actor, card: UUID, version: int, reason: str) -> Card:
    row = lock_to_decide(by, card)
    check_can_decide(row, by, "return")
    check_version(row, version)
    reason = check_reason(reason)
    transit(row, by, move("return", row.status), reason=reason)
    row.save(update_fields=MOVED)
    publish(CardReturned(row.public_id, row.unit_id, row.number, reason))
    return row


@transaction.atomic
def accept_card(*, by: Actor, card: UUID, version: int) -> Card:
    row = lock_to_decide(by, card)
    check_can_decide(row, by, "accept")
    check_version(row, version)
    transit(row, by, move("accept", row.status))
    row.save(update_fields=MOVED)
    return row


@transaction.atomic
def reopen_card(*, by: Actor, card: UUID, reason: str) -> Card:
    """An accepted card goes back to its filler; only an administrator does this, and says why."""
    row = locked(card)
    require(by, Permission.REPORT_REOPEN, unit=row.unit, subject=SUBJECT)
    check_can_decide(row, by, "reopen")
    transit(row, by, move("reopen", row.status), reason=check_reason(reason))
    row.save(update_fields=MOVED)
    return row
