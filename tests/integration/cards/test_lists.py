# SPDX-License-Identifier: EUPL-1.2
"""Cards are found by number, date and state, page after page, and only by those who may."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from ssoz.cards.models import Card
from ssoz.cards.queries import Sought, cards, counts
from tests.factories import cards as factory
from tests.factories import registers, reports
from tests.factories.cards import CLOSED, OPEN, admitted, card_at, institute, nurse

pytestmark = pytest.mark.django_db


def found(unit_card: Card, **sought: object) -> list[int]:
    return [card.number for card in cards(nurse(unit_card.unit), Sought(**sought)).items]  # type: ignore[arg-type]  # named


@pytest.fixture
def some() -> Card:
    """An open card, a closed one and one of the year before."""
    first = admitted()
    card_at(CLOSED, unit=first.unit, imie="EW")
    admitted(first.unit, przyjety="2024-05-05", number="40")
    return first


@pytest.mark.parametrize(
    ("sought", "numbers"),
    [
        ({}, [2, 1, 40]),
        ({"number": 40}, [40]),
        ({"number": 10**15}, []),
        ({"on": date(2025, 2, 1)}, [2, 1]),
        ({"on": date(2025, 3, 10)}, [2]),
        ({"status": OPEN}, [1, 40]),
        ({"status": CLOSED, "year": 2025}, [2]),
        ({"kind": "2"}, []),
        ({"year": 2025}, [2, 1]),
        ({"year": 2024}, [40]),
        ({"year": 2024, "number": 40}, [40]),
        ({"year": 2025, "number": 40}, []),
    ],
    ids=str,
)
def test_cards_are_found_by_number_date_and_state(some: Card, sought: dict[str, object], numbers: list[int]) -> None:
    assert found(some, **sought) == numbers


def test_a_card_numbered_in_one_year_and_discharged_in_the_next_is_of_the_next_but_found_by_its_number() -> None:
    card = card_at(CLOSED, przyjety="2024-12-20", number="17")
    assert (card.book_year, card.year) == (2024, 2025)
    assert found(card, year=2025) == [17]
    assert found(card, year=2024) == []
    assert found(card, year=2024, number=17) == [17]


def test_pages_follow_each_other_without_a_gap_or_a_repeat(some: Card) -> None:
    seen, after = [], ""
    for _page in range(3):
        page = cards(nurse(some.unit), Sought(), after, size=1)
        seen += [card.number for card in page.items]
        after = page.next
    assert (seen, after) == ([2, 1, 40], "")


@pytest.mark.parametrize("after", ["x", "2025-02-01", "2025-99-99.1", "2025-02-01.x", ".5", "2025-02-01." + "9" * 40])
def test_a_broken_mark_begins_anew(some: Card, after: str) -> None:
    assert len(cards(nurse(some.unit), Sought(), after).items) == 3


def test_a_list_asks_the_database_once_however_long_it_is(
    some: Card, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    by = nurse(some.unit)
    with django_assert_num_queries(1):
        names = {card.unit.name for card in cards(by, Sought()).items}
    assert names == {some.unit.name}


def test_a_list_never_carries_what_is_sealed(some: Card) -> None:
    (card, *_others) = cards(nurse(some.unit), Sought()).items
    assert "sealed" in card.get_deferred_fields()


def test_a_hospital_sees_its_own_cards_and_the_institute_all(some: Card) -> None:
    elsewhere = admitted(registers.unit())
    assert [card.pk for card in cards(nurse(elsewhere.unit), Sought()).items] == [elsewhere.pk]
    assert len(cards(institute(), Sought()).items) == 4
    assert [card.pk for card in cards(institute(), Sought(unit=elsewhere.unit.regon)).items] == [elsewhere.pk]


@pytest.mark.parametrize("role", ["uw_admin", "supervisor_nonfinancial", "cez_staff"])
def test_other_staff_find_no_cards(some: Card, role: str) -> None:
    assert cards(reports.supervisor(role=role), Sought()).items == ()


def test_counts_are_those_of_the_own_unit(some: Card) -> None:
    admitted(registers.unit())
    counted = counts(nurse(some.unit))
    assert (counted[OPEN], counted[CLOSED], counted["accepted"]) == (2, 1, 0)
    assert factory.hospital().pk != some.unit.pk
