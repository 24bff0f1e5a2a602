# SPDX-License-Identifier: EUPL-1.2
"""Reading reports, always as somebody."""

from ssoz.reports.queries.accepted import accepted
from ssoz.reports.queries.country import Totals, checked_totals
from ssoz.reports.queries.details import ReportDetails, report_for
from ssoz.reports.queries.duties import (
    Duty,
    duties_of_person,
    duties_of_unit,
    duty_in,
    in_order,
    own_duties,
    still_waiting,
)
from ssoz.reports.queries.forms import compiled_edition
from ssoz.reports.queries.history import (
    CellHistory,
    Foreign,
    LastEdit,
    Meanwhile,
    cell_history,
    changes_since,
    last_edits,
    meanwhile,
)
from ssoz.reports.queries.joint import Joint, handed_in_jointly, joint_for, joint_offered
from ssoz.reports.queries.lists import counts, reports_for
from ssoz.reports.queries.prefilling import carried, waiting
from ssoz.reports.queries.prior import PriorValue, prior_values
from ssoz.reports.queries.queues import QueuePage, RoundProgress, Sought, progress, queue
from ssoz.reports.queries.readers import Reader, readers
from ssoz.reports.queries.remarks import Remark, Thread, last_sending, threads
from ssoz.reports.queries.verdicts import Judged, Live, Touched, Verdict, live, touched, verdict
from ssoz.reports.queries.versions import Version, version, versions

__all__ = [
    "CellHistory",
    "Duty",
    "Foreign",
    "Joint",
    "Judged",
    "LastEdit",
    "Live",
    "Meanwhile",
    "PriorValue",
    "QueuePage",
    "Reader",
    "Remark",
    "ReportDetails",
    "RoundProgress",
    "Sought",
    "Thread",
    "Totals",
    "Touched",
    "Verdict",
    "Version",
    "accepted",
    "carried",
    "cell_history",
    "changes_since",
    "checked_totals",
    "compiled_edition",
    "counts",
    "duties_of_person",
    "duties_of_unit",
    "duty_in",
    "handed_in_jointly",
    "in_order",
    "joint_for",
    "joint_offered",
    "last_edits",
    "last_sending",
    "live",
    "meanwhile",
    "own_duties",
    "prior_values",
    "progress",
    "queue",
    "readers",
    "report_for",
    "reports_for",
    "still_waiting",
    "threads",
    "touched",
    "verdict",
    "version",
    "versions",
    "waiting",
]
