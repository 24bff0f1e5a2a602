# SPDX-License-Identifier: EUPL-1.2
"""„Migracja danych do UEOZ”: the search, its outcome, and what the person does about it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ueoz.accounts import sessions
from ueoz.accounts.errors import AccountError, AccountExists
from ueoz.accounts.operations import sign_out
from ueoz.accounts.origins import origin_of, with_next
from ueoz.accounts.queries import account_of
from ueoz.eploz.enums import OUTCOMES, CaseState
from ueoz.eploz.errors import EplozError
from ueoz.eploz.forms import DetailsPageForm
from ueoz.eploz.models import Case
from ueoz.eploz.operations import abandon, begin, complete, search_again
from ueoz.eploz.policies import is_stuck
from ueoz.eploz.queries import open_case
from ueoz.node.citizen import Citizen, citizen_of

View = Callable[[HttpRequest, Citizen], HttpResponseBase]


def for_newcomers(view: View) -> Callable[[HttpRequest], HttpResponseBase]:
    """Only for somebody the node vouches for who has no account yet; the others are led on."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest) -> HttpResponseBase:
        citizen = citizen_of(request)
        if citizen is None:
            return redirect("accounts:account" if request.user.is_authenticated else "accounts:sign_in")
        if account_of(citizen.pesel) is not None:
            return redirect("accounts:arrive")  # on as after any other sign-in
        return view(request, citizen)

    return inner


@require_GET
@for_newcomers
def migration(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """Where the migration stands; the first look begins it."""
    case = begin(citizen=citizen)
    values = {"case": case, "citizen": citizen, "stuck": is_stuck(case)}
    return render(request, f"eploz/{case.state}.html", values)


@require_GET
@for_newcomers
def state(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """What the page that waits asks again and again."""
    case = open_case(citizen.pesel)
    return JsonResponse({"state": case.state if case else "", "stuck": case is not None and is_stuck(case)})


@require_POST
@for_newcomers
def again(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """„Spróbuj ponownie”."""
    case = open_case(citizen.pesel)
    try:
        if case is not None:
            search_again(case=case)
    except EplozError as refusal:
        messages.info(request, str(refusal))
    return redirect("eploz:migration")


@require_POST
@for_newcomers
def stop(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """„Przerwij proces migracji”, „Anuluj”: back to the start; the person is forgotten, their way is not."""
    case = open_case(citizen.pesel)
    if case is not None:
        abandon(case=case)
    target = request.session.get(sessions.NEXT, "")
    sign_out(request=request)
    messages.info(request, _("Proces migracji został przerwany."))
    return redirect(with_next("accounts:sign_in", target))


@require_http_methods(["GET", "POST"])
@for_newcomers
def details(request: HttpRequest, citizen: Citizen) -> HttpResponse:
    """„Aktualizacja danych”: an address, the terms, and the account is made."""
    case = open_case(citizen.pesel)
    if case is None or case.state not in OUTCOMES:
        return redirect("eploz:migration")
    if request.method != "POST":
        email = case.email if case.state == CaseState.FOUND else ""
        return _details(request, citizen, case, DetailsPageForm(initial={"email": email, "email_again": email}))
    form = DetailsPageForm(request.POST)
    if not form.is_valid():
        return _details(request, citizen, case, form, status=422)
    try:
        complete(by=origin_of(request), citizen=citizen, email=form.cleaned_data["email"])
    except AccountExists:
        return redirect("accounts:arrive")
    except (AccountError, EplozError) as refusal:
        messages.warning(request, str(refusal))
        return redirect("eploz:migration")
    return redirect("accounts:activate")


def _details(
    request: HttpRequest, citizen: Citizen, case: Case, form: DetailsPageForm, status: int = 200
) -> HttpResponse:
    values = {"citizen": citizen, "case": case, "form": form}
    return render(request, "eploz/details.html", values, status=status)
