# SPDX-License-Identifier: EUPL-1.2
"""„Skoroszyt”: a report downloaded, filled in elsewhere, and brought back in two steps: what would change, then the
change."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ssoz.access.views import ActorRequest, permission_required
from ssoz.attachments.operations import too_large as too_large_sentence
from ssoz.attachments.uploads import too_large
from ssoz.documents import operations
from ssoz.documents.errors import DocumentError, WorkbookRefused
from ssoz.documents.workbook.comparing import Comparison, compare
from ssoz.documents.workbook.plans import Plan, plan_of
from ssoz.documents.workbook.reading import read
from ssoz.reports.queries import ReportDetails, report_for
from ssoz.www.reporter.documents.answering import XLSX, download, plainly
from ssoz.www.reporter.documents.papers import KINDS, file_name
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.rendering import frame
from ssoz.www.reporter.views.listing import ANY_LIST
from ssoz.www.reporter.views.saving import FILLERS

SHOWN = 300  # changes of a section that a page lists


@permission_required(*ANY_LIST)
@require_safe
@plainly
def workbook(request: ActorRequest, report: UUID, what: str) -> HttpResponse:
    if what not in KINDS:
        raise Http404
    details, content = operations.workbook(by=request.actor, report=report, empty=KINDS[what])
    return download(content, XLSX, file_name(details, what, "xlsx"))


@permission_required(*ANY_LIST)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def exchange(request: ActorRequest, report: UUID) -> HttpResponse:
    """The page to download from and to bring the file back to; a file is answered with what it would change."""
    details = report_for(request.actor, report)
    if request.method != "POST":
        return _page(request, details)
    if not details.editable:
        return _page(request, details, problem=_("Tego sprawozdania nie można teraz wypełniać."), status=409)
    file = request.FILES.get("plik")  # reads the request, and finds what is too large
    if too_large(request):
        return _page(request, details, problem=too_large_sentence(), status=413)
    if file is None:
        return _page(request, details, problem=_("Wybierz plik."), status=422)
    try:
        comparison = compare(details, read(details, file.read()))
    except WorkbookRefused as refused:
        return _page(request, details, problem=refused.sentence, name=file.name, status=refused.status)
    return _preview(request, details, comparison, file.name or "")


def _preview(request: ActorRequest, details: ReportDetails, comparison: Comparison, name: str) -> HttpResponse:
    plan = Plan.of(comparison, details.report.public_id, request.actor.person_id)
    context = {
        "comparison": comparison,
        "plan": "" if comparison.problems or comparison.is_empty else plan.sealed(),
        "sections": [(title, found[:SHOWN], max(0, len(found) - SHOWN)) for title, found in comparison.by_section],
        "added": sum(map(len, comparison.new_rows.values())),
        "name": name,
    }
    status = 422 if comparison.problems else 200
    return render(request, "reporter/documents/preview.html", frame(details) | context, status=status)


@permission_required(*FILLERS)
@require_POST
@plainly
def apply(request: ActorRequest, report: UUID) -> HttpResponse:
    try:
        plan = plan_of(request.POST.get("plan", ""), report, request.actor.person_id)
    except DocumentError as error:
        details = report_for(request.actor, report)
        return _page(request, details, problem=error.sentence, status=error.status)
    applied = operations.apply_plan(by=request.actor, plan=plan, replacing=request.POST.getlist("zastap"))
    messages.success(
        request,
        ngettext(
            "Wczytano skoroszyt: zmieniono %(count)d pole.",
            "Wczytano skoroszyt. Zmienione pola: %(count)d.",
            applied.cells,
        )
        % {"count": applied.cells},
    )
    left = len(applied.saved.conflicts) + len(applied.saved.problems)
    if left:
        sentence = _("Niezmienione pola, które od podglądu zmienił ktoś inny: %(count)d. Wczytaj plik ponownie.")
        messages.warning(request, sentence % {"count": left})
    return HttpResponseRedirect(links_of(report).verify)


def _page(request: ActorRequest, details: ReportDetails, *, status: int = 200, **more: Any) -> HttpResponse:
    limit = settings.ATTACHMENT_LIMIT // (1024 * 1024)
    context = frame(details) | {"limit": limit, **more}
    return render(request, "reporter/documents/exchange.html", context, status=status)
