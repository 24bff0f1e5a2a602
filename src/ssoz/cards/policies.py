# SPDX-License-Identifier: EUPL-1.2
"""What the state of a card allows, whoever asks. `check_can_x` raises a sentence, `can_x` answers a template."""

from collections.abc import Callable, Sized
from datetime import date

from django.utils.translation import gettext as _

from engine.checks import Finding
from shared.clock import today
from ssoz.access.actors import Actor
from ssoz.cards.errors import BadRequest, CardError, NotAllowed, OwnCard, StaleCard
from ssoz.cards.models import Card
from ssoz.cards.states import EDITABLE, MOVES, move
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.models import Round

LONGEST_REASON = 1000


def refusal(check: Callable[[], None]) -> str:
    """The sentence with which a check refuses; empty when it holds."""
    try:
        check()
    except CardError as error:
        return error.sentence
    return ""


def check_can_edit(card: Card) -> None:
    """A closed card is corrected by opening it again, with a reason."""
    if card.status not in EDITABLE:
        raise NotAllowed(
            _("Karta ma stan „%(status)s” i można ją tylko czytać.") % {"status": card.get_status_display()}
        )


def can_edit(card: Card) -> bool:
    return not refusal(lambda: check_can_edit(card))


def can_move(card: Card, name: str) -> bool:
    return any(one.name == name and one.source == card.status for one in MOVES)


def check_version(card: Card, version: int) -> None:
    if card.version != version:
        raise StaleCard


def check_not_own(card: Card, by: Actor) -> None:
    if card.unit_id == by.unit_id:
        raise OwnCard(_("Nikt nie decyduje o karcie własnej jednostki."))
    if by.person_id is not None and by.person_id in card.filled_by:
        raise OwnCard(_("Nikt nie decyduje o karcie, którą sam wypełniał."))


def check_can_decide(card: Card, by: Actor, decision: str) -> None:
    """`decision` is the name of a move: return, accept or reopen."""
    move(decision, card.status)
    check_not_own(card, by)


def can_decide(card: Card, by: Actor, decision: str) -> bool:
    return not refusal(lambda: check_can_decide(card, by, decision))


def check_can_hand_in(round: Round | None, year: int) -> Round:
    """There has to be a round to hand in to. Whether it takes first filings or only corrections: `takes_first`."""
    if round is None or round.status in (RoundStatus.PLANNED, RoundStatus.OPENING):
        raise NotAllowed(_("Okres sprawozdawczy kart za %(year)d r. nie jest jeszcze otwarty.") % {"year": year})
    return round


def takes_first(round: Round) -> bool:
    """Once the round is closed it takes only cards that were handed in before and came back."""
    return round.status == RoundStatus.OPEN


def check_something_ready(ready: Sized, round: Round, year: int) -> None:
    if ready:
        return
    if not takes_first(round):
        raise NotAllowed(_("Okres sprawozdawczy kart za %(year)d r. jest zamknięty.") % {"year": year})
    raise NotAllowed(_("Nie ma zamkniętych kart do przekazania za %(year)d r.") % {"year": year})


def check_year_kept(card: Card) -> None:
    """A card handed in belongs to its year: the date of discharge may not move it to another."""
    if card.delivery_id and card.discharged_on and card.discharged_on.year != card.year:
        raise BadRequest(
            _("Kartę przekazano za rok %(year)d, więc data wypisu musi być z tego roku.") % {"year": card.year}
        )


def check_explanation(finding: Finding, code: str) -> None:
    """Only a warning is explained, by one of the reasons its check lists."""
    if finding.severity != "warning":
        raise BadRequest(_("Błędu nie można wyjaśnić, trzeba go poprawić."))
    if code not in [known for known, _label in finding.explain]:
        raise BadRequest(_("Wybierz przyczynę z listy."))


def check_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise BadRequest(_("Podaj powód."))
    if len(reason) > LONGEST_REASON:
        raise BadRequest(_("Powód może mieć najwyżej %(limit)d znaków.") % {"limit": LONGEST_REASON})
    return reason


def check_can_take_stock(year: int) -> None:
    """31 December has to have come."""
    if today() < date(year, 12, 31):
        raise NotAllowed(_("Karty stanu za %(year)d r. można założyć dopiero 31 grudnia.") % {"year": year})
