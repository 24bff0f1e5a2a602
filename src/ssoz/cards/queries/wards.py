# SPDX-License-Identifier: EUPL-1.2
"""Stays on wards that the cards of a year tell of, beside what MZ-30 says of each ward (with moves between wards)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.answers import Sheet
from ssoz.cards.fields import STAYS, TO, WARD
from ssoz.cards.models import Card
from ssoz.cards.queries.years import TREATING
from ssoz.cards.sealing import opened
from ssoz.cards.states import COMPLETE
from ssoz.registers.models import Unit
from ssoz.reports.models import Report

WARDS, TREATED_THERE = "d3", "k3"  # MZ-30: activity of wards; in-patients with moves between wards
AT_ONCE = 1000


@dataclass(frozen=True)
class WardTie:
    """Blank where MZ-30 does not name the ward, or nobody filled the cell in."""

    ward: str
    stays: int
    reported: int | None

    @property
    def agrees(self) -> bool:
        return self.stays == self.reported


def wards(unit: Unit, year: int) -> tuple[tuple[WardTie, ...], int]:
    """Ward by ward, and how many cards were opened to count them: what is sealed is counted in no other way."""
    cards = Card.objects.filter(unit=unit, year=year, status__in=COMPLETE).order_by("pk")
    counted: Counter[str] = Counter()
    count = 0
    for public_id, sealed in cards.values_list("public_id", "sealed").iterator(chunk_size=AT_ONCE):
        counted.update(_stays(opened(public_id, sealed).sheet, year))
        count += 1
    reported = _reported(unit, year)
    return tuple(WardTie(code, counted[code], reported.get(code)) for code in sorted({*counted, *reported})), count


def _stays(sheet: Sheet, year: int) -> Iterator[str]:
    """Those that had not ended before the year."""
    for row in sheet.added(STAYS):
        ward, until = (sheet.cells.get(f"{STAYS}.{row}.{column}") for column in (WARD, TO))
        if ward and (until is None or str(until) >= f"{year}-01-01"):
            yield str(ward)


def _reported(unit: Unit, year: int) -> Mapping[str, int | None]:
    reports = Report.objects.filter(unit=unit, round__edition__form=TREATING, round__period_end=date(year, 12, 31))
    stored = reports.values_list("answers", flat=True).first()
    sheet = Sheet.from_json(stored) if stored else Sheet.empty()
    places = {row: sheet.cells.get(f"{WARDS}.{row}.oddzial") for row in sheet.added(WARDS)}
    found = {str(ward): sheet.cells.get(f"{WARDS}.{row}.{TREATED_THERE}") for row, ward in places.items() if ward}
    return {ward: None if value is None else int(value) for ward, value in found.items()}
