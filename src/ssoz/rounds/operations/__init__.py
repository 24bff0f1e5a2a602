# SPDX-License-Identifier: EUPL-1.2
"""Rounds, the questionnaire that assigns forms, and what units ask of their supervisors."""

from ssoz.rounds.operations.answering import Assigned, answer, apply_answers
from ssoz.rounds.operations.calendars import end_calendar, link_calendar, unlink_calendar
from ssoz.rounds.operations.deciding import decide, grant, open_petition
from ssoz.rounds.operations.opening import (
    begin_opening,
    close_round,
    finish_opening,
    oblige,
    opening,
    plan_round,
    resume_round,
)
from ssoz.rounds.operations.petitioning import ask_for_change, ask_for_time, declare_not_applicable, withdraw
from ssoz.rounds.operations.publishing import load_questionnaires, publish_questionnaire
from ssoz.rounds.operations.releasing import assign, release

__all__ = [
    "Assigned",
    "answer",
    "apply_answers",
    "ask_for_change",
    "ask_for_time",
    "assign",
    "begin_opening",
    "close_round",
    "decide",
    "declare_not_applicable",
    "end_calendar",
    "finish_opening",
    "grant",
    "link_calendar",
    "load_questionnaires",
    "oblige",
    "open_petition",
    "opening",
    "plan_round",
    "publish_questionnaire",
    "release",
    "resume_round",
    "unlink_calendar",
    "withdraw",
]
