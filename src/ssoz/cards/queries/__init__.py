# SPDX-License-Identifier: EUPL-1.2
"""Reading cards, always as somebody."""

from ssoz.cards.queries.details import CardDetails
from ssoz.cards.queries.duties import with_deliveries
from ssoz.cards.queries.forms import edition_for
from ssoz.cards.queries.lists import CardPage, Sought, cards, counts, sees_all
from ssoz.cards.queries.meanwhile import last_edits
from ssoz.cards.queries.queues import ToCorrect, UnitWaiting, Waiting, to_correct, units_waiting, waiting
from ssoz.cards.queries.uploads import UploadDetails, upload_for
from ssoz.cards.queries.verdicts import judge
from ssoz.cards.queries.years import CardYear, Tie, unit_year

__all__ = [
    "CardDetails",
    "CardPage",
    "CardYear",
    "Sought",
    "Tie",
    "ToCorrect",
    "UnitWaiting",
    "UploadDetails",
    "Waiting",
    "cards",
    "counts",
    "edition_for",
    "judge",
    "last_edits",
    "sees_all",
    "to_correct",
    "unit_year",
    "units_waiting",
    "upload_for",
    "waiting",
    "with_deliveries",
]
