# SPDX-License-Identifier: EUPL-1.2
"""„Przeniesienie uprawnień z SSOZ I do profilu w SSOZ II”: login and password, then the summary."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from shared.guessing import attempts
from ssoz.access import operations
from ssoz.access.errors import TransferRefused
from ssoz.access.queries import active_profiles, has_transferred, latest_transfer, roles_of, unit_data
from ssoz.access.views import ActorRequest, signed_in

WRONG = gettext_lazy("Wpisz poprawne dane")
TOO_MANY = 429


class TransferPageForm(forms.Form):
    """Login and password of an account of SSOZ I."""

    login = forms.CharField(
        label=gettext_lazy("Login konta SSOZ I"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": WRONG, "max_length": WRONG, "null_characters_not_allowed": WRONG},
    )
    password = forms.CharField(
        label=gettext_lazy("Hasło konta SSOZ I"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": WRONG, "max_length": WRONG, "null_characters_not_allowed": WRONG},
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: ActorRequest) -> HttpResponse:
    """Step 1; right login and password make the profile, and step 2 shows it."""
    if request.method == "GET":
        return _form(request, TransferPageForm())
    form = TransferPageForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    return _carry(request, form, form.cleaned_data["login"], form.cleaned_data["password"])


def _carry(request: ActorRequest, form: TransferPageForm, login: str, password: str) -> HttpResponse:
    try:
        carried = attempts.tried(
            request=request,
            name=f"ssoz1 {login}",
            check=lambda: operations.transfer(by=request.actor, login=login, password=password),
        )
    except attempts.TooManyAttempts:
        sentence = _("Zbyt wiele nieudanych prób. Spróbuj ponownie za 15 minut albo złóż wniosek o nowy profil.")
        return _form(request, form, sentence=sentence, status=TOO_MANY)
    except TransferRefused as refusal:
        return _form(request, form, sentence=str(refusal), status=refusal.status)
    if carried is not None:
        return redirect("account:transferred")
    if has_transferred(request.actor.person_id or 0, login):
        messages.info(request, _("Uprawnienia z tego konta SSOZ I zostały już przez Ciebie przeniesione."))
    for name in form.fields:
        form.add_error(name, str(WRONG))
    return _form(request, form, status=422)


def _form(request: ActorRequest, form: TransferPageForm, sentence: str = "", status: int = 200) -> HttpResponse:
    values = {
        "form": form,
        "sentence": sentence,
        "years": settings.TRANSFER_YEARS,
        "back": "account:account" if active_profiles(request.actor.person_id or 0).exists() else "account:profiles",
    }
    return render(request, "account/transfer.html", values, status=status)


@never_cache
@require_GET
@signed_in
def summary(request: ActorRequest) -> HttpResponse:
    """Step 2, „Podsumowanie i aktywacja profilu”: what the last transfer has made."""
    account = latest_transfer(request.actor.person_id or 0)
    if account is None or account.transferred_to is None:
        return redirect("account:transfer")
    profile = account.transferred_to
    values = {"profile": profile, "unit_data": unit_data(profile), "roles": roles_of(profile)}
    return render(request, "account/transferred.html", values)
