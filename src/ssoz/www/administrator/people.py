# SPDX-License-Identifier: EUPL-1.2
"""Users: finding them, one profile with its history, roles taken away, profiles blocked and unblocked."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ssoz.access.errors import ProfileNotAvailable, UserError
from ssoz.access.operations import block_profile, unblock_profile
from ssoz.access.permissions import Permission, Text
from ssoz.access.roles import ROLES
from ssoz.access.views import ActorRequest, permission_required
from ssoz.applications.operations import take_role
from ssoz.applications.queries import UserDetails, UserSearch, user_for, users_page
from ssoz.audit.operations import record_look
from ssoz.www.administrator.history import history
from ssoz.www.administrator.reasons import ReasonPageForm
from ssoz.www.administrator.searching import PeselPageForm, UsersPageForm, page_number


@permission_required(Permission.USER_FIND)
@require_safe
def people_page(request: ActorRequest) -> HttpResponse:
    form = UsersPageForm(request.actor, request.GET.dict())
    return _people(request, form.search(), {"form": form, "by_pesel": PeselPageForm()})


@permission_required(Permission.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def pesel_page(request: ActorRequest) -> HttpResponse:
    """By POST only, so that the number is in no address; GET leads to the list."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("administrator:people"))
    asked = PeselPageForm(request.POST)
    form = UsersPageForm(request.actor, {})
    good = asked.is_valid()
    search = UserSearch(pesel=asked.cleaned_data["pesel"]) if good else UserSearch()
    return _people(request, search, {"form": form, "by_pesel": asked}, status=200 if good else 422)


def _people(request: ActorRequest, search: UserSearch, forms: dict[str, object], status: int = 200) -> HttpResponse:
    found = users_page(request.actor, search, page_number(request))
    record_look(by=request.actor, object_type="users", people=[row.person_id for row in found.items])
    return render(request, "administrator/users/people.html", {**forms, "found": found, "tab": "people"}, status=status)


@permission_required(Permission.USER_FIND)
@require_safe
def profile_page(request: ActorRequest, profile: UUID) -> HttpResponse:
    user = _found(request, profile)
    key = str(user.profile.pk)
    record_look(by=request.actor, object_type="profile", object_id=key, people=[user.person.pk])
    context = {"user": user, "events": history(user), "tab": "people"}
    return render(request, "administrator/users/profile.html", context)


Deed = Callable[[ActorRequest, UserDetails, str], None]
DEEDS: dict[str, tuple[Deed, Text]] = {
    "zablokuj": (
        lambda request, user, reason: block_profile(by=request.actor, profile=user.profile, reason=reason),
        gettext_lazy("Profil zablokowano. Osoba dostanie wiadomość z powodem."),
    ),
    "odblokuj": (
        lambda request, user, reason: unblock_profile(by=request.actor, profile=user.profile, reason=reason),
        gettext_lazy("Profil odblokowano. Osoba dostanie wiadomość z powodem."),
    ),
}


@permission_required(Permission.USER_BLOCK)
@require_http_methods(["GET", "POST"])
def block_page(request: ActorRequest, profile: UUID, deed: str) -> HttpResponse:
    """GET asks for the reason, POST does it."""
    if deed not in DEEDS:
        raise Http404
    do, told = DEEDS[deed]
    user = _found(request, profile)
    return _ask(request, user, (deed, ""), lambda reason: do(request, user, reason), told)


@permission_required(Permission.USER_MANAGE)
@require_http_methods(["GET", "POST"])
def take_role_page(request: ActorRequest, profile: UUID, role: str) -> HttpResponse:
    """GET asks for the reason, POST takes the role away."""
    user = _found(request, profile)
    if role not in ROLES:
        raise Http404

    def take(reason: str) -> None:
        take_role(by=request.actor, profile=user.profile, role=role, reason=reason)

    told = _("Rolę odebrano. Osoba dostanie wiadomość z powodem.")
    return _ask(request, user, ("odbierz", role), take, told)


def _ask(
    request: ActorRequest, user: UserDetails, what: tuple[str, str], do: Callable[[str], None], told: Text
) -> HttpResponse:
    form = ReasonPageForm(request.POST if request.method == "POST" else None)
    error, status = None, 422 if form.errors else 200
    if form.is_valid():
        try:
            do(form.cleaned_data["reason"])
        except UserError as refusal:
            error, status = refusal, refusal.status
        else:
            messages.success(request, told)
            return HttpResponseRedirect(reverse("administrator:profile", args=[user.profile.public_id]))
    deed, role = what
    context = {"user": user, "form": form, "deed": deed, "role": ROLES.get(role), "error": error, "tab": "people"}
    return render(request, "administrator/users/ask.html", context, status=status)


def _found(request: ActorRequest, profile: UUID) -> UserDetails:
    try:
        return user_for(request.actor, profile)
    except ProfileNotAvailable as missing:
        raise Http404(str(missing)) from missing
