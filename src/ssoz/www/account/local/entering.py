# SPDX-License-Identifier: EUPL-1.2
"""Signing in by a login and password of our own, beside the way through login.gov.pl."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shared.guessing import attempts
from ssoz.access import operations, sessions
from ssoz.access.actors import Actor
from ssoz.access.navigation import address_of, safe_target, with_next
from ssoz.access.views import public
from ssoz.www import tours
from ssoz.www.account.local import where_local
from ssoz.www.account.local.forms import SignInPageForm
from ssoz.www.account.local.registering import REGISTERED
from ssoz.www.account.mine import reminder
from ssoz.www.account.views import HOME, onward


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@where_local
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """The two doors: login.gov.pl, and login with password."""
    target = safe_target(request, request.POST.get("next", "") or request.GET.get("next", ""), HOME)
    if getattr(request, "actor", None):
        return HttpResponseRedirect(target)
    if request.method == "GET":
        return _doors(request, SignInPageForm(), target)
    form = SignInPageForm(request.POST)
    if not form.is_valid():
        return _doors(request, form, target, status=422)
    return _checked(request, form, target)


def _checked(request: HttpRequest, form: SignInPageForm, target: str) -> HttpResponse:
    login, password = form.cleaned_data["login"], form.cleaned_data["password"]
    address = address_of(request)
    try:
        account = attempts.tried(
            request=request,
            name=f"local {login}",
            check=lambda: operations.sign_in_locally(login=login, password=password, address=address),
        )
    except attempts.TooManyAttempts:
        sentence = _("Zbyt wiele nieudanych prób. Spróbuj ponownie za 15 minut albo ustal nowe hasło.")
        return _doors(request, form, target, sentence, status=429)
    if account is None:
        return _doors(request, form, target, _("Login lub hasło są niepoprawne."), status=401)
    if account.person is None:
        request.session.cycle_key()
        request.session[REGISTERED] = account.public_id.hex
        return redirect("account:registered")
    sessions.begin(request, person=account.person.pk, id_token="", provider_session="")
    request.session[sessions.LOCAL] = True
    reminder.ask(request, account.person.pk)
    tours.begin(request, account.person.introduced_to)
    actor = Actor(person_id=account.person.pk, person_name=account.person.name, address=address)
    return HttpResponseRedirect(onward(request, actor, target))


def _doors(
    request: HttpRequest, form: SignInPageForm, target: str, sentence: str = "", status: int = 200
) -> HttpResponse:
    values = {"form": form, "next": target, "sentence": sentence, "central": with_next("account:sign_in", target)}
    return render(request, "account/local/sign_in.html", values, status=status)
