# SPDX-License-Identifier: EUPL-1.2
"""The life of a round: a table. Opening makes obligations and freezes the edition, so nothing leads back to planned.

A round of the whole country is opened by a job, piece by piece: meanwhile it is `opening`."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.errors import RoundNotAllowed


@dataclass(frozen=True)
class Move:
    name: str
    source: RoundStatus
    target: RoundStatus
    refusal: str


MOVES = (
    Move(
        "begin",
        RoundStatus.PLANNED,
        RoundStatus.OPENING,
        gettext_noop("Otworzyć można tylko zaplanowany okres sprawozdawczy."),
    ),
    Move(
        "open",
        RoundStatus.OPENING,
        RoundStatus.OPEN,
        gettext_noop("Nikt nie zaczął otwierać tego okresu: to nie jest otwierany okres sprawozdawczy."),
    ),
    Move(
        "close",
        RoundStatus.OPEN,
        RoundStatus.CLOSED,
        gettext_noop("Zamknąć można tylko otwarty okres sprawozdawczy."),
    ),
    Move(
        "resume",
        RoundStatus.CLOSED,
        RoundStatus.OPEN,
        gettext_noop("Wznowić można tylko zamknięty okres sprawozdawczy."),
    ),
)


def move(name: str, source: str) -> Move:
    """The move of that name out of this state, or the sentence that refuses it."""
    candidate = next(move for move in MOVES if move.name == name)
    if candidate.source != source:
        raise RoundNotAllowed(_(candidate.refusal))
    return candidate
