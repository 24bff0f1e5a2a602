# SPDX-License-Identifier: EUPL-1.2
"""Accepted reports for statistics: streamed, never all in memory."""

from collections.abc import Iterator

from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.rounds.models import Round


def accepted(round: Round | int) -> Iterator[Report]:
    """Accepted reports of a round with their units, in order of units."""
    reports = Report.objects.filter(round=round, status=ReportStatus.ACCEPTED).select_related("unit").order_by("pk")
    return reports.iterator(chunk_size=2000)
