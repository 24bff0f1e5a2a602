# SPDX-License-Identifier: EUPL-1.2
"""From a verdict of the reports to findings on the page."""

from collections.abc import Iterable
from typing import Protocol

from engine.answers import Sheet, place
from engine.checks import Finding
from engine.definitions import FormDefinition, UnknownCell
from ssoz.www.reporter.presentation.findings import FindingView, VerdictView, verdict_view


class Answered(Protocol):
    """What was said to a warning."""

    @property
    def reason_code(self) -> str: ...
    @property
    def text(self) -> str: ...


class JudgedFinding(Protocol):
    @property
    def finding(self) -> Finding: ...
    @property
    def explanation(self) -> Answered | None: ...


def judged(definition: FormDefinition, sheet: Sheet, findings: Iterable[JudgedFinding]) -> VerdictView:
    views = [
        FindingView(
            id=f"uwaga-{number}",
            key=item.finding.key,
            check=item.finding.check,
            severity=item.finding.severity,
            message=item.finding.message,
            target=item.finding.target,
            place=_place(definition, sheet, item.finding.target),
            reasons=item.finding.explain,
            answer=_answer(item),
        )
        for number, item in enumerate(findings, start=1)
    ]
    return verdict_view(definition, views)


def _answer(item: JudgedFinding) -> str:
    if item.explanation is None:
        return ""
    label = dict(item.finding.explain).get(item.explanation.reason_code, item.explanation.reason_code)
    return ". ".join(part for part in (label, item.explanation.text) if part)


def _place(definition: FormDefinition, sheet: Sheet, address: str) -> str:
    try:
        return place(definition, sheet, address)
    except (UnknownCell, ValueError):
        return address
