# SPDX-License-Identifier: EUPL-1.2
"""Files as answers, and refusals as pages with a sentence and the way back."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from ssoz.access.views import ActorRequest
from ssoz.documents.errors import DocumentError
from ssoz.reports.errors import ReportError, ReportNotFound
from ssoz.www.reporter.links import links_of

View = Callable[..., HttpResponse]  # of a request, a report and perhaps more from the address
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plainly(view: View) -> View:
    """A refusal becomes a sentence with its status; a missing permission stays Django's 403."""

    @wraps(view)
    def answered(request: ActorRequest, report: UUID, **more: Any) -> HttpResponse:
        try:
            return view(request, report, **more)
        except (DocumentError, ReportError) as error:
            back = {} if isinstance(error, ReportNotFound) else {"back": links_of(report).sheet}
            return render(request, "reporter/refusal.html", {"message": error.sentence} | back, status=error.status)

    return answered


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """To be saved, never shown inside a page of ours, and kept by no cache between."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
