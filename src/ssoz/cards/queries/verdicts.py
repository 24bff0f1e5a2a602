# SPDX-License-Identifier: EUPL-1.2
"""What the checks of the form say about a card, with the explanations that still hold."""

from dataclasses import dataclass
from typing import Any

from engine.checks import Context, Finding
from engine.checks.phrases import Language
from ssoz.cards.models import Card
from ssoz.cards.queries.forms import compiled_of, period_of
from ssoz.cards.sealing import Content, Given
from ssoz.cards.states import OPEN
from ssoz.registers.enums import unit_names
from ssoz.reports.queries.verdicts import Judged, Verdict, answered


@dataclass(frozen=True)
class Answer:
    """What a warning was answered with."""

    reason_code: str
    text: str
    values: Any


def judge(card: Card, content: Content, language: Language = "pl") -> Verdict:
    """Everything that closing the card asks for."""
    sheet = content.whole(card.kind, card.number)
    context = Context(period=period_of(card, content), names=unit_names(language))
    found = compiled_of(card).verify(sheet, context, language)
    return Verdict(tuple(_answered(finding, content.explained.get(finding.key)) for finding in found))


def tally(card: Card, content: Content) -> tuple[int, int]:
    """Open errors and warnings for the list. While the stay goes on, what is still blank is not held against it:
    without its kind nothing is asked that only a discharge knows."""
    if card.status != OPEN:
        verdict = judge(card, content)
        return verdict.errors, verdict.warnings
    found = compiled_of(card).verify(content.whole("", card.number), Context(period=period_of(card, content)))
    judged = [_answered(finding, content.explained.get(finding.key)) for finding in found if finding.level]
    verdict = Verdict(tuple(judged))
    return verdict.errors, verdict.warnings


def _answered(finding: Finding, given: Given | None) -> Judged:
    return answered(finding, Answer(given["code"], given["text"], given["values"]) if given else None)
