# SPDX-License-Identifier: EUPL-1.2
"""Applications that wait: the queue, and several decided at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.applications.operations import Outcome, decide_several
from ssoz.applications.queries import Sought, queue, queue_page
from ssoz.audit.operations import record_look
from ssoz.www.administrator.reasons import RejectPageForm
from ssoz.www.administrator.searching import QueuePageForm, page_number

MOST = 50


@permission_required(Permission.USER_MANAGE)
@require_safe
def applications_page(request: ActorRequest) -> HttpResponse:
    form = QueuePageForm(request.actor, request.GET.dict())
    sought = form.sought()
    page = queue_page(request.actor, sought, page_number(request))
    record_look(by=request.actor, object_type="applications", people=[row.profile.person_id for row in page])
    context = {"form": form, "page": page, "tab": "applications", "several": sought.status == "pending"}
    return render(request, "administrator/users/queue.html", context)


@permission_required(Permission.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def several_page(request: ActorRequest) -> HttpResponse:
    """GET shows once more what was ticked, POST decides: each by itself."""
    data = request.POST if request.method == "POST" else request.GET
    wanted = [number for number in map(_uuid, data.getlist("wniosek")[:MOST]) if number]
    if not wanted:
        messages.warning(request, _("Zaznacz przynajmniej jeden wniosek."))
        return HttpResponseRedirect(reverse("administrator:applications"))
    approving = data.get("decyzja") != "odrzuc"
    form = RejectPageForm(request.POST if request.method == "POST" and not approving else None)
    if request.method == "POST" and (approving or form.is_valid()):
        reason = "" if approving else form.words
        outcomes = decide_several(by=request.actor, applications=wanted, approving=approving, reason=reason)
        _tell(request, outcomes, approving)
        return HttpResponseRedirect(reverse("administrator:applications"))
    rows = list(queue(request.actor, Sought(status="")).filter(public_id__in=wanted))
    context = {"rows": rows, "approving": approving, "form": form, "tab": "applications"}
    return render(request, "administrator/users/several.html", context, status=422 if form.errors else 200)


def _tell(request: ActorRequest, outcomes: list[Outcome], approving: bool) -> None:
    """What was done in one sentence; what was not, each with its reason."""
    done = ", ".join(outcome.number for outcome in outcomes if not outcome.refusal)
    if done:
        sentence = _("Zatwierdzono wnioski: %(numbers)s.") if approving else _("Odrzucono wnioski: %(numbers)s.")
        messages.success(request, sentence % {"numbers": done})
    for outcome in outcomes:
        if outcome.refusal:
            words = {"number": outcome.number, "why": outcome.refusal}
            messages.warning(request, _("Wniosku %(number)s nie rozpatrzono: %(why)s") % words)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
