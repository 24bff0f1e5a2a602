# SPDX-License-Identifier: EUPL-1.2
"""Where the lists and reports are, as the home page links to them."""

from uuid import UUID

from django.urls import reverse

from ssoz.reports.enums import ReportKind, ReportStatus

KINDS = {ReportKind.NONFINANCIAL: "niefinansowe", ReportKind.FINANCIAL: "finansowe"}
STATUSES = {
    ReportStatus.TO_FILL: "do-wypelnienia",
    ReportStatus.TO_VERIFY: "do-weryfikacji",
    ReportStatus.TO_CORRECT: "do-korekty",
    ReportStatus.ACCEPTED: "zatwierdzone",
}
ALL = "wszystkie"


def list_address(kind: str, status: str = "") -> str:
    """One of the five lists of a kind."""
    slug = STATUSES[ReportStatus(status)] if status else ALL
    return reverse("reporter:list", args=(KINDS[ReportKind(kind)], slug))


def report_address(report: UUID) -> str:
    return reverse("reporter:sheet", args=(report,))


def joint_address(code: str) -> str:
    """The short way of filing several forms."""
    return reverse("reporter:joint", args=[code])
