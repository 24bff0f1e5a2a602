# SPDX-License-Identifier: EUPL-1.2
"""„Pobierz potwierdzenie złożenia”"""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from ssoz.access.views import ActorRequest, permission_required
from ssoz.documents import operations
from ssoz.www.reporter.documents.answering import PDF, download, plainly
from ssoz.www.reporter.views.listing import ANY_LIST


@permission_required(*ANY_LIST)
@require_safe
@plainly
def receipt(request: ActorRequest, report: UUID, number: int) -> HttpResponse:
    """The same file each time, for whoever may read the report."""
    facts, content = operations.receipt(by=request.actor, report=report, number=number)
    return download(content, PDF, f"potwierdzenie-{facts.number.replace('/', '-')}.pdf")
