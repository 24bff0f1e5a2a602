# SPDX-License-Identifier: EUPL-1.2
"""Findings of the checks as people read them: grouped by section, each with the way to its cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from engine.checks.structure import REQUIRED
from engine.definitions import FormDefinition
from ssoz.www.reporter.presentation.words import anchor, words


@dataclass(frozen=True, slots=True)
class FindingView:
    id: str  # on the page: "uwaga-3"
    key: str  # stable: check and instance
    check: str
    severity: str  # "error" | "warning"
    message: str
    target: str  # address of the cell to look at
    place: str  # „Dział 2, wiersz 03, kolumna 2”
    reasons: tuple[tuple[str, str], ...] = ()  # codes a warning may be answered with
    answer: str = ""  # what it was answered with
    code: str = ""  # the same in its parts, to be changed; of an answer that is void too
    text: str = ""
    void: str = ""  # why an earlier answer does not count any more

    @property
    def anchor(self) -> str:
        return anchor(self.target)

    @property
    def is_missing(self) -> bool:
        """A cell that has to be filled in and is blank: many of them read better as one line."""
        return self.check == REQUIRED

    @property
    def short_place(self) -> str:
        """The place inside its section: „wiersz 03, kolumna 2”."""
        return self.place.partition(", ")[2] or self.place

    @property
    def section(self) -> str:
        return self.target.partition(".")[0]

    @property
    def is_open(self) -> bool:
        """An error always is; a warning until somebody explains it."""
        return self.severity == "error" or not self.answer


@dataclass(frozen=True, slots=True)
class FindingGroup:
    code: str
    title: str
    findings: tuple[FindingView, ...]

    @property
    def missing(self) -> tuple[FindingView, ...]:
        return tuple(finding for finding in self.findings if finding.is_missing)

    @property
    def violations(self) -> tuple[FindingView, ...]:
        return tuple(finding for finding in self.findings if not finding.is_missing)


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The outcome of „Weryfikuj bez wysyłania”."""

    groups: tuple[FindingGroup, ...] = ()
    errors: int = 0
    warnings: int = 0  # not explained yet
    explained: int = 0
    by_section: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # section -> open errors, open warnings

    @property
    def findings(self) -> tuple[FindingView, ...]:
        return tuple(finding for group in self.groups for finding in group.findings)

    @property
    def is_clean(self) -> bool:
        return not self.errors and not self.warnings


def verdict_view(definition: FormDefinition, findings: Sequence[FindingView]) -> VerdictView:
    """Group by section in the order of the form; errors before warnings, what is explained last."""
    groups: dict[str, list[FindingView]] = {section.code: [] for section in definition.sections}
    for finding in sorted(findings, key=_rank):
        groups.setdefault(finding.section, []).append(finding)
    by_section = {code: _counts(members) for code, members in groups.items()}
    return VerdictView(
        groups=tuple(
            FindingGroup(code, _title(definition, code), tuple(members)) for code, members in groups.items() if members
        ),
        errors=sum(errors for errors, _warnings in by_section.values()),
        warnings=sum(warnings for _errors, warnings in by_section.values()),
        explained=sum(not finding.is_open for finding in findings),
        by_section=by_section,
    )


def _rank(finding: FindingView) -> int:
    return 2 if not finding.is_open else int(finding.severity != "error")


def _counts(findings: Iterable[FindingView]) -> tuple[int, int]:
    still_open = [finding for finding in findings if finding.is_open]
    errors = sum(finding.severity == "error" for finding in still_open)
    return errors, len(still_open) - errors


def _title(definition: FormDefinition, code: str) -> str:
    section = definition.by_code.get(code)
    if section is None:
        return _("Całe sprawozdanie")
    return _("Dział %(symbol)s. %(title)s") % {"symbol": section.symbol, "title": words(section.title)}
