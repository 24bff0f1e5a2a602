# SPDX-License-Identifier: EUPL-1.2
"""Names of lists in addresses and on pages."""

from dataclasses import dataclass

from django.urls import reverse

from ssoz.reports.enums import ReportKind, ReportStatus

KINDS = {
    "niefinansowe": ReportKind.NONFINANCIAL,
    "finansowe": ReportKind.FINANCIAL,
}
STATUSES = {
    "do-wypelnienia": ReportStatus.TO_FILL,
    "do-weryfikacji": ReportStatus.TO_VERIFY,
    "do-korekty": ReportStatus.TO_CORRECT,
    "zatwierdzone": ReportStatus.ACCEPTED,
}
ALL = "wszystkie"
_KIND_SLUGS = {kind: slug for slug, kind in KINDS.items()}
_STATUS_SLUGS = {status: slug for slug, status in STATUSES.items()}


@dataclass(frozen=True, slots=True)
class ListNames:
    """The list a report stands in now, for breadcrumbs."""

    kind_title: str
    kind_url: str
    status_title: str
    status_url: str


def list_url(kind: str, status: str = "") -> str:
    """Address of the list of a kind; without a status, of „Wszystkie”."""
    slug = _STATUS_SLUGS[ReportStatus(status)] if status else ALL
    return reverse("reporter:list", args=(_KIND_SLUGS[ReportKind(kind)], slug))


def list_names(kind: str, status: str) -> ListNames:
    return ListNames(
        kind_title=str(ReportKind(kind).label),
        kind_url=list_url(kind),
        status_title=str(ReportStatus(status).label),
        status_url=list_url(kind, status),
    )
