# SPDX-License-Identifier: EUPL-1.2
"""Signing in with a trusted profile, for a service that the node sent here."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sandbox.citizens import roll
from sandbox.environment import current
from sandbox.hosts import address
from sandbox.node.enums import Means
from sandbox.node.errors import NodeError
from sandbox.node.operations import Identity, under_way, vouch
from sandbox.profiles.errors import ProfileError, WrongCodeError
from sandbox.profiles.forms import CodePageForm, SignInPageForm
from sandbox.profiles.models import TrustedProfile
from sandbox.profiles.operations import DEMO_PASSWORD, authenticate, confirm, send_code

PENDING = "pz_pending"


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What a trusted profile is, and how to get one."""
    return render(request, "profiles/start.html")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, handle: str) -> HttpResponse:
    """Name or e-mail, and password."""
    form = SignInPageForm(request.POST or None)
    try:
        under_way(handle)
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            profile = authenticate(given["name"], given["password"], request.META["REMOTE_ADDR"])
            if profile:
                return _known(request, handle, profile)
            form.add_error(None, _("Niepoprawna nazwa użytkownika, adres e-mail lub hasło."))
    except ProfileError as error:
        form.add_error(None, str(error.sentence))
    except NodeError as error:
        return problem(request, str(error.sentence))
    status = 200 if request.method == "GET" else 400
    return render(request, "profiles/sign_in.html", {"form": form, **_links(handle), **_people()}, status=status)


def _known(request: HttpRequest, handle: str, profile: TrustedProfile) -> HttpResponse:
    pending = {**request.session.get(PENDING, {}), handle: [profile.pk, send_code(profile)]}
    if request.session.session_key:
        request.session.cycle_key()
    request.session[PENDING] = pending
    return HttpResponseRedirect(reverse("profiles:code", args=[handle]))


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, handle: str) -> HttpResponse:
    """The code that came to the telephone, then back to the node."""
    known = request.session.get(PENDING, {}).get(handle)
    if known is None:
        return HttpResponseRedirect(reverse("profiles:sign_in", args=[handle]))
    profile = TrustedProfile.objects.select_related("citizen").get(pk=known[0])
    form, is_dead = CodePageForm(request.POST or None), False
    try:
        under_way(handle)
        if request.method == "POST" and form.is_valid():
            return _proved(request, handle, confirm(profile, known[1], form.cleaned_data["code"]))
    except WrongCodeError as error:
        form.add_error("code", str(error.sentence))
        is_dead = error.is_dead
    except NodeError as error:
        return problem(request, str(error.sentence))
    values = {"form": form, "phone": profile.citizen.phone, "is_dead": is_dead, **_links(handle)}
    return render(request, "profiles/code.html", values, status=200 if request.method == "GET" else 400)


def _proved(request: HttpRequest, handle: str, profile: TrustedProfile) -> HttpResponse:
    request.session[PENDING] = {other: known for other, known in request.session[PENDING].items() if other != handle}
    ticket = vouch(handle, Means.TRUSTED_PROFILE, Identity.of(profile.citizen))
    return HttpResponseRedirect(address("login", "node:back", handle=handle) + f"?bilet={ticket}")


@never_cache
@require_POST
def new_code(request: HttpRequest, handle: str) -> HttpResponse:
    """Another code, in the place of the one before."""
    known = request.session.get(PENDING, {}).get(handle)
    if known is None:
        return HttpResponseRedirect(reverse("profiles:sign_in", args=[handle]))
    try:
        number = send_code(TrustedProfile.objects.select_related("citizen").get(pk=known[0]))
    except ProfileError as error:
        return problem(request, str(error.sentence), status=429)
    request.session[PENDING] = {**request.session[PENDING], handle: [known[0], number]}
    return HttpResponseRedirect(reverse("profiles:code", args=[handle]))


def problem(request: HttpRequest, sentence: str, *, status: int = 400) -> HttpResponse:
    """A plain page that says what is wrong."""
    return render(request, "profiles/problem.html", {"sentence": sentence}, status=status)


def _links(handle: str) -> dict[str, Any]:
    """Ways out: to the node's other means, to where one gets a profile or remembers."""
    return {"handle": handle, "node": address("login", "node:choose", handle=handle)}


def _people() -> dict[str, Any]:
    """Whom one can sign in as: in the sandbox that is no secret."""
    people = [entry for entry in roll.read(current().citizens) if entry.user_name]
    return {"people": people, "demo_password": DEMO_PASSWORD}
