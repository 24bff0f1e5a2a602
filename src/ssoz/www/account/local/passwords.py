# SPDX-License-Identifier: EUPL-1.2
"""„Przypomnij hasło”: a link that works once; and a new password for whoever knows the present one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shared.guessing import attempts
from ssoz.access import operations, reset_links
from ssoz.access.actors import visitor
from ssoz.access.errors import BadRegistration, LocalAccountError
from ssoz.access.navigation import address_of
from ssoz.access.queries import has_password
from ssoz.access.views import ActorRequest, public, signed_in
from ssoz.www.account.local import where_local
from ssoz.www.account.local.forms import ChangePageForm, ForgottenPageForm, TwicePageForm


@never_cache
@require_http_methods(["GET", "POST"])
@where_local
@public
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whether there is such an account."""
    form = ForgottenPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, login = visitor(address_of(request)), form.cleaned_data["login"]
        try:
            attempts.tried(
                request=request,
                name=f"reset {by.address}",
                check=lambda: operations.ask_reset(by=by, login=login),
            )
        except attempts.TooManyAttempts:
            form.add_error(None, _("Zbyt wiele próśb z tego adresu. Spróbuj ponownie za 15 minut."))
            return render(request, "account/local/forgotten.html", {"form": form}, status=429)
        return render(request, "account/local/forgotten.html", {"form": form, "is_sent": True})
    return render(request, "account/local/forgotten.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
@where_local
@public
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """The link: a new password, once. Opening it changes nothing, so a mail scanner uses nothing up."""
    if reset_links.account_of(token) is None:
        return render(request, "account/local/dead_link.html", status=410)
    form = TwicePageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, password = visitor(address_of(request)), form.cleaned_data["password"]
        try:
            operations.reset_password(by=by, token=token, password=password)
        except LocalAccountError:
            return render(request, "account/local/dead_link.html", status=410)
        except BadRegistration as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Hasło zostało zmienione. Zaloguj się nowym hasłem."))
            return redirect("account:local")
    response = render(request, "account/local/reset.html", {"form": form}, status=422 if form.errors else 200)
    response["Referrer-Policy"] = "no-referrer"
    return response


@sensitive_post_parameters("current", "password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
@where_local
@signed_in
def change(request: ActorRequest) -> HttpResponse:
    """Another password for whoever is signed in; the other sessions end."""
    if not has_password(request.actor.person_id):
        raise Http404
    form = ChangePageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key, values = request.session.session_key or "", form.cleaned_data
        try:
            operations.change_password(
                by=request.actor, current=values["current"], password=values["password"], session=key
            )
        except BadRegistration as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Hasło zostało zmienione. Twoje pozostałe sesje zostały zakończone."))
            return redirect("account:account")
    return render(request, "account/local/change.html", {"form": form}, status=422 if form.errors else 200)


def _tell(form: forms.Form, refusal: BadRegistration) -> None:
    for name, sentence in refusal.problems.items():
        form.add_error(name, sentence)
