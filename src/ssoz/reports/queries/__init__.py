# SPDX-License-Identifier: EUPL-1.2
"""Reading reports, always as somebody."""

from ssoz.reports.queries.accepted import accepted
from ssoz.reports.queries.country import Totals, checked_totals
from ssoz.reports.queries.details import ReportDetails, report_for
from ssoz.reports.queries.forms import compiled_edition
from ssoz.reports.queries.lists import counts, reports_for
from ssoz.reports.queries.queues import QueuePage, RoundProgress, Sought, progress, queue
from ssoz.reports.queries.verdicts import Judged, Live, Touched, Verdict, live, touched, verdict

__all__ = [
    "Judged",
    "Live",
    "QueuePage",
    "ReportDetails",
    "RoundProgress",
    "Sought",
    "Totals",
    "Touched",
    "Verdict",
    "accepted",
    "checked_totals",
    "compiled_edition",
    "counts",
    "live",
    "progress",
    "queue",
    "report_for",
    "reports_for",
    "touched",
    "verdict",
]
