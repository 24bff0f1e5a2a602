# SPDX-License-Identifier: EUPL-1.2
"""„Przepisz z poprzedniego roku”: first what would be written, then the deed; and confirming what was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports import operations
from ssoz.reports.errors import NotAllowed
from ssoz.reports.queries import ReportDetails, carried, report_for, waiting
from ssoz.www.reporter.answering import plainly
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.presentation.differences import DifferentSection, compared
from ssoz.www.reporter.rendering import frame
from ssoz.www.reporter.views.saving import FILLERS


@permission_required(*FILLERS)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def prefill(request: ActorRequest, report: UUID) -> HttpResponse:
    if request.method == "POST":
        done = operations.prefill(by=request.actor, report=report)
        words = ngettext("Przepisano %(n)d pole.", "Przepisano pola: %(n)d.", len(done.cells)) % {"n": len(done.cells)}
        messages.success(request, f"{words} {_('Sprawdź je i potwierdź.')}")
        return HttpResponseRedirect(f"{links_of(report).sheet}#przepisane")
    details = report_for(request.actor, report)
    if not details.editable:
        raise NotAllowed(_("Tego sprawozdania nie można teraz wypełniać."))
    return render(request, "reporter/prefill.html", frame(details) | {"sections": _offered(details)})


def _offered(details: ReportDetails) -> tuple[DifferentSection, ...]:
    found = carried(details.report)
    if found is None:
        return ()
    blank = found.sheet.with_cells(dict.fromkeys(found.cells))
    return compared(details.definition, blank, found.sheet).sections


@permission_required(*FILLERS)
@require_POST
@plainly
def confirm(request: ActorRequest, report: UUID) -> HttpResponse:
    """All values, or those of a section."""
    section = request.POST.get("dzial", "")
    details = report_for(request.actor, report)
    left = [one for one in waiting(details.report, details.sheet) if one.startswith(f"{section}.") or not section]
    done = operations.confirm_prefilled(by=request.actor, report=report, addresses=left)
    messages.success(request, ngettext("Potwierdzono %(n)d pole.", "Potwierdzono pola: %(n)d.", done) % {"n": done})
    return HttpResponseRedirect(f"{links_of(report).sheet}#{section or 'arkusz'}")
