# SPDX-License-Identifier: EUPL-1.2
"""How many remarks hold a move up."""

from ssoz.reports.enums import RemarkKind, ReportStatus
from ssoz.reports.models import Report


def unanswered(report: Report) -> int:
    """Remarks that wait for an answer of the unit."""
    if report.status != ReportStatus.TO_CORRECT:
        return 0
    return report.remarks.filter(kind=RemarkKind.REMARK, resolved=False).count()


def untold(report: Report) -> int:
    """Remarks about the sending that is being verified."""
    return report.remarks.filter(kind=RemarkKind.REMARK, sending=report.times_sent, resolved=False).count()
