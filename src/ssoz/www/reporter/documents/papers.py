# SPDX-License-Identifier: EUPL-1.2
"""The form of a report on paper, blank or filled in."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ssoz.access.views import ActorRequest, permission_required
from ssoz.documents import operations
from ssoz.reports.queries import ReportDetails
from ssoz.www.reporter.documents.answering import PDF, download, plainly
from ssoz.www.reporter.views.listing import ANY_LIST

KINDS = {"pusty": True, "wypelniony": False}  # in addresses: whether it is empty


@permission_required(*ANY_LIST)
@require_safe
@plainly
def paper(request: ActorRequest, report: UUID, what: str) -> HttpResponse:
    if what not in KINDS:
        raise Http404
    details, content = operations.printed_form(by=request.actor, report=report, empty=KINDS[what])
    return download(content, PDF, file_name(details, what, "pdf"))


def file_name(details: ReportDetails, what: str, kind: str) -> str:
    """„MZ-29-2025-123456785-wypelniony.pdf”"""
    form = details.definition
    symbol = form.form.replace("/", "-").replace(" ", "-")
    return "-".join(filter(None, (symbol, str(form.edition), details.report.unit.regon, f"{what}.{kind}")))
