# SPDX-License-Identifier: EUPL-1.2
"""Signing in and out, choosing the profile, how long a session lasts."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ssoz.access import operations, sessions
from ssoz.access.actors import Actor
from ssoz.access.errors import ProfileNotAvailable, SignInRefused
from ssoz.access.navigation import address_of, safe_target, with_next
from ssoz.access.queries import profiles_of
from ssoz.access.views import ActorRequest, background, public, signed_in
from ssoz.www import tours
from ssoz.www.account import openid
from ssoz.www.account.mine import reminder

HOME = "/"


@never_cache
@require_GET
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """Off to the identity provider."""
    target = safe_target(request, request.GET.get("next", ""), HOME)
    if getattr(request, "actor", None):
        return HttpResponseRedirect(target)
    return HttpResponseRedirect(openid.start(request, target))


@never_cache
@require_GET
@public
def callback(request: HttpRequest) -> HttpResponse:
    """Back from the identity provider."""
    address = address_of(request)
    try:
        answer = openid.finish(request)
        person = operations.sign_in(identity=answer.identity, address=address)
    except SignInRefused as refusal:
        operations.refuse_sign_in(reason=refusal.reason, address=address)
        return render(request, "account/refused.html", status=refusal.status)
    sessions.begin(request, person=person.pk, id_token=answer.id_token, provider_session=answer.provider_session)
    reminder.ask(request, person.pk)
    tours.begin(request, person.introduced_to)
    target = safe_target(request, answer.target, HOME)
    actor = Actor(person_id=person.pk, person_name=person.name, address=address)
    return HttpResponseRedirect(onward(request, actor, target))


def onward(request: HttpRequest, actor: Actor, target: str) -> str:
    """Where whoever has just signed in goes on: with one profile in it, with several by way of the choice.

    Without any one is back on the page, too: it may need none, as the steps towards a profile, or says itself it does.
    """
    profiles = profiles_of(actor.person_id or 0)
    if len(profiles) == 1:
        sessions.work_in(request, operations.choose_profile(by=actor, profile=profiles[0].public_id))
    elif profiles or target == HOME:
        return with_next("account:profiles", target)
    return target


@never_cache
@require_POST
@signed_in
def sign_out(request: ActorRequest) -> HttpResponse:
    """The end of this session and of the provider's."""
    operations.sign_out(by=request.actor)
    id_token, local = request.session.get(sessions.ID_TOKEN, ""), sessions.LOCAL in request.session
    request.session.flush()
    if local:
        return HttpResponseRedirect(HOME)
    return HttpResponseRedirect(openid.end_address(id_token))


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def profiles(request: ActorRequest) -> HttpResponse:
    """„Wybierz aktywny profil, w którym chcesz pracować”; without any: how to come by one."""
    if request.method == "POST":
        return _switch(request)
    mine = profiles_of(request.actor.person_id or 0)
    values = {
        "active": mine,
        "profiles": mine,  # the header's switch has them too
        "next": request.GET.get("next", ""),
        "years": settings.TRANSFER_YEARS,
    }
    return render(request, "account/profiles.html" if mine else "account/first_profile.html", values)


def _switch(request: ActorRequest) -> HttpResponse:
    try:
        chosen = operations.choose_profile(by=request.actor, profile=UUID(request.POST.get("profile", "")))
    except (ProfileNotAvailable, ValueError) as error:
        raise Http404 from error
    sessions.work_in(request, chosen)
    return HttpResponseRedirect(safe_target(request, request.POST.get("next", ""), HOME))


@never_cache
@require_POST
@signed_in
def toured(request: ActorRequest, tour: str) -> HttpResponse:
    """A tour was followed to its end, or skipped."""
    if tour not in tours.TOURS:
        raise Http404
    operations.note_introduced(by=request.actor, tour=tour)
    tours.end(request, tour)
    return HttpResponseRedirect(safe_target(request, request.POST.get("next", ""), HOME))


@never_cache
@require_GET
@background
@signed_in
def session(request: ActorRequest) -> HttpResponse:
    """How many seconds are left; pages ask by themselves, so asking is no activity."""
    return _time_left(request)


@never_cache
@require_POST
@signed_in
def stay(request: ActorRequest) -> HttpResponse:
    """„Pozostań zalogowany”, and keys pressed: being called is the activity that keeps the session."""
    return _time_left(request)


def _time_left(request: ActorRequest) -> HttpResponse:
    life = sessions.life(request.session)
    return JsonResponse({"seconds": life.seconds_left, "final": life.is_final})


@never_cache
@require_GET
@public
def over(request: HttpRequest) -> HttpResponse:
    """What a page turns into when its session has ended: nothing of it stays on the screen, the way back does."""
    target = safe_target(request, request.GET.get("next", ""), HOME)
    if getattr(request, "actor", None):
        return HttpResponseRedirect(target)
    minutes = max(1, round(settings.SESSION_IDLE.total_seconds() / 60))
    return render(request, "account/over.html", {"again": with_next("account:sign_in", target), "minutes": minutes})
