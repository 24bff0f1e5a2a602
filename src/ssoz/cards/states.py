# SPDX-License-Identifier: EUPL-1.2
"""The life of a card: one table from → to with who makes the move, by which permission, and whether a reason is given.

The diagram in docs/states/ is printed from this table and checked for drift. A closed card changes only by going back
to „Do korekty” with a reason, so each correction is a move of its own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ssoz.cards.enums import CardStatus, Party
from ssoz.cards.errors import NotAllowed

OPEN, CLOSED, TO_VERIFY, TO_CORRECT, ACCEPTED, VOID = CardStatus
FILLER, SUPERVISOR, ADMINISTRATOR, NOBODY = Party

OWNERS = {OPEN: FILLER, CLOSED: FILLER, TO_VERIFY: SUPERVISOR, TO_CORRECT: FILLER, ACCEPTED: NOBODY, VOID: NOBODY}
EDITABLE = frozenset({OPEN, TO_CORRECT})
HANDED_IN = frozenset({TO_VERIFY, ACCEPTED})
COMPLETE = frozenset({CLOSED, *HANDED_IN})


@dataclass(frozen=True)
class Move:
    name: str
    source: CardStatus
    target: CardStatus
    party: Party
    permission: str
    action: str
    needs_reason: bool = False


FILL, VERIFY, REOPEN = "REPORT_FILL_CARD", "REPORT_VERIFY_CARD", "REPORT_REOPEN"
MOVES = (
    Move("close", OPEN, CLOSED, FILLER, FILL, action="card_closed"),
    Move("close", TO_CORRECT, CLOSED, FILLER, FILL, action="card_closed"),
    Move("correct", CLOSED, TO_CORRECT, FILLER, FILL, action="card_corrected", needs_reason=True),
    Move("hand_in", CLOSED, TO_VERIFY, FILLER, FILL, action="cards_handed_in"),
    Move("return", TO_VERIFY, TO_CORRECT, SUPERVISOR, VERIFY, action="card_returned", needs_reason=True),
    Move("accept", TO_VERIFY, ACCEPTED, SUPERVISOR, VERIFY, action="card_accepted"),
    Move("reopen", ACCEPTED, TO_CORRECT, ADMINISTRATOR, REOPEN, action="card_reopened", needs_reason=True),
    Move("void", OPEN, VOID, FILLER, FILL, action="card_voided", needs_reason=True),
    Move("void", CLOSED, VOID, FILLER, FILL, action="card_voided", needs_reason=True),
    Move("void", TO_CORRECT, VOID, FILLER, FILL, action="card_voided", needs_reason=True),
)

REFUSALS = {
    "close": gettext_noop("Zamknąć można tylko kartę otwartą albo do korekty. Ta ma stan „%(status)s”."),
    "correct": gettext_noop("Do korekty wraca karta zamknięta, jeszcze nieprzekazana. Ta ma stan „%(status)s”."),
    "hand_in": gettext_noop("Przekazać można tylko kartę zamkniętą. Ta ma stan „%(status)s”."),
    "return": gettext_noop("Zwrócić do korekty można tylko kartę do weryfikacji. Ta ma stan „%(status)s”."),
    "accept": gettext_noop("Zatwierdzić można tylko kartę do weryfikacji. Ta ma stan „%(status)s”."),
    "reopen": gettext_noop("Ponownie otworzyć można tylko zatwierdzoną kartę. Ta ma stan „%(status)s”."),
    "void": gettext_noop("Unieważnić można tylko kartę, której nie przekazano. Ta ma stan „%(status)s”."),
}


def move(name: str, source: str) -> Move:
    """The move of that name out of this state, or the sentence that refuses it."""
    for candidate in MOVES:
        if candidate.name == name and candidate.source == source:
            return candidate
    raise NotAllowed(_(REFUSALS[name]) % {"status": CardStatus(source).label})
