# SPDX-License-Identifier: EUPL-1.2
"""Reading rounds, the questionnaire, what units owe and why, and what they ask for."""

from ssoz.rounds.queries.calendars import calendar_key, calendar_person
from ssoz.rounds.queries.duties import Why, duties_of, duty, no_longer_following, open_rounds, reasons
from ssoz.rounds.queries.following import Follows, preview, to_answer, told, units_to_answer
from ssoz.rounds.queries.petitions import (
    Change,
    changes,
    petition_for,
    petitions_about,
    petitions_of,
    petitions_to_decide,
    waiting_petitions,
)
from ssoz.rounds.queries.questionnaires import (
    Prefilled,
    answers_of,
    current_questionnaire,
    fact_words,
    governing,
    is_to_answer,
    prefilled,
    questionnaire_of,
    ready,
)
from ssoz.rounds.queries.rounds import Asked, asked_of, round_for, rounds, rounds_by_answers, rounds_opening

__all__ = [
    "Asked",
    "Change",
    "Follows",
    "Prefilled",
    "Why",
    "answers_of",
    "asked_of",
    "calendar_key",
    "calendar_person",
    "changes",
    "current_questionnaire",
    "duties_of",
    "duty",
    "fact_words",
    "governing",
    "is_to_answer",
    "no_longer_following",
    "open_rounds",
    "petition_for",
    "petitions_about",
    "petitions_of",
    "petitions_to_decide",
    "prefilled",
    "preview",
    "questionnaire_of",
    "ready",
    "reasons",
    "round_for",
    "rounds",
    "rounds_by_answers",
    "rounds_opening",
    "to_answer",
    "told",
    "units_to_answer",
    "waiting_petitions",
]
