# SPDX-License-Identifier: EUPL-1.2
"""„Obowiązki”: what the unit owes and why, and one duty with everything that can be done about it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ssoz.access.permissions import for_kind
from ssoz.access.views import ActorRequest, permission_required
from ssoz.cards.queries import with_deliveries
from ssoz.catalogue.queries import definition_of
from ssoz.reports.operations import declare_not_applicable
from ssoz.reports.queries import Duty, duty_in, own_duties, still_waiting
from ssoz.rounds.errors import BadPetition
from ssoz.rounds.operations import ask_for_time, withdraw
from ssoz.rounds.policies import FILLING, check_not_sent
from ssoz.rounds.queries import current_questionnaire, petitions_about, petitions_of
from ssoz.www.questions import questionnaire_first
from ssoz.www.reporter.duties.forms import ReasonPageForm, TimePageForm
from ssoz.www.reporter.duties.refusing import READERS, plainly
from ssoz.www.reporter.shortcuts import shortcut


@never_cache
@permission_required(*READERS)
@require_safe
@questionnaire_first
def duties(request: ActorRequest) -> HttpResponse:
    found = with_deliveries(own_duties(request.actor))
    waiting = still_waiting(found)
    values = {
        "waiting": waiting,
        "shortcut": shortcut(request.actor, (duty.form for duty in waiting)),
        "done": [duty for duty in found if not duty.waits and not duty.is_released],
        "released": [duty for duty in found if duty.is_released],
        "questionnaire": current_questionnaire() if request.actor.may(*FILLING) else None,
        "petitions": [one for one in petitions_of(request.actor.unit_id or 0)[:20] if one.is_pending],
    }
    return render(request, "reporter/duties/duties.html", values)


def _found(request: ActorRequest, round: UUID) -> Duty:
    duty = duty_in(request.actor, round=round)
    if duty is None:
        raise Http404(_("Nie ma takiego obowiązku."))
    return with_deliveries([duty])[0]


def _values(request: ActorRequest, duty: Duty) -> dict[str, object]:
    edition = duty.round.edition
    fills = request.actor.may(for_kind("REPORT_FILL", edition.kind))
    return {
        "duty": duty,
        "fills": fills,
        "can_ask": fills and duty.waits,
        "can_decline": fills and duty.waits and not duty.was_sent,
        "zero": fills and duty.waits and duty.report is not None and definition_of(edition).zero,
        "petitions": petitions_about([duty.obligation]).get(duty.obligation.pk, []),
    }


@never_cache
@permission_required(*READERS)
@require_safe
def duty_page(request: ActorRequest, round: UUID) -> HttpResponse:
    return render(request, "reporter/duties/duty.html", _values(request, _found(request, round)))


@never_cache
@permission_required(*FILLING)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def not_applicable(request: ActorRequest, round: UUID) -> HttpResponse:
    """„Nie dotyczy”."""
    duty = _found(request, round)
    form = ReasonPageForm(request.POST or None)

    def ask() -> None:
        check_not_sent(duty.was_sent)
        declare_not_applicable(by=request.actor, obligation=duty.obligation, reason=form.cleaned_data["reason"])

    return _asked(request, duty, form, "not_applicable", ask)


@never_cache
@permission_required(*FILLING)
@require_http_methods(["GET", "HEAD", "POST"])
@plainly
def more_time(request: ActorRequest, round: UUID) -> HttpResponse:
    duty = _found(request, round)
    form = TimePageForm(request.POST or None)

    def ask() -> None:
        typed = form.cleaned_data
        ask_for_time(by=request.actor, obligation=duty.obligation, until=typed["until"], reason=typed["reason"])

    return _asked(request, duty, form, "more_time", ask)


def _asked(request: ActorRequest, duty: Duty, form: ReasonPageForm, name: str, ask: Callable[[], None]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            ask()
        except BadPetition as error:
            form.add_error(error.field, error.sentence)
        else:
            messages.success(request, _("Zgłoszenie wysłane. Odpowiedź nadzorującego pojawi się tutaj."))
            return redirect("reporter:duty", duty.round.public_id)
    values = {**_values(request, duty), "form": form, "name": name}
    return render(request, "reporter/duties/ask.html", values, status=422 if form.errors else 200)


@never_cache
@permission_required(*FILLING)
@require_POST
@plainly
def withdraw_petition(request: ActorRequest, petition: UUID) -> HttpResponse:
    row = withdraw(by=request.actor, petition=petition)
    messages.success(request, _("Zgłoszenie wycofane."))
    if row.obligation is None:
        return redirect("reporter:questionnaire")
    return redirect("reporter:duty", row.obligation.round.public_id)
