# SPDX-License-Identifier: EUPL-1.2
"""The findings of a report with the explanations that still hold, and whether it may be sent."""

from dataclasses import dataclass
from uuid import UUID

from engine.checks import Finding
from ssoz.access.actors import Actor
from ssoz.reports.models import Explanation, Report
from ssoz.reports.queries.details import readable
from ssoz.reports.queries.findings import findings_of, values_of


@dataclass(frozen=True)
class Judged:
    """A finding, and the explanation given for the values it has now."""

    finding: Finding
    explanation: Explanation | None = None

    @property
    def is_open(self) -> bool:
        return self.finding.severity == "error" or self.explanation is None


@dataclass(frozen=True)
class Verdict:
    report: Report
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
        """What keeps the report from being sent."""
        return tuple(item.finding for item in self.findings if item.is_open)

    @property
    def is_clean(self) -> bool:
        return not self.open


def judge(report: Report) -> Verdict:
    """Check what is stored; explanations are fetched only when there is something to explain."""
    findings = findings_of(report)
    known: dict[str, Explanation] = {}
    if any(finding.severity == "warning" for finding in findings):
        known = {item.key: item for item in report.explanations.all()}
    return Verdict(report, tuple(Judged(finding, _holding(finding, known)) for finding in findings))


def _holding(finding: Finding, known: dict[str, Explanation]) -> Explanation | None:
    """The explanation, unless one of the values it was given for has changed."""
    explanation = known.get(finding.key)
    return explanation if explanation is not None and explanation.values == values_of(finding) else None


def verdict(actor: Actor, public_id: UUID) -> Verdict:
    return judge(readable(actor, public_id))
