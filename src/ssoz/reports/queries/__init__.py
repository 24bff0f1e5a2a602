# SPDX-License-Identifier: EUPL-1.2
"""Reading reports, always as somebody."""

from ssoz.reports.queries.accepted import accepted
from ssoz.reports.queries.details import ReportDetails, report_for
from ssoz.reports.queries.lists import counts, reports_for
from ssoz.reports.queries.verdicts import Judged, Verdict, verdict

__all__ = ["Judged", "ReportDetails", "Verdict", "accepted", "counts", "report_for", "reports_for", "verdict"]
