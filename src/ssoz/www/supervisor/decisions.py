# SPDX-License-Identifier: EUPL-1.2
"""Returning, accepting and reopening: a page that asks once more, and the deed itself by POST."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ssoz.access.permissions import Permission, for_kind
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports import operations
from ssoz.reports.enums import ReportKind
from ssoz.reports.errors import ReportError, ReportNotFound
from ssoz.reports.queries import report_for
from ssoz.www.supervisor.forms import DecisionPageForm, ReopenPageForm, ReturnPageForm

VERIFY = tuple(for_kind("REPORT_VERIFY", kind) for kind in ReportKind.values)


def _page(
    request: ActorRequest, report: UUID, name: str, form: forms.Form | None, error: ReportError | None = None
) -> HttpResponse:
    """The decision with its form; after a refusal with the sentence and the status that fits."""
    try:
        details = report_for(request.actor, report)
    except ReportNotFound as missing:
        raise Http404(missing.sentence) from missing
    context = {"details": details, "name": name, "bound": form, "error": error}
    status = error.status if error else 422 if form else 200
    return render(request, "supervisor/decide.html", context, status=status)


def _decide(
    request: ActorRequest, report: UUID, name: str, form: Any, deed: Callable[[Any], object], told: str
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, report, name, None)
    if not form.is_valid():
        return _page(request, report, name, form)
    try:
        deed(form)
    except ReportNotFound as missing:
        raise Http404(missing.sentence) from missing
    except ReportError as error:
        return _page(request, report, name, form, error)
    messages.success(request, told)
    return HttpResponseRedirect(reverse("reporter:sheet", args=[report]))


@permission_required(*VERIFY)
@require_http_methods(["GET", "POST"])
def return_page(request: ActorRequest, report: UUID) -> HttpResponse:
    def deed(form: ReturnPageForm) -> None:
        operations.return_to_correct(
            by=request.actor, report=report, version=form.cleaned_data["version"], reason=form.words
        )

    told = _("Sprawozdanie zwrócono do korekty. Jednostka zobaczy podany powód.")
    return _decide(request, report, "return", ReturnPageForm(request.POST), deed, told)


@permission_required(*VERIFY)
@require_http_methods(["GET", "POST"])
def accept_page(request: ActorRequest, report: UUID) -> HttpResponse:
    def deed(form: DecisionPageForm) -> None:
        operations.accept(by=request.actor, report=report, version=form.cleaned_data["version"])

    told = _("Sprawozdanie zatwierdzono.")
    return _decide(request, report, "accept", DecisionPageForm(request.POST), deed, told)


@permission_required(Permission.REPORT_REOPEN)
@require_http_methods(["GET", "POST"])
def reopen_page(request: ActorRequest, report: UUID) -> HttpResponse:
    def deed(form: ReopenPageForm) -> None:
        operations.reopen(by=request.actor, report=report, reason=form.cleaned_data["reason"])

    told = _("Sprawozdanie otwarto ponownie. Czeka na korektę jednostki.")
    return _decide(request, report, "reopen", ReopenPageForm(request.POST), deed, told)
