# SPDX-License-Identifier: EUPL-1.2
"""A year of one unit's cards: what is ready, who has no card of 31 December, and what MZ-30 says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ssoz.cards.enums import CardKind, CardStatus
from ssoz.cards.models import Card, Delivery
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
    """A year of one unit."""

    unit: Unit
    year: int
    round: Round | None
    statuses: Mapping[str, int]
    absent: int  # present on 31 December, without a card that says so
    leaving: int  # discharged in the year, and the card still open
    tie: Tie
    deliveries: tuple[Delivery, ...]

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


def year_of_unit(unit: Unit, year: int) -> CardYear:
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
