# SPDX-License-Identifier: EUPL-1.2
"""What was sent, each time, and what is not the same between two of them. For ever."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engine.answers import Sheet
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import ReportDetails, report_for, version, versions
from ssoz.www.reporter.answering import plainly
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.presentation.differences import compared
from ssoz.www.reporter.presentation.flags import Flag, flags_html
from ssoz.www.reporter.presentation.page import sheet_page
from ssoz.www.reporter.presentation.words import note_html
from ssoz.www.reporter.rendering import frame
from ssoz.www.reporter.views.remarks import READERS

NOW = "teraz"


@permission_required(*READERS)
@require_safe
@plainly
def version_list(request: ActorRequest, report: UUID) -> HttpResponse:
    details = report_for(request.actor, report)
    return render(request, "reporter/versions.html", frame(details) | {"versions": versions(details)})


@permission_required(*READERS)
@require_safe
@plainly
def version_page(request: ActorRequest, report: UUID, number: int) -> HttpResponse:
    details = report_for(request.actor, report)
    return render(request, "reporter/version.html", frame(details) | _version(details, number))


def _version(details: ReportDetails, number: int) -> dict[str, Any]:
    """One version as a sheet to read, with flags at what the one before it had otherwise."""
    found = version(details, number)
    before = version(details, number - 1).sheet if number > 1 else found.sheet
    form, to = details.definition, f"{links_of(details.report.public_id).comparison}?od={number - 1}&do={number}"
    flags = flags_html(
        (cell.address, Flag("changed", cell.was, f"{to}#{cell.anchor}"))
        for section in compared(form, before, found.sheet).sections
        for cell in section.cells
    )
    page = sheet_page(form, found.sheet, editable=False, flags=flags)
    name = _("Wysłanie %(n)s") % {"n": number}
    return {
        "version": found,
        "name": name,
        "page": page,
        "note": note_html(form.note),
        "changed": len(flags),
        "comparison": to,
    }


@permission_required(*READERS)
@require_safe
@plainly
def comparison(request: ActorRequest, report: UUID) -> HttpResponse:
    """Two versions side by side; a report in correction has one more, as it stands now."""
    details = report_for(request.actor, report)
    known = {str(found.number): found.sheet for found in reversed(versions(details))}
    if details.report.status == ReportStatus.TO_CORRECT:
        known[NOW] = details.sheet
    names = {key: _("stan obecny") if key == NOW else _("wysłanie %(n)s") % {"n": key} for key in known}
    last = list(known)[-2:]
    older, newer = request.GET.get("od", ""), request.GET.get("do", "")
    if older not in known or newer not in known:
        older, newer = (last[0], last[-1]) if last else ("", "")
    empty = Sheet.empty()
    context = {
        "names": names,
        "older": older,
        "newer": newer,
        "comparison": compared(details.definition, known.get(older, empty), known.get(newer, empty)),
        "only": len(known) < 2,
        "is_now": newer == NOW,
    }
    return render(request, "reporter/comparison.html", frame(details) | context)
