# SPDX-License-Identifier: EUPL-1.2
"""What the checks of the form say about a card, with the explanations that still hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.checks import Context, Finding
from engine.checks.phrases import Language
from ssoz.cards.models import Card
from ssoz.cards.queries.forms import compiled_of, period_of
from ssoz.cards.sealing import Content, Given
from ssoz.cards.states import OPEN
from ssoz.registers.enums import unit_names
from ssoz.reports.queries.findings import values_of


@dataclass(frozen=True)
class Answer:
    """What a warning was answered with."""

    reason_code: str
    text: str


@dataclass(frozen=True)
class Judged:
    """A finding, the explanation given for the values it has now, or one that was given for others and is void."""

    finding: Finding
    explanation: Answer | None = None
    void: Answer | None = None
    changed: Sequence[str] = ()

    @property
    def is_open(self) -> bool:
        return self.finding.severity == "error" or self.explanation is None


@dataclass(frozen=True)
class Verdict:
    findings: tuple[Judged, ...]

    @property
    def errors(self) -> int:
        return sum(1 for item in self.findings if item.finding.severity == "error")

    @property
    def warnings(self) -> int:
        """Warnings still without an explanation."""
        return sum(1 for item in self.findings if item.finding.severity == "warning" and item.is_open)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What keeps the card from being closed."""
        return tuple(item.finding for item in self.findings if item.is_open)

    @property
    def is_clean(self) -> bool:
        return not self.open


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
    if given is None:
        return Judged(finding)
    answer = Answer(given["code"], given["text"])
    if given["values"] == values_of(finding):
        return Judged(finding, answer)
    before, now = dict(given["values"]), dict(finding.cells)
    changed = [address for address in {**now, **before} if now.get(address) != before.get(address)]
    return Judged(finding, void=answer, changed=changed)
