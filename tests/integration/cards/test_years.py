# SPDX-License-Identifier: EUPL-1.2
"""The end of a year: „stan” in one step, handing in what is ready, the tie to MZ-30, decisions about many at once."""

from datetime import date

import pytest

from engine.answers import Change
from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.access.errors import Forbidden
from ssoz.audit.models import Event
from ssoz.cards import operations
from ssoz.cards.errors import CardNotFound, NotAllowed
from ssoz.cards.models import Card, Delivery
from ssoz.cards.queries import unit_year, units_waiting, waiting
from ssoz.cards.queries.years import TREATED
from ssoz.reports.models import Report
from ssoz.rounds.enums import RoundStatus
from tests.factories import cards, registers, reports
from tests.factories.cards import (
    CLOSED,
    DURING,
    TO_CORRECT,
    TO_VERIFY,
    WHOLE,
    admitted,
    card_at,
    closed,
    save,
    sheet_of,
    stock_of,
)

pytestmark = pytest.mark.django_db


def staying(**typed: str) -> Card:
    """Somebody who was there on 31 December, with everything said that can be."""
    return save(admitted(sure=True, **typed), DURING).card


def test_everybody_present_on_the_last_day_gets_a_card_in_one_step() -> None:
    stay = staying()
    stock = operations.take_stock(by=cards.nurse(stay.unit), year=2025)
    assert (stock.made, stock.ready, stock.incomplete) == (1, 1, 0)
    made = stock_of(stay)
    assert (made.kind, made.year, made.number, made.status) == ("2", 2025, 1, CLOSED)
    assert sheet_of(made).cells["d5.rozpoznanie.k1"] == "F33"
    stay.refresh_from_db()
    assert stay.status == "open"


def test_doing_it_again_makes_nothing_twice() -> None:
    stay = staying()
    by = cards.nurse(stay.unit)
    operations.take_stock(by=by, year=2025)
    assert operations.take_stock(by=by, year=2025).made == 0


def test_whoever_left_before_or_came_after_has_none() -> None:
    gone = card_at(CLOSED)
    admitted(gone.unit, przyjety="2026-01-01")
    assert operations.take_stock(by=cards.nurse(gone.unit), year=2025).made == 0


def test_whoever_left_in_the_new_year_was_there_and_the_card_says_nothing_of_leaving() -> None:
    stay = staying()
    save(stay, {"d4.r1.do": "2026-01-07", "d5.wypisany.k1": "2026-01-07", "d5.tryb_wypisu.k1": "1"})
    by = cards.nurse(stay.unit)
    operations.add_row(by=by, card=stay.public_id, section="d4")
    save(stay, {"d4.r2.oddzial": "4712", "d4.r2.od": "2026-01-02", "d4.r2.do": "2026-01-07"})
    assert operations.take_stock(by=by, year=2025).ready == 1
    sheet = sheet_of(stock_of(stay))
    assert sheet.added("d4") == ("r1",)
    assert not {"d4.r1.do", "d5.wypisany.k1", "d5.tryb_wypisu.k1"} & sheet.cells.keys()


def test_a_stay_told_in_part_waits_to_be_completed() -> None:
    stay = admitted()
    stock = operations.take_stock(by=cards.nurse(stay.unit), year=2025)
    assert (stock.ready, stock.incomplete) == (0, 1)
    assert stock_of(stay).status == "open"


def test_a_year_is_not_over_before_its_last_day() -> None:
    stay = staying()
    with clock.frozen(date(2025, 12, 30)), pytest.raises(NotAllowed, match="dopiero 31 grudnia"):
        operations.take_stock(by=cards.nurse(stay.unit), year=2025)


def test_a_patient_who_stays_for_years_has_a_card_of_each() -> None:
    stay = staying(przyjety="2024-02-01")
    by = cards.nurse(stay.unit)
    save(stay, {"d4.r1.od": "2024-02-01"})
    assert [operations.take_stock(by=by, year=year).made for year in (2024, 2025)] == [1, 1]


def test_all_closed_cards_of_the_year_are_handed_in_together() -> None:
    first = card_at(CLOSED)
    second = card_at(CLOSED, unit=first.unit, imie="EW")
    open_one = admitted(first.unit, imie="OL")
    cards.card_round()
    delivery = operations.hand_in(by=cards.nurse(first.unit), year=2025)
    assert (delivery.number, delivery.cards, len(delivery.digest)) == (1, 2, 64)
    for card in (first, second):
        card.refresh_from_db()
        assert (card.status, card.delivery) == (TO_VERIFY, delivery)
        assert card.transitions.last().target == TO_VERIFY  # type: ignore[union-attr]  # there is one
    open_one.refresh_from_db()
    assert open_one.status == "open"


def test_a_second_click_finds_nothing_left() -> None:
    card = card_at(TO_VERIFY)
    with pytest.raises(NotAllowed, match="Nie ma zamkniętych kart"):
        operations.hand_in(by=cards.nurse(card.unit), year=2025)


def test_without_a_round_nothing_is_handed_in() -> None:
    card = card_at(CLOSED)
    with pytest.raises(NotAllowed, match="nie jest jeszcze otwarty"):
        operations.hand_in(by=cards.nurse(card.unit), year=2025)


def test_a_closed_round_takes_corrections_and_nothing_else() -> None:
    back = card_at(TO_CORRECT)
    by = cards.nurse(back.unit)
    late = card_at(CLOSED, unit=back.unit, imie="EW")
    round = cards.card_round()
    round.status = RoundStatus.CLOSED
    round.save()
    with pytest.raises(NotAllowed, match="jest zamknięty"):
        operations.hand_in(by=by, year=2025)
    operations.close_card(by=by, card=back.public_id, version=back.version)
    assert operations.hand_in(by=by, year=2025).cards == 1
    late.refresh_from_db()
    assert late.status == CLOSED


def test_a_unit_without_patients_says_so_once_there_are_no_cards() -> None:
    unit = cards.hospital()
    cards.card_round()
    by = cards.nurse(unit)
    assert operations.hand_in(by=by, year=2025, zero=True).cards == 0
    card = card_at(CLOSED, unit=unit)
    with pytest.raises(NotAllowed, match="ma karty za ten rok"):
        operations.hand_in(by=by, year=2025, zero=True)
    assert Delivery.objects.filter(unit=card.unit).count() == 1


def test_the_institute_accepts_all_cards_of_a_unit_but_those_it_filled_in() -> None:
    first = card_at(CLOSED)
    second = card_at(CLOSED, unit=first.unit, imie="EW")
    Card.objects.filter(pk=second.pk).update(filled_by=[211])
    cards.card_round()
    operations.hand_in(by=cards.nurse(first.unit), year=2025)
    assert [(one.unit, one.cards) for one in units_waiting(cards.institute())] == [(first.unit.name, 2)]
    assert operations.accept_all(by=cards.institute(), year=2025, unit=first.unit.public_id) == 1
    assert waiting(cards.institute()).count == 1
    with pytest.raises(NotAllowed):
        operations.accept_all(by=cards.institute(), year=2025, unit=first.unit.public_id)


def test_an_office_accepts_no_cards() -> None:
    card = card_at(TO_VERIFY)
    with pytest.raises(Forbidden):
        operations.accept_all(by=reports.supervisor(), year=2025, unit=card.unit.public_id)


def mz30(card: Card, treated: int | None) -> None:
    """The unit's MZ-30 of the year, as far as the tie reads it."""
    text = reports.TINY.replace("form: T-1", "form: MZ-30")
    report = reports.blank_report(card.unit, reports.tiny(text=text))
    report.answers = {"cells": {} if treated is None else {TREATED: treated}, "rows": {}}
    report.save()


@pytest.mark.parametrize(("treated", "agrees", "difference"), [(2, True, 0), (5, False, -3), (None, False, 2)])
def test_cards_stand_beside_the_cell_of_mz_30(treated: int | None, agrees: bool, difference: int) -> None:
    stay = staying()
    by = cards.nurse(stay.unit)
    card_at(CLOSED, unit=stay.unit, imie="EW")
    operations.take_stock(by=by, year=2025)
    mz30(stay, treated)
    tie = unit_year(by, 2025).tie
    assert (tie.discharges, tie.stocks, tie.reported, tie.has_report) == (1, 1, treated, True)
    assert (tie.agrees, tie.difference) == (agrees, difference)


def test_stays_on_wards_stand_beside_what_mz_30_says_of_each_and_counting_them_is_written_down() -> None:
    card = card_at(CLOSED)
    by = cards.nurse(card.unit)
    mz30(card, 1)
    report = Report.objects.get(unit=card.unit)
    told = {"d3.r1.oddzial": "4700", "d3.r1.k3": 1, "d3.r2.oddzial": "4712", "d3.r2.k3": 5, "d3.r3.oddzial": "4730"}
    report.answers = {"cells": told, "rows": {"d3": ["r1", "r2", "r3"]}}
    report.save()
    found = operations.compare_wards(by=by, year=2025)
    assert [(one.ward, one.stays, one.reported, one.agrees) for one in found] == [
        ("4700", 1, 1, True),
        ("4712", 0, 5, False),
        ("4730", 0, None, False),
    ]
    event = Event.objects.get(action="cards_counted")
    assert (event.object_id, event.data) == (str(card.unit.public_id), {"year": 2025, "cards": 1})


def test_a_stay_that_ended_before_the_year_is_not_counted_in_it() -> None:
    stay = admitted(przyjety="2024-11-01")
    earlier = {"d4.r1.od": "2024-11-01", "d4.r1.do": "2024-12-20", "d3.przyjety.k1": "2024-11-01"}
    operations.add_row(by=cards.nurse(stay.unit), card=stay.public_id, section="d4")
    later = {"d4.r2.oddzial": "4712", "d4.r2.od": "2024-12-20", "d4.r2.do": "2025-03-10"}
    closed(stay, {**WHOLE, **earlier, **later})
    assert [(one.ward, one.stays) for one in operations.compare_wards(by=cards.nurse(stay.unit), year=2025)] == [
        ("4712", 1)
    ]


def test_nobody_counts_cards_they_may_not_read() -> None:
    card = card_at(CLOSED)
    with pytest.raises(Forbidden):
        operations.compare_wards(by=reports.supervisor(), year=2025, unit=card.unit.public_id)


def test_a_unit_without_mz_30_has_nothing_to_agree_with() -> None:
    assert not unit_year(cards.nurse(card_at(CLOSED).unit), 2025).tie.has_report


def test_a_year_counts_who_is_there_and_who_left() -> None:
    stay = staying()
    left = save(admitted(stay.unit, imie="EW"), {"d5.wypisany.k1": "2025-04-01"}).card
    shown = unit_year(cards.nurse(left.unit), 2025)
    assert (shown.absent, shown.leaving, shown.total) == (1, 1, 0)


def test_the_year_of_another_unit_is_refused() -> None:
    unit = cards.hospital()
    with pytest.raises(Forbidden):
        unit_year(cards.nurse(registers.unit()), 2025, unit.public_id)
    with pytest.raises(CardNotFound):
        unit_year(SYSTEM, 2025)


def test_a_change_of_one_cell_is_one_version(django_assert_max_num_queries: object) -> None:
    stay = staying()
    change = [Change("d5.rozpoznanie.k1", None, "F20")]
    saved = operations.save_cells(by=cards.nurse(stay.unit), card=stay.public_id, changes=change)
    assert saved.card.version == stay.version + 1
