# SPDX-License-Identifier: EUPL-1.2
"""What is to be seen at a cell: a text that could not be read, a value two people changed, findings of the checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ssoz.www.reporter.presentation.findings import FindingView
from ssoz.www.reporter.presentation.refusals import NOTHING_REFUSED, Dispute, Refusals
from ssoz.www.reporter.presentation.words import anchor


@dataclass(frozen=True, slots=True)
class Mark:
    """All that one cell shows beside its value."""

    severity: str = ""  # "error" | "warning" | nothing to show
    described: str = ""  # ids of the elements that say what is wrong
    message: str = ""  # of a finding, as a hint of the mark; of a refused text, beside the cell
    href: str = ""  # where the finding stands in the list
    typed: str | None = None  # the text as typed, where it was not saved
    over: str | None = None  # and over what, where that is known
    dispute: Dispute | None = None  # two values to choose from


NO_MARK = Mark()


def marks(findings: Iterable[FindingView] = (), refused: Refusals = NOTHING_REFUSED) -> Mapping[str, Mark]:
    """Address to what its cell shows; a text that was not saved matters more than a finding about what was."""
    at: dict[str, list[FindingView]] = {}
    for finding in findings:
        at.setdefault(finding.target, []).append(finding)
    marked = {address: _found(members) for address, members in at.items()}
    for problem in refused.problems:
        mark = _refused(problem.address, problem.text, problem.message)
        marked[problem.address] = replace(mark, over=refused.over.get(problem.address))
    for one in refused.disputes:
        mark = _refused(one.address, one.conflict.now, one.message)
        marked[one.address] = replace(mark, over=one.conflict.was, dispute=one)
    return marked


def _found(findings: list[FindingView]) -> Mark:
    shown = [finding for finding in findings if finding.is_open] or findings
    worst = min(shown, key=lambda finding: finding.severity != "error")
    severity = worst.severity if worst.is_open else ""
    described = " ".join(finding.id for finding in shown)
    return Mark(severity=severity, described=described, message=worst.message, href=f"#{worst.id}")


def _refused(address: str, typed: str, message: str) -> Mark:
    return Mark(severity="error", described=f"{anchor(address)}-p", message=message, typed=typed)
