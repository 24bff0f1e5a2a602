# SPDX-License-Identifier: EUPL-1.2
"""Handing in and accepting many cards at once: a unit has thousands a year, and each gets its move all the same."""

from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import record
from ssoz.cards.enums import CardStatus
from ssoz.cards.errors import CardNotFound, NotAllowed
from ssoz.cards.models import Card, Delivery
from ssoz.cards.operations.locking import unit_to_fill
from ssoz.cards.policies import check_can_hand_in, check_something_ready, takes_first
from ssoz.cards.queries.lists import SUBJECT
from ssoz.cards.queries.years import round_of
from ssoz.cards.states import ACCEPTED, CLOSED, TO_VERIFY
from ssoz.registers.models import Unit
from ssoz.rounds.models import Round

MOVE = """
    WITH moved AS (
        UPDATE cards_card
        SET status = %(target)s, version = version + 1, delivery_id = COALESCE(%(delivery)s, delivery_id)
        WHERE id = ANY(%(cards)s) AND status = %(source)s RETURNING id
    )
    INSERT INTO cards_cardtransition
        (card_id, source, target, person_id, person_name, unit_name, on_behalf, reason, at)
    SELECT id, %(source)s, %(target)s, %(person)s, %(name)s, %(unit)s, %(behalf)s, '', %(at)s FROM moved
"""


def _move(by: Actor, cards: list[int], way: tuple[str, str], delivery: Delivery | None = None) -> int:
    source, target = way
    values = {
        "source": source,
        "target": target,
        "cards": cards,
        "delivery": delivery.pk if delivery else None,
        "person": by.person_id,
        "name": by.person_name,
        "unit": by.unit_name,
        "behalf": delivery.on_behalf if delivery else False,
        "at": now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(MOVE, values)
        return int(cursor.rowcount)


@transaction.atomic
def hand_in(*, by: Actor, year: int, unit: UUID | None = None, zero: bool = False) -> Delivery:
    """All closed cards of the year go to verification; `zero`: there were no patients. May be done again for others."""
    home, on_behalf = unit_to_fill(by, unit)
    Unit.objects.select_for_update().get(pk=home.pk)  # two clicks: the second finds nothing left
    round = check_can_hand_in(round_of(year), year)
    cards = Card.objects.filter(unit=home, year=year).exclude(status=CardStatus.VOID)
    if zero and cards.exists():
        raise NotAllowed(_("Jednostka ma karty za ten rok, więc nie można zgłosić, że ich nie było."))
    closed = cards.filter(status=CLOSED) if takes_first(round) else cards.filter(status=CLOSED, delivery__isnull=False)
    ready = list(closed.select_for_update(of=("self",)).order_by("pk").values_list("pk", "digest"))
    if not (zero and takes_first(round)):
        check_something_ready(ready, round, year)
    delivery = _delivered(by, home, round, [digest for _card, digest in ready], on_behalf)
    _move(by, [card for card, _digest in ready], (CLOSED, TO_VERIFY), delivery)
    data = {"year": year, "cards": len(ready), "number": delivery.number, "on_behalf": on_behalf}
    record(by=by, action="cards_handed_in", object_type="unit", object_id=str(home.public_id), data=data)
    return delivery


def _delivered(by: Actor, unit: Unit, round: Round, digests: list[str], on_behalf: bool) -> Delivery:
    return Delivery.objects.create(
        unit=unit,
        round=round,
        number=Delivery.objects.filter(unit=unit, round=round).count() + 1,
        cards=len(digests),
        digest=sha256("".join(sorted(digests)).encode()).hexdigest(),
        person_id=by.person_id,
        person_name=by.person_name,
        on_behalf=on_behalf,
        at=now(),
    )


@transaction.atomic
def accept_all(*, by: Actor, year: int, unit: UUID) -> int:
    """Every card of the unit and year that waits, but those this person filled in themselves."""
    home = Unit.objects.filter(public_id=unit).first()
    if home is None:
        raise CardNotFound
    require(by, Permission.REPORT_VERIFY_CARD, unit=home, subject=SUBJECT)
    waiting = Card.objects.filter(unit=home, year=year, status=TO_VERIFY).exclude(unit=by.unit_id or 0)
    if by.person_id is not None:
        waiting = waiting.exclude(filled_by__contains=[by.person_id])
    cards = list(waiting.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if not cards:
        raise NotAllowed(_("Nie ma kart tej jednostki, które można zatwierdzić."))
    count = _move(by, cards, (TO_VERIFY, ACCEPTED))
    data = {"year": year, "cards": count}
    record(by=by, action="cards_accepted", object_type="unit", object_id=str(home.public_id), data=data)
    return count
