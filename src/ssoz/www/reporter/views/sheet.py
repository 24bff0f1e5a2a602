# SPDX-License-Identifier: EUPL-1.2
"""The sheet of one report: filled in, or read; and what stood in its cells a period ago."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from shared.packing import gzip_page
from ssoz.access.views import ActorRequest, permission_required
from ssoz.reports.queries import prior_values, report_for
from ssoz.www.reporter.answering import plainly
from ssoz.www.reporter.rendering import prior_period, sheet_response
from ssoz.www.reporter.views.listing import ANY_LIST


@permission_required(*ANY_LIST)
@gzip_page
@require_safe
@plainly
def sheet_page(request: ActorRequest, report: UUID) -> HttpResponse:
    details = report_for(request.actor, report)
    asked = "kontrole" in request.GET or (not details.editable and details.report.sent_at is not None)
    return sheet_response(request, details, checked=asked)


@permission_required(*ANY_LIST)
@gzip_page
@require_safe
@plainly
def prior(request: ActorRequest, report: UUID) -> HttpResponse:
    """For the script of a page that was opened without it."""
    details = report_for(request.actor, report)
    values = prior_values(details.report)
    return JsonResponse({"period": prior_period(details), "values": values})
