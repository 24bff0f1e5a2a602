# SPDX-License-Identifier: EUPL-1.2
"""What waits for whoever verifies cards: unit by unit, never card by card. Nothing about patients."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.scopes import scope
from ssoz.cards.enums import CardStatus
from ssoz.cards.models import Card
from ssoz.cards.queries.lists import SUBJECT
from ssoz.registers.models import Unit


@dataclass(frozen=True)
class UnitWaiting:
    """Cards of one unit and year that wait for a decision."""

    unit_public_id: UUID
    unit: str
    year: int
    cards: int
    since: datetime


@dataclass(frozen=True)
class Waiting:
    count: int
    since: datetime | None


@dataclass(frozen=True)
class ToCorrect:
    unit: str
    count: int


def to_correct(unit: int) -> ToCorrect:
    """How many cards of a unit wait to be corrected; a job of the system asks."""
    rows = Card.objects.filter(unit=unit, status=CardStatus.TO_CORRECT)
    return ToCorrect(Unit.objects.get(pk=unit).name, rows.count())


def _mine(actor: Actor) -> QuerySet[Card]:
    reach = scope(actor, Permission.REPORT_VERIFY_CARD)
    within = Q() if reach.covers(subject=SUBJECT) else reach.as_q()
    return Card.objects.filter(within, status=CardStatus.TO_VERIFY).exclude(unit=actor.unit_id or 0).order_by()


def units_waiting(actor: Actor) -> tuple[UnitWaiting, ...]:
    """One query; those that waited longest first."""
    rows = _mine(actor).values_list("unit__public_id", "unit__name", "year")
    counted = rows.annotate(cards=Count("pk"), since=Min("delivery__at")).order_by("since", "unit__name")
    return tuple(UnitWaiting(*row) for row in counted)


def waiting(actor: Actor) -> Waiting:
    return Waiting(**_mine(actor).aggregate(count=Count("pk"), since=Min("delivery__at")))
