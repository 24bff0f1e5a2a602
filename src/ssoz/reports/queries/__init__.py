# SPDX-License-Identifier: EUPL-1.2
"""Reading reports, always as somebody."""

from ssoz.reports.queries.accepted import accepted
from ssoz.reports.queries.country import Totals, checked_totals
from ssoz.reports.queries.details import ReportDetails, report_for
from ssoz.reports.queries.lists import counts, reports_for
from ssoz.reports.queries.queues import QueuePage, RoundProgress, Sought, progress, queue
from ssoz.reports.queries.verdicts import Judged, Verdict, verdict

__all__ = [
    "Judged",
    "QueuePage",
    "ReportDetails",
    "RoundProgress",
    "Sought",
    "Totals",
    "Verdict",
    "accepted",
    "checked_totals",
    "counts",
    "progress",
    "queue",
    "report_for",
    "reports_for",
    "verdict",
]
