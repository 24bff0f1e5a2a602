# SPDX-License-Identifier: EUPL-1.2
"""„Stan”: once a year a card for everybody who was there on 31 December, all in one step."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from engine.answers import Sheet, remove_row
from engine.definitions import FormDefinition
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.fields import FROM, OF_LEAVING, STAYS, TO
from ssoz.cards.models import Card
from ssoz.cards.operations.locking import next_numbers, unit_to_fill
from ssoz.cards.operations.writing import mark_filled, put
from ssoz.cards.policies import check_can_take_stock
from ssoz.cards.queries.forms import edition_for, form_of
from ssoz.cards.queries.years import present
from ssoz.cards.sealing import Content, opened


@dataclass(frozen=True)
class Stock:
    """How many cards were made, and how many of them still miss something."""

    made: int
    incomplete: int

    @property
    def ready(self) -> int:
        return self.made - self.incomplete


@transaction.atomic
def take_stock(*, by: Actor, year: int, unit: UUID | None = None) -> Stock:
    """Whoever has such a card keeps it: doing it again adds those who were admitted to the system later."""
    home, on_behalf = unit_to_fill(by, unit)
    check_can_take_stock(year)
    stays = list(present(home.pk, year).select_for_update(of=("self",)).select_related("edition").order_by("pk"))
    found = [_stock(stay, year) for stay in stays]
    for number, card in zip(_numbers(home.pk, year, len(found)), found, strict=True):
        card.number = number
        mark_filled(card, by, on_behalf)
    for stay, card in zip(stays, found, strict=True):
        put(card, _as_it_was(form_of(stay), stay, year))
        card.status = CardStatus.OPEN if card.errors or card.warnings else CardStatus.CLOSED
    Card.objects.bulk_create(found)
    stock = Stock(len(found), sum(card.status == CardStatus.OPEN for card in found))
    data = {"year": year, "cards": stock.made, "incomplete": stock.incomplete, "on_behalf": on_behalf}
    record(by=by, action="cards_stock_taken", object_type="unit", object_id=str(home.public_id), data=data)
    return stock


def _numbers(unit: int, year: int, count: int) -> Iterable[int]:
    return next_numbers(unit, CardKind.STOCK, year, count) if count else ()


def _stock(stay: Card, year: int) -> Card:
    """A card of the stay as it will stand among those of the year. Closed, so that everything is asked of it."""
    return Card(
        public_id=uuid.uuid4(),
        unit_id=stay.unit_id,
        edition=edition_for(year),
        kind=CardKind.STOCK,
        status=CardStatus.CLOSED,
        year=year,
        book_year=year,
        number=0,
        stay=stay,
        admitted_on=stay.admitted_on,
    )


def _as_it_was(form: FormDefinition, stay: Card, year: int) -> Content:
    """What was known on the last day of the year: nobody had left, and nobody had moved in the year after."""
    last = date(year, 12, 31).isoformat()
    content = opened(stay.public_id, stay.sealed)
    sheet: Sheet = content.sheet.with_cells(dict.fromkeys(OF_LEAVING))
    for row in sheet.added(STAYS):
        if str(sheet.cells.get(f"{STAYS}.{row}.{FROM}", "")) > last:
            sheet = remove_row(form, sheet, STAYS, row)
        elif str(sheet.cells.get(f"{STAYS}.{row}.{TO}", "")) > last:
            sheet = sheet.with_cells({f"{STAYS}.{row}.{TO}": None})
    return Content(sheet)
