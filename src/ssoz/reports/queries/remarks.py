# SPDX-License-Identifier: EUPL-1.2
"""What stands at the cells of a report beside the checks: notes, remarks with their answers, what has changed since."""

from dataclasses import dataclass

from ssoz.reports.enums import RemarkKind
from ssoz.reports.models import CellRemark, Report, Sending
from ssoz.reports.policies import is_told
from ssoz.reports.queries.details import ReportDetails

Remark = CellRemark


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


def last_sending(report: Report) -> Sending | None:
    return report.sendings.order_by("-number").first() if report.times_sent else None
