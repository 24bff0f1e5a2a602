# SPDX-License-Identifier: EUPL-1.2
"""What stands at the cells of a report beside the checks: notes, remarks with their answers, what has changed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.answers import Difference, Sheet, difference
from ssoz.reports.enums import RemarkKind, ReportStatus
from ssoz.reports.models import CellRemark, Report, Sending
from ssoz.reports.policies import is_told
from ssoz.reports.queries.details import ReportDetails


@dataclass(frozen=True)
class Thread:
    """A note, or a remark with what was answered. `told`: the unit knows it."""

    opening: CellRemark
    answers: tuple[CellRemark, ...] = ()
    told: bool = True

    @property
    def address(self) -> str:
        return self.opening.address

    @property
    def is_remark(self) -> bool:
        return self.opening.kind == RemarkKind.REMARK

    @property
    def waits(self) -> bool:
        """For an answer of the unit."""
        return self.is_remark and self.told and not self.opening.resolved


def threads(details: ReportDetails) -> tuple[Thread, ...]:
    """Everything written at cells that this person may see, oldest first, in one query."""
    rows = list(details.report.remarks.all())
    answers: dict[int | None, list[CellRemark]] = {}
    for row in rows:
        if row.kind == RemarkKind.ANSWER:
            answers.setdefault(row.to_id, []).append(row)
    openings = [row for row in rows if row.kind != RemarkKind.ANSWER]
    found = (Thread(row, tuple(answers.get(row.pk, ())), is_told(row, details.report)) for row in openings)
    return tuple(thread for thread in found if thread.told or details.verifies)


def unanswered(report: Report) -> int:
    """Remarks that wait for an answer of the unit."""
    if report.status != ReportStatus.TO_CORRECT:
        return 0
    return report.remarks.filter(kind=RemarkKind.REMARK, resolved=False).count()


def untold(report: Report) -> int:
    """Remarks about the sending that is being verified."""
    return report.remarks.filter(kind=RemarkKind.REMARK, sending=report.times_sent, resolved=False).count()


def last_sending(report: Report) -> Sending | None:
    return report.sendings.order_by("-number").first() if report.times_sent else None


def changed_since_sending(details: ReportDetails) -> Mapping[str, Difference]:
    """Of a report in correction: cells that are not what was sent last."""
    if details.report.status != ReportStatus.TO_CORRECT:
        return {}
    sent = last_sending(details.report)
    before = Sheet.from_json(sent.answers) if sent else details.sheet
    return {found.address: found for found in difference(before, details.sheet)}
