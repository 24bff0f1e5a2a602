# SPDX-License-Identifier: EUPL-1.2
"""The way in and the way out."""

from copy import copy
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ueoz.accounts import sessions
from ueoz.accounts.enums import AccountState
from ueoz.accounts.forms import PasswordPageForm
from ueoz.accounts.models import Account
from ueoz.accounts.operations import dismiss, open_session, sign_out
from ueoz.accounts.origins import AT_ONCE, safe_target, with_next
from ueoz.accounts.queries import account_of
from ueoz.node.citizen import Citizen, citizen_of, forget, keep


@never_cache
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """„Zaloguj się do Systemu”: by the national node; who has not migrated, by e-PLOZ login and password."""
    return sign_in_towards(request, safe_target(request, request.GET.get("next", "")))


def sign_in_towards(request: HttpRequest, target: str) -> HttpResponse:
    """The sign-in page, for whoever is on their way to a page of ours."""
    form = PasswordPageForm(auto_id="eploz_%s")
    return render(request, "accounts/sign_in.html", {"form": form, "next": target})


def receive(request: HttpRequest, citizen: Citizen, next_page: str) -> HttpResponse:
    """Straight in for whoever has an account; the others are kept in this session and told what is missing."""
    account = account_of(citizen.pesel)
    if account is not None and account.is_active:
        return _in(request, account, citizen, _target(request, next_page))
    keep(request, citizen)
    if request.session.session_key:  # a session that is not stored yet gets a key of its own when it is
        request.session.cycle_key()
    return HttpResponseRedirect(with_next("accounts:arrive", next_page))


@never_cache
@require_GET
def arrive(request: HttpRequest) -> HttpResponse:
    """The end of the way through the node: on to where one wanted, or to a new account."""
    target = _target(request, request.GET.get("next", ""))
    citizen = citizen_of(request)
    if citizen is None:
        return redirect(target) if request.user.is_authenticated else redirect("accounts:sign_in")
    account = account_of(citizen.pesel)
    if account is not None and account.is_active:
        return _in(request, account, citizen, target)
    request.session[sessions.NEXT] = target
    sessions.begin(request.session, None)
    if account is None:
        return redirect(settings.NEWCOMERS_URL)
    if account.state == AccountState.BLOCKED:
        dismiss(request=request)
        return _refused(request)
    return redirect("accounts:activate")


def _target(request: HttpRequest, wanted: str) -> str:
    """Where the person was going, if that is a page of ours; their account otherwise."""
    known = safe_target(request, wanted) or request.session.get(sessions.NEXT, "")
    return str(known or resolve_url(settings.LOGIN_REDIRECT_URL))


def _in(request: HttpRequest, account: Account, citizen: Citizen, target: str) -> HttpResponse:
    forget(request)
    request.session.pop(sessions.NEXT, None)
    open_session(request=request, account=account, citizen=citizen)
    return _went_on(request, target)


def _went_on(request: HttpRequest, target: str) -> HttpResponse:
    """Where a system has sent somebody to be signed in, straight back to it: the browser need not ask once more.

    The page answers as it would have answered the browser, with all its checks; what is not a redirect, such as the
    question for consent, belongs under an address of its own.
    """
    parts = urlsplit(target)
    if parts.path == reverse(AT_ONCE):
        asked = copy(request)
        asked.path = asked.path_info = parts.path
        asked.META = {**request.META, "PATH_INFO": parts.path, "QUERY_STRING": parts.query}
        asked.GET = QueryDict(parts.query)
        asked.resolver_match = resolve(parts.path)
        answer: HttpResponse = asked.resolver_match.func(asked)
        if answer.status_code == HTTPStatus.FOUND:
            return answer
    return HttpResponseRedirect(target)


def _refused(request: HttpRequest) -> HttpResponse:
    values = {"title": _("Twoje konto jest zablokowane"), "reason": _("Skontaktuj się z Działem Obsługi.")}
    return render(request, "pages/error.html", {**values, "status": 403}, status=403)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """„Wyloguj się”: out of UEOZ, of the systems entered from here, and of the node."""
    sign_out(request=request)
    return redirect("accounts:left")


@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """What one sees after signing out."""
    return render(request, "accounts/left.html", {})
