# SPDX-License-Identifier: EUPL-1.2
"""One application: the person, the unit, the signed paper beside them, and the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ssoz.access.errors import UserError
from ssoz.access.permissions import Permission
from ssoz.access.views import ActorRequest, permission_required
from ssoz.applications.errors import ApplicationError, ApplicationNotFound
from ssoz.applications.operations import approve, archive, reject
from ssoz.applications.queries import Case, Sought, case_for, next_waiting
from ssoz.audit.operations import record_look
from ssoz.www.administrator.reasons import ReasonPageForm, RejectPageForm


@permission_required(Permission.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def application_page(request: ActorRequest, application: UUID) -> HttpResponse:
    case = _found(request, application)
    if request.method != "POST":
        key = str(application)
        record_look(by=request.actor, object_type="application", object_id=key, people=[case.person.pk])
        return _page(request, case, RejectPageForm())
    approving = request.POST.get("decyzja") == "zatwierdz"
    form = RejectPageForm(None if approving else request.POST)
    if not approving and not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        _decide(request, case, "" if approving else form.words)
    except (ApplicationError, UserError) as refusal:
        return _page(request, case_for(request.actor, application), form, refusal, refusal.status)
    return _go_on(request, case)


@permission_required(Permission.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def archive_page(request: ActorRequest, application: UUID) -> HttpResponse:
    """GET asks for the reason, POST puts the application away for good."""
    case = _found(request, application)
    form = ReasonPageForm(request.POST if request.method == "POST" else None)
    refusal, status = None, 422 if form.errors else 200
    if form.is_valid():
        try:
            archive(by=request.actor, application=application, reason=form.cleaned_data["reason"])
        except (ApplicationError, UserError) as error:
            refusal, status = error, error.status
        else:
            messages.success(request, _("Wniosek %(number)s zarchiwizowano.") % {"number": case.application.number})
            return HttpResponseRedirect(reverse("administrator:application", args=[application]))
    context = {"case": case, "form": form, "refusal": refusal, "tab": "applications"}
    return render(request, "administrator/users/archive.html", context, status=status)


def _found(request: ActorRequest, application: UUID) -> Case:
    try:
        return case_for(request.actor, application)
    except ApplicationNotFound as missing:
        raise Http404(missing.sentence) from missing


def _decide(request: ActorRequest, case: Case, reason: str) -> None:
    """With a reason: reject; without: approve."""
    number = {"number": case.application.number}
    if reason:
        reject(by=request.actor, application=case.application.public_id, reason=reason)
        told = _("Wniosek %(number)s odrzucono. Osoba dostanie wiadomość z powodem.")
    else:
        approve(by=request.actor, application=case.application.public_id)
        told = _("Wniosek %(number)s zatwierdzono. Osoba dostanie wiadomość i może już pracować w profilu.")
    messages.success(request, told % number)


def _go_on(request: ActorRequest, case: Case) -> HttpResponse:
    """To the next one that waits; when there is none, back to the queue."""
    following = next_waiting(request.actor, Sought(), case.application)
    if following is None:
        messages.info(request, _("Żaden inny wniosek nie czeka na Twoją decyzję."))
        return HttpResponseRedirect(reverse("administrator:applications"))
    return HttpResponseRedirect(reverse("administrator:application", args=[following.public_id]))


def _page(
    request: ActorRequest,
    case: Case,
    form: RejectPageForm,
    refusal: ApplicationError | UserError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"case": case, "form": form, "refusal": refusal, "tab": "applications"}
    return render(request, "administrator/users/application.html", context, status=status)
