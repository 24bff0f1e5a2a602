# SPDX-License-Identifier: EUPL-1.2
"""From admission to acceptance and back: who may move a card where, and what is kept of each correction."""

from collections.abc import Callable

import pytest

from ssoz.access.errors import Forbidden
from ssoz.audit.models import Event
from ssoz.cards import operations
from ssoz.cards.enums import CardStatus
from ssoz.cards.errors import BadRequest, NotAllowed, OpenFindings, OwnCard, StaleCard
from ssoz.cards.models import Card, CardVersion
from ssoz.cards.states import MOVES, Move, move
from ssoz.registers.models import Unit
from tests.factories import cards, registers, reports
from tests.factories.cards import ACCEPTED, CLOSED, LEAVING, OPEN, TO_CORRECT, TO_VERIFY, WHOLE, card_at
from tests.factories.words import said

pytestmark = pytest.mark.django_db
REASON = "Pomylono datę wypisu."
DEEDS: dict[str, Callable[[Card], object]] = {
    "close": lambda card: operations.close_card(by=cards.nurse(card.unit), card=card.public_id, version=card.version),
    "correct": lambda card: operations.correct_card(by=cards.nurse(card.unit), card=card.public_id, reason=REASON),
    "return": lambda card: operations.return_card(
        by=cards.institute(), card=card.public_id, version=card.version, reason=REASON
    ),
    "accept": lambda card: operations.accept_card(by=cards.institute(), card=card.public_id, version=card.version),
    "reopen": lambda card: operations.reopen_card(by=reports.central(), card=card.public_id, reason=REASON),
    "void": lambda card: operations.void_card(by=cards.nurse(card.unit), card=card.public_id, reason=REASON),
}


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("status", CardStatus.values)
def test_a_card_moves_as_the_table_says_and_no_other_way(status: str, name: str) -> None:
    card = card_at(status)
    if status == OPEN and name == "close":
        card = cards.save(card, WHOLE).card
    known: dict[tuple[str, str], Move] = {(one.name, one.source): one for one in MOVES}
    step = known.get((name, status))
    if step is None and (name, status) != ("close", CLOSED):  # a second click on „Zamknij kartę” changes nothing
        with pytest.raises(NotAllowed):
            DEEDS[name](card)
        return
    DEEDS[name](card)
    card.refresh_from_db()
    assert card.status == (step.target if step else CLOSED)
    assert not step or card.transitions.last().reason == (REASON if step.needs_reason else "")  # type: ignore[union-attr]  # there is one


def test_a_move_that_is_not_in_the_table_is_refused_with_the_state_in_words() -> None:
    with pytest.raises(NotAllowed, match="Ta ma stan „Otwarta”"):
        move("accept", OPEN)


@pytest.mark.parametrize("name", ["correct", "void"])
def test_a_correction_without_a_reason_is_refused(name: str) -> None:
    card = card_at(CLOSED)
    deed = getattr(operations, f"{name}_card")
    with pytest.raises(BadRequest, match="Podaj powód"):
        deed(by=cards.nurse(card.unit), card=card.public_id, reason="  ")


def test_a_card_with_anything_missing_is_not_closed() -> None:
    card = cards.save(cards.admitted(), LEAVING).card
    with pytest.raises(OpenFindings, match="Nie można zamknąć karty"):
        operations.close_card(by=cards.nurse(card.unit), card=card.public_id, version=card.version)


def test_a_page_that_shows_an_older_card_closes_nothing() -> None:
    card = cards.save(cards.admitted(), WHOLE).card
    with pytest.raises(StaleCard):
        operations.close_card(by=cards.nurse(card.unit), card=card.public_id, version=card.version - 1)


def test_a_closed_card_counts_in_the_year_of_its_discharge() -> None:
    assert card_at(CLOSED).year == 2025


def test_a_card_handed_in_keeps_its_year() -> None:
    card = card_at(TO_CORRECT)
    card = cards.save(card, {"d4.r1.do": "2026-01-05", "d5.wypisany.k1": "2026-01-05"}).card
    with pytest.raises(BadRequest, match="Kartę przekazano za rok 2025"):
        DEEDS["close"](card)


def test_a_correction_keeps_the_card_as_it_stood_and_shows_what_changed() -> None:
    card = card_at(CLOSED)
    by = cards.nurse(card.unit)
    operations.correct_card(by=by, card=card.public_id, reason=REASON)
    saved = cards.save(card, {"d5.rozpoznanie.k1": "F20"})
    operations.close_card(by=by, card=card.public_id, version=saved.card.version)
    ((number, changed),) = operations.view_card(by=by, card=card.public_id).corrections
    assert number == 1
    assert [(one.address, one.was, one.now) for one in changed] == [("d5.rozpoznanie.k1", "F33", "F20")]


def test_a_returned_card_says_why_until_it_is_closed_again() -> None:
    card = card_at(TO_CORRECT)
    by = cards.nurse(card.unit)
    returned = operations.view_card(by=by, card=card.public_id).returned
    assert returned
    assert returned.reason == "Proszę sprawdzić pole 20."
    operations.close_card(by=by, card=card.public_id, version=card.version)
    assert operations.view_card(by=by, card=card.public_id).returned is None
    assert CardVersion.objects.filter(card=card).count() == 1


@pytest.mark.parametrize("decide", ["accept", "return"])
def test_nobody_decides_on_a_card_they_filled_in_themselves(decide: str) -> None:
    card = card_at(TO_VERIFY)
    card.filled_by = [211]
    card.save()
    with pytest.raises(OwnCard):
        DEEDS[decide](card)


def test_a_supervisor_fills_in_on_behalf_and_it_is_marked() -> None:
    card = cards.admitted()
    saved = cards.save(card, {"d5.rozpoznanie.k1": "F20"}, by=cards.institute())
    assert (saved.card.on_behalf, saved.card.filled_by) == (True, [111, 211])


ROLES = ("reporter_nonfinancial", "reporter_financial", "legacy_observer")
OFFICES = ("uw_admin", "supervisor_nonfinancial", "supervisor_financial")


@pytest.mark.parametrize("role", ROLES)
def test_other_fillers_of_the_same_unit_do_nothing_to_cards(role: str) -> None:
    card = cards.admitted()
    with pytest.raises(Forbidden):
        cards.save(card, {"d5.rozpoznanie.k1": "F20"}, by=cards.nurse(card.unit, role=role))


@pytest.mark.parametrize("role", OFFICES)
def test_other_supervisors_decide_on_no_cards(role: str) -> None:
    card = card_at(TO_VERIFY)
    with pytest.raises(Forbidden):
        operations.accept_card(by=reports.supervisor(role=role), card=card.public_id, version=card.version)


def test_a_filler_of_another_unit_does_nothing_to_the_card() -> None:
    card, elsewhere = cards.admitted(), registers.unit()
    with pytest.raises(Forbidden):
        cards.save(card, {"d5.rozpoznanie.k1": "F20"}, by=cards.nurse(elsewhere))


def test_every_step_leaves_an_event_that_says_nothing_of_the_patient() -> None:
    card = card_at(ACCEPTED)
    events = list(Event.objects.filter(object_id=str(card.public_id)).order_by("id"))
    assert [one.action for one in events] == ["card_opened", "card_saved", "card_closed", "card_accepted"]
    assert Event.objects.filter(action="cards_handed_in", data__cards=1).count() == 1
    told = said(" ".join(str(one.data) for one in events))
    assert not any(word in told for word in ("KO", "1980", "F33", "F32", "4700"))


def test_a_handed_in_card_keeps_its_delivery_when_it_comes_back() -> None:
    card = card_at(TO_CORRECT)
    assert card.delivery_id is not None
    unit: Unit = card.unit
    operations.close_card(by=cards.nurse(unit), card=card.public_id, version=card.version)
    second = operations.hand_in(by=cards.nurse(unit), year=2025)
    card.refresh_from_db()
    assert (second.number, card.delivery_id) == (2, second.pk)
