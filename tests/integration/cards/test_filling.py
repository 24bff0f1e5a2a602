# SPDX-License-Identifier: EUPL-1.2
"""Filling in: good cells are kept and bad ones told, two people merge, warnings are explained by a coded reason."""

import pytest

from engine.answers import Change
from ssoz.cards import operations
from ssoz.cards.errors import BadRequest, NotAllowed, OpenFindings
from ssoz.cards.fields import ADMITTED, KIND, NUMBER
from ssoz.cards.queries import judge
from ssoz.cards.sealing import opened
from tests.factories import cards
from tests.factories.cards import CLOSED, WHOLE, admitted, card_at, save, sheet_of

pytestmark = pytest.mark.django_db
LONG_AGO = {"d3.przyjety.k1": "1999-02-01", "d4.r1.od": "1999-02-01"}


def test_what_is_typed_is_kept_and_the_dates_by_which_cards_are_found_follow() -> None:
    card = save(admitted(), WHOLE).card
    card.refresh_from_db()
    assert (str(card.admitted_on), str(card.discharged_on), card.version) == ("2025-02-01", "2025-03-10", 2)
    assert sheet_of(card).cells["d5.rozpoznanie.k1"] == "F33"


def test_a_bad_cell_is_told_and_the_others_are_kept() -> None:
    saved = save(admitted(), {"d5.rozpoznanie.k1": "F33", "d3.ktory_raz.k1": "sto"})
    assert [one.address for one in saved.problems] == ["d3.ktory_raz.k1"]
    assert sheet_of(saved.card).cells["d5.rozpoznanie.k1"] == "F33"


def test_the_system_s_own_fields_cannot_be_typed_over() -> None:
    card = admitted()
    save(card, {KIND: "2", NUMBER: "99"})
    card.refresh_from_db()
    assert (card.kind, card.number) == ("1", 1)


def test_a_card_always_has_its_date_of_admission() -> None:
    saved = save(admitted(), {ADMITTED: ""})
    assert [one.message for one in saved.problems] == ["Karta musi mieć datę przyjęcia."]
    assert sheet_of(saved.card).cells[ADMITTED] == "2025-02-01"


def test_two_people_at_one_card_do_not_overwrite_each_other() -> None:
    card = admitted()
    save(card, {"d5.rozpoznanie.k1": "F33"})
    mine = Change("d5.rozpoznanie.k1", "", "F20")
    saved = operations.save_cells(by=cards.nurse(card.unit, person=112), card=card.public_id, changes=[mine])
    assert [(one.current, one.now) for one in saved.conflicts] == [("F33", "F20")]


def test_a_save_that_makes_a_card_resemble_another_says_so() -> None:
    first = admitted()
    second = admitted(first.unit, przyjety="2025-02-03")
    saved = save(second, {ADMITTED: "2025-02-01", "d4.r1.od": "2025-02-01"})
    assert [one.public_id for one in saved.resembling] == [first.public_id]


def test_while_the_stay_goes_on_blanks_are_no_errors_but_contradictions_are() -> None:
    card = admitted()
    assert (card.errors, card.warnings) == (0, 0)
    card = save(card, {"d3.ktory_raz.k1": "1", "d3.pierwszy.k1": "3"}).card
    assert card.errors == 1


def test_a_closed_card_is_read_only() -> None:
    card = card_at(CLOSED)
    with pytest.raises(NotAllowed, match="stan „Zamknięta”"):
        save(card, {"d5.rozpoznanie.k1": "F20"})


def test_stays_on_wards_are_added_and_removed() -> None:
    card = admitted()
    by = cards.nurse(card.unit)
    added = operations.add_row(by=by, card=card.public_id, section="d4")
    assert added.row == "r2"
    save(card, {"d4.r2.oddzial": "4712", "d4.r2.od": "2025-02-20"})
    operations.remove_row(by=by, card=card.public_id, section="d4", row="r2")
    assert sheet_of(card).added("d4") == ("r1",)
    with pytest.raises(BadRequest):
        operations.add_row(by=by, card=card.public_id, section="d1")


def test_a_warning_is_explained_by_a_reason_from_the_list_and_then_the_card_closes() -> None:
    card = save(admitted(), {**WHOLE, **LONG_AGO}).card
    by = cards.nurse(card.unit)
    with pytest.raises(OpenFindings):
        operations.close_card(by=by, card=card.public_id, version=card.version)
    with pytest.raises(BadRequest, match="Wybierz przyczynę"):
        operations.explain(by=by, card=card.public_id, key="11B-09", code="nieznana")
    operations.explain(by=by, card=card.public_id, key="11B-09", code="wczesniej")
    card.refresh_from_db()
    assert card.warnings == 0
    assert operations.close_card(by=by, card=card.public_id, version=card.version).status == CLOSED


def test_an_explanation_holds_for_the_values_it_was_given_for() -> None:
    card = save(admitted(), {**WHOLE, **LONG_AGO}).card
    operations.explain(by=cards.nurse(card.unit), card=card.public_id, key="11B-09", code="wczesniej")
    card = save(card, {"d3.przyjety.k1": "1998-02-01", "d4.r1.od": "1998-02-01"}).card
    (found,) = judge(card, opened(card.public_id, card.sealed)).findings
    assert found.is_open
    assert found.void
    assert found.changed == (ADMITTED,)


def test_an_error_is_corrected_not_explained() -> None:
    card = save(admitted(), {**WHOLE, "d5.tryb_wypisu.k1": "9"}).card
    with pytest.raises(BadRequest, match="trzeba go poprawić"):
        operations.explain(by=cards.nurse(card.unit), card=card.public_id, key="11B-06", code="inne")
    with pytest.raises(BadRequest, match="już nie występuje"):
        operations.explain(by=cards.nurse(card.unit), card=card.public_id, key="11B-99", code="inne")
