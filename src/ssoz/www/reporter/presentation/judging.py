# SPDX-License-Identifier: EUPL-1.2
"""From a verdict of the reports to findings on the page."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from engine.answers import Sheet
from engine.checks import Finding
from engine.definitions import FormDefinition
from ssoz.www.reporter.presentation.findings import FindingView, VerdictView, verdict_view
from ssoz.www.reporter.presentation.words import place_name


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
    @property
    def void(self) -> Answered | None: ...
    @property
    def changed(self) -> Sequence[str]: ...


def judged(definition: FormDefinition, sheet: Sheet, findings: Iterable[JudgedFinding]) -> VerdictView:
    views = [finding_view(definition, sheet, item, number) for number, item in enumerate(findings, start=1)]
    return verdict_view(definition, views)


def finding_view(definition: FormDefinition, sheet: Sheet, item: JudgedFinding, number: int) -> FindingView:
    given = item.explanation or item.void
    return FindingView(
        id=f"uwaga-{number}",
        key=item.finding.key,
        check=item.finding.check,
        severity=item.finding.severity,
        message=item.finding.message,
        target=item.finding.target,
        place=place_name(definition, sheet, item.finding.target),
        reasons=item.finding.explain,
        answer=_answer(item),
        code=given.reason_code if given else "",
        text=given.text if given else "",
        void=_void([place_name(definition, sheet, address) for address in item.changed]),
    )


def told(definition: FormDefinition, sheet: Sheet, findings: Iterable[JudgedFinding]) -> list[dict[str, Any]]:
    """The same for the page's script; cells that are merely blank it finds by itself."""
    views = (finding_view(definition, sheet, item, 0) for item in findings if item.finding.level)
    return [
        {
            "key": view.key,
            "check": view.check,
            "severity": view.severity,
            "target": view.target,
            "place": view.place,
            "message": view.message,
            "answer": view.answer,
            "code": view.code,
            "text": view.text,
            "void": view.void,
        }
        for view in views
    ]


def _void(places: Sequence[str]) -> str:
    if not places:
        return ""
    return _("Wyjaśnienie straciło ważność, bo zmieniono pole: %(places)s.") % {"places": "; ".join(places)}


def _answer(item: JudgedFinding) -> str:
    if item.explanation is None:
        return ""
    label = dict(item.finding.explain).get(item.explanation.reason_code, item.explanation.reason_code)
    return ". ".join(part for part in (label, item.explanation.text) if part)
