# SPDX-License-Identifier: EUPL-1.2
"""Duties to file cards: they have no report that says how far they are, the deliveries do."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Exists, OuterRef

from ssoz.cards.models import Card, Delivery
from ssoz.cards.states import CLOSED, OPEN, TO_CORRECT
from ssoz.reports.queries import Duty, in_order
from ssoz.rounds.models import Obligation

LEFT = (OPEN, CLOSED, TO_CORRECT)


def with_deliveries(duties: Iterable[Duty]) -> list[Duty]:
    """The same duties; those of cards are done once the year was handed in and no card of it is left. One query."""
    duties = list(duties)
    owed = [duty.obligation.pk for duty in duties if duty.is_card]
    if not owed:
        return duties
    delivered = Delivery.objects.filter(unit=OuterRef("unit"), round=OuterRef("round"))
    left = Card.objects.filter(unit=OuterRef("unit"), year=OuterRef("round__period_end__year"), status__in=LEFT)
    done = set(Obligation.objects.filter(Exists(delivered), ~Exists(left), pk__in=owed).values_list("pk", flat=True))
    return in_order(replace(duty, handed_in=duty.obligation.pk in done) for duty in duties)
