# SPDX-License-Identifier: EUPL-1.2
"""Opening a card to read it: who looked at which one is part of the trail, whatever they were shown it for."""

from uuid import UUID

from django.db import transaction

from ssoz.access.actors import Actor
from ssoz.cards.operations.writing import told
from ssoz.cards.queries.details import CardDetails, card_for


@transaction.atomic
def view_card(*, by: Actor, card: UUID) -> CardDetails:
    details = card_for(by, card)
    told(by, details.card, "card_viewed")
    return details
