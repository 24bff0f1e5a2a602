# SPDX-License-Identifier: EUPL-1.2
"""At rest nothing says who the patient is; every look is written down; keys rotate."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from engine.answers import Sheet
from shared.encryption import EncryptionError, new_key
from ssoz.access.actors import SYSTEM
from ssoz.audit.models import Event
from ssoz.cards import operations
from ssoz.cards.errors import CardNotFound
from ssoz.cards.fields import BORN, NAME, SURNAME
from ssoz.cards.models import Card, CardVersion
from ssoz.cards.sealing import Content, duplicate_key, opened, pseudonym, seal
from tests.factories import cards, registers
from tests.factories.cards import CLOSED, OPEN, TO_CORRECT, card_at
from tests.factories.words import said

pytestmark = pytest.mark.django_db
SAID = ("KO", "1980-05-17", "F33", "4700", "d2.nazwisko")


def row_of(card: Card) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cards_card::text FROM cards_card WHERE id = %s", [card.pk])
        return str(cursor.fetchone()[0])


def test_nothing_of_the_patient_stands_in_the_clear() -> None:
    card = card_at(CLOSED)
    sealed = card.sealed
    row = said(row_of(card).replace(sealed, ""))
    assert not [word for word in SAID if word in row]
    assert cards.sheet_of(card).cells[SURNAME] == "KO"


def test_two_cards_with_the_same_content_look_different() -> None:
    first, second = cards.admitted(), cards.admitted()
    assert first.sealed != second.sealed


def test_a_text_moved_to_another_card_cannot_be_read() -> None:
    first, second = cards.admitted(), cards.admitted()
    with pytest.raises(EncryptionError):
        opened(second.public_id, first.sealed)


def test_every_look_is_written_down() -> None:
    card = cards.admitted()
    by = cards.nurse(card.unit)
    operations.view_card(by=by, card=card.public_id)
    operations.view_card(by=cards.institute(), card=card.public_id)
    looks = Event.objects.filter(action="card_viewed", object_id=str(card.public_id)).order_by("id")
    assert list(looks.values_list("person_id", flat=True)) == [111, 211]


def test_a_card_of_another_unit_is_not_there_and_nobody_has_looked() -> None:
    card = cards.admitted()
    with pytest.raises(CardNotFound):
        operations.view_card(by=cards.nurse(registers.unit()), card=card.public_id)
    assert not Event.objects.filter(action="card_viewed").exists()


def test_keys_rotate_piece_by_piece_and_versions_with_them(settings: Settings) -> None:
    made = [card_at(OPEN), card_at(TO_CORRECT)]
    settings.ENCRYPTION_KEYS = f"{new_key('nowy')},{settings.ENCRYPTION_KEYS}"
    assert operations.rotate_cards(by=SYSTEM, at_once=1) == 3
    assert operations.rotate_cards(by=SYSTEM) == 0
    assert Event.objects.filter(action="card_keys_rotated", data__cards=3).count() == 1
    settings.ENCRYPTION_KEYS = settings.ENCRYPTION_KEYS.partition(",")[0]
    assert [cards.sheet_of(card).cells[SURNAME] for card in made] == ["KO", "KO"]
    version = CardVersion.objects.get()
    assert opened(version.card.public_id, version.sealed).sheet.cells[NAME] == "AN"


def test_the_same_stay_is_found_by_its_hash_and_the_same_patient_everywhere() -> None:
    here, there = cards.hospital(), registers.unit()
    sheet = cards.sheet_of(cards.admitted(here))
    assert duplicate_key(here.pk, sheet) != duplicate_key(there.pk, sheet)
    later = sheet.with_cells({"d3.przyjety.k1": "2025-06-01"})
    assert duplicate_key(here.pk, later) != duplicate_key(here.pk, sheet)
    assert pseudonym(later) == pseudonym(sheet)


def test_unknown_patients_are_nobodys_duplicates() -> None:
    nobody = Sheet({SURNAME: "NN", NAME: "NN"}, {})
    assert (duplicate_key(1, nobody), pseudonym(nobody)) == ("", "")
    assert pseudonym(nobody.with_cells({BORN: "1980-01-01"}))


def test_hashes_need_the_key(settings: Settings) -> None:
    sheet = Sheet({SURNAME: "KO", NAME: "AN"}, {})
    before = pseudonym(sheet)
    settings.LOOKUP_KEY = "another key that is long enough for anybody"
    assert pseudonym(sheet) != before


def test_the_system_s_own_fields_are_not_sealed_twice() -> None:
    content = Content(Sheet.empty()).with_sheet(Sheet({"d1.kod.k1": "1", "d1.numer.k1": 7, SURNAME: "KO"}, {}))
    assert content.sheet.cells == {SURNAME: "KO"}
    assert content.whole("2", 8).cells == {SURNAME: "KO", "d1.kod.k1": "2", "d1.numer.k1": 8}


def test_explanations_are_sealed_with_the_sheet() -> None:
    card = cards.admitted()
    content = replace(opened(card.public_id, card.sealed), explained={"11B-09": {"code": "dokument", "text": "x"}})
    assert opened(card.public_id, seal(card.public_id, content)) == content


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cards_cardtransition SET reason = 'x'",
        "DELETE FROM cards_cardtransition",
        "UPDATE cards_delivery SET cards = 0",
        "DELETE FROM cards_delivery",
        "UPDATE cards_cardedit SET version = 9",
        "DELETE FROM cards_cardedit",
        "UPDATE cards_cardversion SET digest = 'x'",
        "DELETE FROM cards_cardversion",
        "DELETE FROM cards_card",
    ],
)
def test_the_database_keeps_what_happened(statement: str) -> None:
    card_at(TO_CORRECT)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
