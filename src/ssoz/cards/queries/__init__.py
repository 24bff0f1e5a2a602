# SPDX-License-Identifier: EUPL-1.2
"""Reading cards, always as somebody."""

from ssoz.cards.queries.details import CardDetails
from ssoz.cards.queries.forms import edition_for
from ssoz.cards.queries.lists import CardPage, Sought, cards, counts, sees_all
from ssoz.cards.queries.verdicts import Judged, Verdict, judge
from ssoz.cards.queries.years import CardYear, Tie

__all__ = [
    "CardDetails",
    "CardPage",
    "CardYear",
    "Judged",
    "Sought",
    "Tie",
    "Verdict",
    "cards",
    "counts",
    "edition_for",
    "judge",
    "sees_all",
]
