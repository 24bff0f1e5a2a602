# SPDX-License-Identifier: EUPL-1.2
"""Refusals of operations as answers: a sentence and its status, as a page or as JSON. Nothing typed is lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ssoz.access.views import ActorRequest
from ssoz.reports.errors import BadRequest, ReportError, ReportNotFound
from ssoz.reports.queries import report_for
from ssoz.www.reporter.links import links_of
from ssoz.www.reporter.posting import form_changes
from ssoz.www.reporter.rendering import place_of

View = Callable[..., HttpResponse]


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def plainly(view: View) -> View:
    """A refusal becomes a sentence with its status; a missing permission stays Django's 403."""

    @wraps(view)
    def answered(request: ActorRequest, report: UUID, **named: Any) -> HttpResponse:
        try:
            return view(request, report, **named)
        except ReportError as error:
            return _refusal(request, report, error)
        except PermissionDenied as denied:
            if not wants_json(request):
                raise
            return JsonResponse({"message": str(denied)}, status=403)

    return answered


def _refusal(request: ActorRequest, report: UUID, error: ReportError) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": error.sentence}, status=error.status)
    context = {"message": error.sentence}
    if not isinstance(error, ReportNotFound):
        context |= {"back": links_of(report).sheet} | _unsaved(request, report)
    return render(request, "reporter/refusal.html", context, status=error.status)


def _unsaved(request: ActorRequest, report: UUID) -> dict[str, Any]:
    """What was typed and will not be kept, with its place, so that it can be copied."""
    try:
        changes = form_changes(request.POST)
        details = report_for(request.actor, report) if changes else None
    except ReportNotFound:  # its unit was released from it: it is on no list any more
        return {"unsaved": [(change.address, change.now) for change in changes], "back": ""}
    except (BadRequest, PermissionDenied):
        return {}
    return {"unsaved": [(place_of(details, change.address), change.now) for change in changes]} if details else {}
