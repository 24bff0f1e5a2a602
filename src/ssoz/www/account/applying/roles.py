# SPDX-License-Identifier: EUPL-1.2
"""Step 2, „Wybór ról i dane kontaktowe”."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications import operations
from ssoz.applications.enums import Step
from ssoz.applications.errors import ApplicationError, ApplicationNotFound, BadFields
from ssoz.applications.queries import RoleOffer, Submission, role_offer
from ssoz.www.account.applying import steps
from ssoz.www.account.applying.forms import RolesPageForm
from ssoz.www.account.applying.typed import again, onward, typed


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def choose(request: ActorRequest) -> HttpResponse:
    draft = steps.draft_of(request)
    if draft is None or draft.unit is None or not steps.reached(draft, Step.ROLES):
        return steps.where_it_stands(draft)
    offer = role_offer(draft.person_id, draft.unit)
    if request.method == "GET":
        return _page(request, draft, offer)
    form = RolesPageForm(request.POST, offered=offer.available)
    if not form.is_valid():
        return again(request, Step.ROLES)
    try:
        operations.choose_roles(by=request.actor, **form.cleaned_data)
    except BadFields as error:
        return again(request, Step.ROLES, error.problems)
    return onward(request, steps.ROUTES[Step.SUMMARY])


def _page(request: ActorRequest, draft: Submission, offer: RoleOffer) -> HttpResponse:
    kept = typed(request, Step.ROLES)
    filled = {"roles": draft.roles, "phone": draft.phone, "email": draft.email or draft.person.email}
    form = RolesPageForm(kept.data, initial=filled, offered=offer.available)
    kept.tell(form)
    return steps.page(request, Step.ROLES, draft, form=form, offer=offer, is_refused=bool(form.errors))


@never_cache
@require_POST
@signed_in
def more(request: ActorRequest) -> HttpResponse:
    """„Wnioskuj o inne role”: the same without the choice of a unit."""
    try:
        operations.begin(by=request.actor, profile=UUID(request.POST.get("profile", "")))
    except (ApplicationNotFound, ValueError) as error:
        raise Http404 from error
    except ApplicationError as error:
        messages.error(request, error.sentence)
        return redirect("account:account")
    return onward(request, steps.ROUTES[Step.ROLES])
