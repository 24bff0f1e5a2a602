# SPDX-License-Identifier: EUPL-1.2
"""A card is opened at admission: numbers, what is refused at its field, the warning of a second card."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from shared import clock
from ssoz.access.errors import Forbidden
from ssoz.cards import operations
from ssoz.cards.errors import BadFields, BadRequest, Duplicate
from ssoz.cards.fields import ADMITTED, BORN, NAME, NUMBER, SURNAME
from ssoz.cards.models import Card
from ssoz.cards.operations.opening import WARD_CELL
from tests.factories import cards, registers
from tests.factories.cards import CLOSED, OPEN, admitted

pytestmark = pytest.mark.django_db


def test_an_admission_opens_a_card_with_its_first_stay_on_a_ward() -> None:
    card = admitted()
    assert (card.status, card.kind, card.number, card.book_year, card.year) == (OPEN, "1", 1, 2025, None)
    assert cards.sheet_of(card).cells[WARD_CELL] == "4700"
    assert cards.sheet_of(card).cells["d4.r1.od"] == "2025-02-01"
    assert (card.errors, card.warnings) == (0, 0)


def test_numbers_follow_each_other_within_a_unit_and_year() -> None:
    unit = cards.hospital()
    made = [admitted(unit, przyjety=day) for day in ("2025-03-01", "2025-03-02", "2024-03-02")]
    assert [(card.book_year, card.number) for card in made] == [(2025, 1), (2025, 2), (2024, 1)]
    assert admitted(registers.unit(), przyjety="2025-03-03").number == 1


def test_a_number_of_one_s_own_is_kept_and_the_next_one_follows_it() -> None:
    unit = cards.hospital()
    assert admitted(unit, number="17").number == 17
    assert admitted(unit, przyjety="2025-03-01").number == 18


def test_a_number_is_given_once() -> None:
    unit = cards.hospital()
    admitted(unit, number="17")
    with pytest.raises(BadFields) as refused:
        admitted(unit, number="17", przyjety="2025-03-01")
    assert refused.value.problems == {NUMBER: "Karta numer 17 z 2025 r. już istnieje."}


@pytest.mark.parametrize(
    ("typed", "address", "words"),
    [
        ({"nazwisko": ""}, SURNAME, "wymagane"),
        ({"nazwisko": "KOW"}, SURNAME, "za długi"),
        ({"przyjety": "31.02.2025"}, ADMITTED, "nie jest data"),
        ({"urodzony": "2025-02-02"}, BORN, "późniejsza niż data przyjęcia"),
        ({"oddzial": "9999"}, WARD_CELL, "nie ma w słowniku"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field(typed: dict[str, str], address: str, words: str) -> None:
    with pytest.raises(BadFields) as refused:
        admitted(**typed)
    assert list(refused.value.problems) == [address]
    assert words in refused.value.problems[address]


def test_nobody_is_admitted_tomorrow() -> None:
    with pytest.raises(BadFields, match="Popraw"):
        admitted(przyjety=(clock.today() + timedelta(days=1)).isoformat())


def test_the_same_stay_is_asked_about_and_opened_when_somebody_is_sure() -> None:
    unit = cards.hospital()
    first = admitted(unit)
    with pytest.raises(Duplicate) as warned:
        admitted(unit)
    assert [one.public_id for one in warned.value.cards] == [first.public_id]
    assert admitted(unit, sure=True).number == 2


@pytest.mark.parametrize(
    "typed", [{"przyjety": "2025-02-02"}, {"plec": "1"}, {"imie": "EW"}, {"urodzony": ""}], ids=str
)
def test_anything_else_is_another_stay(typed: dict[str, str]) -> None:
    unit = cards.hospital()
    admitted(unit)
    assert admitted(unit, **typed).number == 2


def test_a_voided_card_warns_of_nothing() -> None:
    first = cards.card_at(cards.VOID)
    assert admitted(first.unit).number == 2


def test_another_hospital_may_have_the_same_patient() -> None:
    admitted()
    assert admitted(registers.unit()).number == 1


def test_a_refused_admission_leaves_nothing_behind() -> None:
    with pytest.raises(BadFields):
        admitted(nazwisko="")
    assert not Card.objects.exists()


def test_a_supervisor_opens_a_card_in_the_name_of_a_unit_they_name() -> None:
    unit = cards.hospital()
    cards.edition()
    with pytest.raises(BadRequest, match="Wskaż jednostkę"):
        operations.open_card(by=cards.institute(), admission=operations.Admission(typed=cards.ADMISSION))
    named = operations.Admission(typed=cards.ADMISSION, unit=unit.public_id)
    card = operations.open_card(by=cards.institute(), admission=named)
    assert (card.unit, card.on_behalf) == (unit, True)


def test_nobody_opens_cards_for_another_unit() -> None:
    cards.edition()
    named = operations.Admission(typed=cards.ADMISSION, unit=cards.hospital().public_id)
    with pytest.raises(Forbidden):
        operations.open_card(by=cards.nurse(registers.unit()), admission=named)


def test_letters_are_written_as_the_form_wants_them() -> None:
    cells = cards.sheet_of(admitted(nazwisko="łu", imie="żA")).cells
    assert (cells[SURNAME], cells[NAME]) == ("LU", "ZA")


@pytest.mark.parametrize(("surname", "name"), [("ko", "an"), ("Ko", "AN"), ("KÓ", "ąn")])
def test_the_same_patient_is_known_however_the_letters_are_typed(surname: str, name: str) -> None:
    first = admitted()
    with pytest.raises(Duplicate):
        admitted(first.unit, nazwisko=surname, imie=name)
    again = admitted(first.unit, nazwisko=surname, imie=name, sure=True)
    assert again.pseudonym == first.pseudonym


def test_letters_changed_on_the_open_card_count_alike() -> None:
    first = admitted()
    other = admitted(first.unit, nazwisko="ZZ")
    saved = cards.save(other, {SURNAME: "ko"})
    assert [one.number for one in saved.resembling] == [first.number]
    assert saved.card.pseudonym == first.pseudonym


def test_open_cards_of_before_are_found_again_after_the_migration() -> None:
    card, done = admitted(), cards.card_at(CLOSED, imie="EW")
    right = Card.objects.values_list("duplicate_key", "pseudonym").get(pk=card.pk)
    Card.objects.update(duplicate_key="as it was", pseudonym="as it was")
    import_module("ssoz.cards.migrations.0006_one_patient_however_typed").name_anew(apps, None)
    assert Card.objects.values_list("duplicate_key", "pseudonym").get(pk=card.pk) == right
    assert Card.objects.get(pk=done.pk).pseudonym == "as it was"
