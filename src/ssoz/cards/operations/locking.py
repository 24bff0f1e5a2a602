# SPDX-License-Identifier: EUPL-1.2
"""Taking a card or a unit's numbers in hand, and the right to touch them."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.cards.errors import BadFields, BadRequest, CardNotFound
from ssoz.cards.fields import NUMBER
from ssoz.cards.models import Card, Series
from ssoz.cards.queries.lists import LARGEST, SUBJECT
from ssoz.registers.models import Unit


def locked(public_id: UUID) -> Card:
    """The card with its row locked until the transaction ends."""
    rows = Card.objects.select_for_update(of=("self",)).select_related("unit", "edition")
    card = rows.defer("edition__source", "edition__lists").filter(public_id=public_id).first()
    if card is None:
        raise CardNotFound
    return card


def require_fill(by: Actor, unit: Unit) -> bool:
    """Own unit or on behalf of another one; says whether it is on behalf."""
    on_behalf = by.unit_id != unit.pk
    permission = Permission.REPORT_FILL_ON_BEHALF_CARD if on_behalf else Permission.REPORT_FILL_CARD
    require(by, permission, unit=unit, subject=SUBJECT)
    return on_behalf


def lock_to_fill(by: Actor, public_id: UUID) -> tuple[Card, bool]:
    card = locked(public_id)
    return card, require_fill(by, card.unit)


def lock_to_decide(by: Actor, public_id: UUID) -> Card:
    card = locked(public_id)
    require(by, Permission.REPORT_VERIFY_CARD, unit=card.unit, subject=SUBJECT)
    return card


def unit_to_fill(by: Actor, public_id: UUID | None = None) -> tuple[Unit, bool]:
    """The unit whose cards are meant, the own one where none is named; and whether it is on behalf of it."""
    if public_id is None and not by.may(Permission.REPORT_FILL_CARD):
        raise BadRequest(_("Wskaż jednostkę: otwórz stronę roku jej kart i tam działaj w jej imieniu."))
    found = Unit.objects.filter(public_id=public_id) if public_id else Unit.objects.filter(pk=by.unit_id or 0)
    unit = found.first()
    if unit is None:
        raise CardNotFound
    return unit, require_fill(by, unit)


def numbers(unit: int, kind: str, year: int) -> Series:
    """The unit's numbers of a kind and year, locked: nobody else gives any meanwhile."""
    Series.objects.bulk_create([Series(unit_id=unit, kind=kind, year=year)], ignore_conflicts=True)
    return Series.objects.select_for_update().get(unit_id=unit, kind=kind, year=year)


def next_numbers(unit: int, kind: str, year: int, count: int) -> Iterable[int]:
    """So many numbers that no card has."""
    series = numbers(unit, kind, year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return range(first, first + count)


def take_number(unit: int, kind: str, year: int, wanted: int | None) -> int:
    """The wanted number, unless a card has it; the next one where none is wanted."""
    if wanted is None:
        (number,) = next_numbers(unit, kind, year, 1)
        return number
    series = numbers(unit, kind, year)
    taken = Card.objects.filter(unit=unit, kind=kind, book_year=year, number=wanted)
    if not 0 < wanted <= LARGEST or taken.exists():
        raise BadFields(
            {NUMBER: _("Karta numer %(number)d z %(year)d r. już istnieje.") % {"number": wanted, "year": year}}
        )
    series.last = max(series.last, wanted)
    series.save(update_fields=["last"])
    return wanted
