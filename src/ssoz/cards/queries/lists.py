# SPDX-License-Identifier: EUPL-1.2
"""Lists of cards by number, date and state. They never open a card: nothing about the patient stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleLessThan

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.scopes import scope
from ssoz.cards.enums import CardStatus
from ssoz.cards.models import Card
from ssoz.catalogue.enums import FormSubject
from ssoz.registers.queries import UnitSearch, units

PAGE = 50
SUBJECT = FormSubject.PSYCHIATRY.value
LARGEST = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What narrows the list; what is blank does not. `on` is a day of admission or discharge, `year` that of the
    statistics or, of an open card, of its number."""

    status: str = ""
    number: int | None = None
    on: date | None = None
    year: int | None = None
    kind: str = ""
    unit: str = ""  # a name or a number of the unit


@dataclass(frozen=True)
class CardPage:
    """One page; `next` asks for the one after it. No totals: they cost more than the page."""

    items: tuple[Card, ...]
    next: str


def visible(actor: Actor) -> Q:
    """Cards this profile may read: those of the own unit, or of the whole country for the institute."""
    reach = scope(actor, Permission.REPORT_READ_CARD)
    return Q() if reach.covers(subject=SUBJECT) else reach.as_q()


def sees_all(actor: Actor) -> bool:
    return scope(actor, Permission.REPORT_READ_CARD).covers(subject=SUBJECT)


def cards_of(actor: Actor, sought: Sought) -> QuerySet[Card]:
    cards = Card.objects.filter(visible(actor))
    if sought.status:
        cards = cards.filter(status=sought.status)
    if sought.number is not None:
        cards = cards.filter(number=min(sought.number, LARGEST))
    if sought.on:
        cards = cards.filter(Q(admitted_on=sought.on) | Q(discharged_on=sought.on))
    if sought.year is not None:
        cards = cards.filter(_of_year(sought.year, named=sought.number is not None))
    if sought.kind:
        cards = cards.filter(kind=sought.kind)
    if sought.unit:
        cards = cards.filter(unit__in=units(UnitSearch(text=sought.unit)).order_by())
    return cards.select_related("unit").defer("sealed").order_by("-admitted_on", "-id")


def _of_year(year: int, *, named: bool) -> Q:
    """A card that is open has no year of statistics yet: there it is the year of its number, by which lists call it.
    With a number („17 z 2024 r.”) that one counts of every card."""
    numbered = Q(book_year=year)
    return Q(year=year) | (numbered if named else numbered & Q(year__isnull=True))


def cards(actor: Actor, sought: Sought, after: str = "", size: int = PAGE) -> CardPage:
    """Newest admissions first, by keyset: the last page costs what the first does. A broken `after` starts anew."""
    found = cards_of(actor, sought)
    if (mark := _mark(after)) is not None:
        day, number = mark
        found = found.filter(TupleLessThan((F("admitted_on"), F("id")), (day, number)))  # as an index reads them
    rows = tuple(found[: size + 1])
    page = rows[:size]
    more = len(rows) > size
    return CardPage(page, f"{page[-1].admitted_on.isoformat()}.{page[-1].pk}" if more else "")


def counts(actor: Actor) -> Mapping[str, int]:
    """How many cards of the own unit stand in each state, zeros included."""
    found = dict.fromkeys(CardStatus.values, 0)
    rows = Card.objects.filter(unit=actor.unit_id).order_by().values_list("status").annotate(number=Count("pk"))
    return found | dict(rows)


def _mark(after: str) -> tuple[date, int] | None:
    day, _, number = after.partition(".")
    try:
        return (date.fromisoformat(day), int(number)) if number.isdecimal() and len(number) < 19 else None
    except ValueError:
        return None
