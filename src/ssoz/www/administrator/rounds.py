# SPDX-License-Identifier: EUPL-1.2
"""Rounds: what is planned, open and closed; planning one and moving it on."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.errors import RoundError, RoundNotFound
from ssoz.rounds.operations import begin_opening, close_round, plan_round, resume_round
from ssoz.rounds.queries import round_for, rounds
from ssoz.www.administrator.forms import RoundPageForm

STEPS = {
    "otworz": (
        begin_opening,
        gettext_lazy("Okres sprawozdawczy jest otwierany: jednostki dostają swoje sprawozdania."),
    ),
    "zamknij": (close_round, gettext_lazy("Okres sprawozdawczy zamknięto.")),
    "wznow": (resume_round, gettext_lazy("Okres sprawozdawczy wznowiono.")),
}


@permission_required(Permission.ROUND_MANAGE)
@require_safe
def rounds_page(request: ActorRequest) -> HttpResponse:
    """While a round is being opened, the page asks for itself again every two seconds."""
    found = list(rounds())
    opening = any(row.status == RoundStatus.OPENING for row in found)
    return render(request, "administrator/rounds.html", {"rounds": found, "opening": opening})


@permission_required(Permission.ROUND_MANAGE)
@require_http_methods(["GET", "POST"])
def plan_page(request: ActorRequest) -> HttpResponse:
    form = RoundPageForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "administrator/plan.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        plan_round(
            by=request.actor,
            edition=form.cleaned_data["edition"],
            dates=form.dates,
            version=form.cleaned_data["version"],
        )
    except RoundError as error:
        form.add_error(None, error.sentence)
        return render(request, "administrator/plan.html", {"form": form}, status=error.status)
    messages.success(request, _("Okres sprawozdawczy zaplanowano."))
    return HttpResponseRedirect(reverse("administrator:rounds"))


@permission_required(Permission.ROUND_MANAGE)
@require_http_methods(["GET", "POST"])
def move_page(request: ActorRequest, round: UUID, step: str) -> HttpResponse:
    """GET asks once more, POST does it."""
    if step not in STEPS:
        raise Http404
    operation, told = STEPS[step]
    try:
        row = round_for(round)
        if request.method != "POST":
            return render(request, "administrator/move.html", {"round": row, "step": step})
        operation(by=request.actor, round=round)
    except RoundNotFound as missing:
        raise Http404(missing.sentence) from missing
    except RoundError as error:
        context = {"round": row, "step": step, "error": error}
        return render(request, "administrator/move.html", context, status=error.status)
    messages.success(request, told)
    return HttpResponseRedirect(reverse("administrator:rounds"))
