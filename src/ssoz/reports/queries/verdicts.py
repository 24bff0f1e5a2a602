# SPDX-License-Identifier: EUPL-1.2
"""The findings of a report with the explanations that still hold, and whether it may be sent."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from engine.answers import Sheet
from engine.checks import Finding
from engine.checks.browser import browser_context
from engine.checks.compiled import needs
from engine.checks.instances import Instance
from engine.checks.phrases import Language
from engine.checks.touched import readers
from shared.postgres.questions import Question
from ssoz.access.actors import Actor
from ssoz.reports.models import Explanation, Report
from ssoz.reports.queries.details import readable
from ssoz.reports.queries.findings import context_of, findings_of, values_of
from ssoz.reports.queries.forms import compiled_of


class Answer(Protocol):
    """What was said to a warning, and the values it was said of."""

    @property
    def reason_code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def values(self) -> Any: ...  # pairs of address and text, as JSON has them


@dataclass(frozen=True)
class Judged:
    """A finding, the explanation given for the values it has now, or one that was given for others and is void."""

    finding: Finding
    explanation: Answer | None = None
    void: Answer | None = None

    @property
    def is_open(self) -> bool:
        return self.finding.severity == "error" or self.explanation is None

    @property
    def changed(self) -> tuple[str, ...]:
        """Cells whose change made the explanation void."""
        before = dict(self.void.values) if self.void else {}
        now = dict(self.finding.cells)
        return tuple(address for address in {**now, **before} if self.void and now.get(address) != before.get(address))


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
        """What keeps it from being handed in."""
        return tuple(item.finding for item in self.findings if item.is_open)

    @property
    def is_clean(self) -> bool:
        return not self.open


class Given(NamedTuple):
    """An explanation as it is stored."""

    reason_code: str
    text: str
    values: Any


_GIVEN = Question(
    lambda report: Explanation.objects.filter(report=report).values_list("key", "reason_code", "text", "values"),
    report=-1,
)


def judge(report: Report, language: Language = "pl") -> Verdict:
    """Check what is stored, and say it in a language."""
    return Verdict(_judged(report, findings_of(report, language)))


def _judged(report: Report, findings: Collection[Finding]) -> tuple[Judged, ...]:
    """Explanations are fetched only when there is something to explain."""
    known: dict[str, Answer] = {}
    if any(finding.severity == "warning" for finding in findings):
        known = {key: Given(*given) for key, *given in _GIVEN.rows(report=report.pk)}
    return tuple(answered(finding, known.get(finding.key)) for finding in findings)


def answered(finding: Finding, explanation: Answer | None) -> Judged:
    """The finding with what was said to it, as long as that was said of its present values."""
    if explanation is None or explanation.values == values_of(finding):
        return Judged(finding, explanation)
    return Judged(finding, void=explanation)


@dataclass(frozen=True)
class Touched:
    """What the checks say that an edit touched; `checks` are their codes, those that hold among them."""

    digest: str
    checks: tuple[str, ...] = ()
    findings: tuple[Judged, ...] = ()


def touched(
    report: Report,
    sheet: Sheet,
    addresses: Collection[str] = (),
    section: str = "",
    language: Language = "pl",
    computed: bool = False,
) -> Touched:
    """Of a report under somebody's hands: checks that read these cells, or rows of this section. `computed`: the sheet
    comes from the save that was just made, with its computed cells."""
    compiled = compiled_of(report)
    known = readers(compiled)
    found: tuple[Instance, ...] = known.of_rows(section) if section else known.of_cells(addresses)
    codes = {instance.check.id for instance in found}
    if not codes:
        return Touched(compiled.digest)
    asked = [instance for instance in compiled.instances if instance.check.id in codes]
    context = context_of(report, needs(asked), language)
    found_now = compiled.verify(sheet, context, language, checks=codes, computed=computed)
    findings = [finding for finding in found_now if finding.check in codes]
    return Touched(compiled.digest, tuple(sorted(codes)), _judged(report, findings))


@dataclass(frozen=True)
class Live:
    """A report being filled in: the verdict, and what its page needs beside the cells to verify by itself."""

    verdict: Verdict
    digest: str
    context: dict[str, Any]


def live(report: Report, language: Language = "pl") -> Live:
    compiled = compiled_of(report)
    context = context_of(report, compiled.needs, language)
    findings = compiled.verify(Sheet.from_json(report.answers), context, language)
    beside = browser_context(compiled, Sheet({}, {}), context)
    return Live(Verdict(_judged(report, findings)), compiled.digest, beside)


def verdict(actor: Actor, public_id: UUID, language: Language = "pl") -> Verdict:
    return judge(readable(actor, public_id), language)
