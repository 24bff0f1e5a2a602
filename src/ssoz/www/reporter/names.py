# SPDX-License-Identifier: EUPL-1.2
"""Names of lists in addresses and on pages."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ssoz.reports.enums import ReportKind, ReportStatus

KINDS = {
    "niefinansowe": ReportKind.NONFINANCIAL,
    "finansowe": ReportKind.FINANCIAL,
    "karty": ReportKind.CARD,
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
_ROMAN = ("I", "II", "III", "IV")


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


def period_words(start: date, end: date) -> str:
    """„rok 2025”, „I półrocze 2025”, „II kwartał 2025”, „luty 2025”; else the two days."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 12 and start.month == 1:
        return _("rok %(year)d") % {"year": start.year}
    if months == 12:
        return _("rok szkolny %(from)d/%(to)d") % {"from": start.year, "to": end.year}
    if months == 6 and start.month in (1, 7):
        return _("%(n)s półrocze %(year)d") % {"n": _ROMAN[start.month // 6], "year": start.year}
    if months == 3 and start.month % 3 == 1:
        return _("%(n)s kwartał %(year)d") % {"n": _ROMAN[start.month // 3], "year": start.year}
    if months == 1:
        return date_format(start, "F Y").lower()
    return f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"
