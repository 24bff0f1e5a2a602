# SPDX-License-Identifier: EUPL-1.2
"""What happened to a report, told after commit to whoever subscribed (see `ssoz.jobs.subscriptions`)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class ReportEvent:
    report: UUID
    report_id: int
    round_id: int
    unit_id: int
    reason: str = ""


class ReportSent(ReportEvent):
    pass


class ReportReturned(ReportEvent):
    pass


class ReportAccepted(ReportEvent):
    pass


class ReportReopened(ReportEvent):
    """An accepted report left the data set: what was published from it may have to be made again."""
