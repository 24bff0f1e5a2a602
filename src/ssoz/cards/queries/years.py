# SPDX-License-Identifier: EUPL-1.2
"""A year of one unit's cards: what is ready, who has no card of 31 December, and what MZ-30 says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shared.clock import today
from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.access.scopes import scope
from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.errors import CardNotFound
from ssoz.cards.models import Card, Delivery
from ssoz.cards.queries.lists import SUBJECT
from ssoz.cards.states import COMPLETE
from ssoz.catalogue.enums import FormKind
from ssoz.registers.models import Unit
from ssoz.reports.models import Report
from ssoz.rounds.models import Round

TREATED = "d2.w04.k1"  # MZ-30: in-patients without moves between wards
TREATING = "MZ-30"


@dataclass(frozen=True)
class Tie:
    """Cards of the year beside the cell they should agree with; `reported` is blank where nobody filled it in."""

    discharges: int
    stocks: int
    has_report: bool
    reported: int | None

    @property
    def cards(self) -> int:
        return self.discharges + self.stocks

    @property
    def agrees(self) -> bool:
        return self.reported == self.cards

    @property
    def difference(self) -> int:
        return self.cards - (self.reported or 0)


@dataclass(frozen=True)
class CardYear:
    """A year of one unit, and what whoever looks may do with it."""

    unit: Unit
    year: int
    fills: bool
    verifies: bool
    round: Round | None
    statuses: Mapping[str, int]
    absent: int  # present on 31 December, without a card that says so
    leaving: int  # discharged in the year, and the card still open
    tie: Tie
    deliveries: tuple[Delivery, ...]

    @property
    def is_over(self) -> bool:
        """Whether 31 December has come."""
        return today() >= date(self.year, 12, 31)

    @property
    def to_verify(self) -> int:
        return self.statuses[CardStatus.TO_VERIFY]

    @property
    def ready(self) -> int:
        return self.statuses[CardStatus.CLOSED]

    @property
    def handed_in(self) -> int:
        return self.statuses[CardStatus.TO_VERIFY] + self.statuses[CardStatus.ACCEPTED]

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


def present(unit: int, year: int) -> QuerySet[Card]:
    """Cards of stays that lasted over 31 December and have no card of that day yet."""
    last = date(year, 12, 31)
    stocks = Card.objects.filter(stay=OuterRef("pk"), year=year).exclude(status=CardStatus.VOID)
    stays = Card.objects.filter(unit=unit, kind=CardKind.DISCHARGE, admitted_on__lte=last)
    lasting = Q(discharged_on__isnull=True) | Q(discharged_on__gt=last)
    return stays.exclude(status=CardStatus.VOID).filter(lasting).filter(~Exists(stocks))


def round_of(year: int) -> Round | None:
    """The round that takes the cards of the year."""
    rounds = Round.objects.filter(edition__kind=FormKind.CARD, period_end=date(year, 12, 31))
    return rounds.select_related("edition").defer("edition__source", "edition__lists").first()


def unit_year(actor: Actor, year: int, unit: UUID | None = None) -> CardYear:
    """The year of a unit within reach; of the own one where none is named."""
    found = Unit.objects.filter(public_id=unit) if unit else Unit.objects.filter(pk=actor.unit_id or 0)
    home = found.first()
    if home is None or not 1950 <= year < 2200:
        raise CardNotFound
    require(actor, Permission.REPORT_READ_CARD, unit=home, subject=SUBJECT)
    filling = Permission.REPORT_FILL_CARD if actor.unit_id == home.pk else Permission.REPORT_FILL_ON_BEHALF_CARD
    fills, verifies = (
        scope(actor, one).covers(unit=home, subject=SUBJECT) for one in (filling, Permission.REPORT_VERIFY_CARD)
    )
    return _counted(home, year, fills=fills, verifies=verifies and actor.unit_id != home.pk)


def _counted(unit: Unit, year: int, *, fills: bool, verifies: bool) -> CardYear:
    rows = Card.objects.filter(unit=unit, year=year).exclude(status=CardStatus.VOID).order_by()
    counted = list(rows.values_list("kind", "status").annotate(number=Count("pk")))
    statuses = {status: sum(number for _kind, one, number in counted if one == status) for status in CardStatus.values}
    complete = {
        kind: sum(number for one, status, number in counted if one == kind and status in COMPLETE)
        for kind in CardKind.values
    }
    leaving = Card.objects.filter(unit=unit, status=CardStatus.OPEN, discharged_on__year=year)
    round = round_of(year)
    return CardYear(
        unit=unit,
        year=year,
        fills=fills,
        verifies=verifies,
        round=round,
        statuses=statuses,
        absent=present(unit.pk, year).count(),
        leaving=leaving.count(),
        tie=_tie(unit, year, complete),
        deliveries=tuple(Delivery.objects.filter(unit=unit, round=round)) if round else (),
    )


def _tie(unit: Unit, year: int, complete: Mapping[str, int]) -> Tie:
    reports = Report.objects.filter(
        unit=unit, round__edition__form=TREATING, round__period_end=date(year, 12, 31)
    ).values_list("answers__cells", flat=True)
    cells = reports.first()
    reported = (cells or {}).get(TREATED)
    return Tie(complete[CardKind.DISCHARGE], complete[CardKind.STOCK], cells is not None, reported)
