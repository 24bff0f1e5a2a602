# SPDX-License-Identifier: EUPL-1.2
"""The queue of a supervisor's area. Who may not read content sees the same list, without a way in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared.clock import today
from ssoz.access.permissions import Permission, for_kind
from ssoz.access.scopes import scope
from ssoz.access.views import ActorRequest, permission_required
from ssoz.registers.queries import voivodeships
from ssoz.reports.enums import ReportKind
from ssoz.reports.queries import progress, queue
from ssoz.www.supervisor.decisions import VERIFY
from ssoz.www.supervisor.forms import QueuePageForm

READ = tuple(for_kind("REPORT_READ", kind) for kind in ReportKind.values)


@permission_required(Permission.REPORT_FIND, *VERIFY)
@require_safe
def queue_page(request: ActorRequest) -> HttpResponse:
    rounds = progress(request.actor)
    central = scope(request.actor, Permission.REPORT_FIND, *READ).everything
    form = QueuePageForm(
        request.GET.dict(),
        forms_owed=sorted({row.round.edition.form for row in rounds}),
        voivodeships=voivodeships(today()) if central else {},
    )
    context = {
        "petitions": request.actor.may(*VERIFY),
        "rounds": rounds,
        "form": form,
        "page": queue(request.actor, form.sought(), request.GET.get("after", "")),
        "readable": {kind for kind in ReportKind.values if request.actor.may(for_kind("REPORT_READ", kind))},
    }
    return render(request, "supervisor/queue.html", context)
