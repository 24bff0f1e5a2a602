# SPDX-License-Identifier: EUPL-1.2
"""Opening a card to read it: who looked at which one is part of the trail, whatever they were shown it for."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.cards.operations.writing import told
from ssoz.cards.queries.details import CardDetails, card_for
from ssoz.cards.queries.meanwhile import meanwhile
from ssoz.cards.queries.wards import WardTie, wards
from ssoz.cards.queries.years import unit_year
from ssoz.reports.queries import Meanwhile


@transaction.atomic
def view_card(*, by: Actor, card: UUID) -> CardDetails:
    details = card_for(by, card)
    told(by, details.card, "card_viewed")
    return details


@transaction.atomic
def follow_card(*, by: Actor, card: UUID, since: int, own: Collection[int] = ()) -> Meanwhile:
    """What others have written since a page was drawn. Where there is something to tell, telling it is a look."""
    details = card_for(by, card)
    found = meanwhile(details.card, details.content, since, own)
    if found.cells or found.sections:
        told(by, details.card, "card_viewed")
    return found


@transaction.atomic
def compare_wards(*, by: Actor, year: int, unit: UUID | None = None) -> tuple[WardTie, ...]:
    """Stays by ward beside MZ-30. Cards are opened to be counted: who wanted it is written down."""
    home = unit_year(by, year, unit).unit
    found, count = wards(home, year)
    data = {"year": year, "cards": count}
    record(by=by, action="cards_counted", object_type="unit", object_id=str(home.public_id), data=data)
    return found
