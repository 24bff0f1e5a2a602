# SPDX-License-Identifier: EUPL-1.2
"""„Nie masz konta? Zarejestruj”: the person, the unit, and the form to print, sign and send."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from shared import clock
from shared.guessing import attempts
from ssoz.access import operations
from ssoz.access.actors import visitor
from ssoz.access.errors import BadRegistration
from ssoz.access.navigation import address_of
from ssoz.access.queries import local_account, registrations_from
from ssoz.access.views import public
from ssoz.applications.registration_form import registration_form
from ssoz.www.account.local import captcha, where_local
from ssoz.www.account.local.forms import RegistrationPageForm

REGISTERED = "registered"
HOUR = timedelta(hours=1)
BY_COMPUTATION, BY_QUESTION = 20, 5  # registrations from an address in an hour
TOO_MANY = 429


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
@where_local
@public
def register(request: HttpRequest) -> HttpResponse:
    """The form; „Szukaj jednostki” looks units up where no script does."""
    if request.method == "GET":
        return _form(request, RegistrationPageForm())
    form = RegistrationPageForm(request.POST)
    if "find" in request.POST:
        form.full_clean()
        for name in form.errors.keys() - {"kind", "nip", "regon", "register_number"}:
            del form.errors[name]
        return _form(request, form)
    sentence = _refusal(request)
    if not form.is_valid() or sentence:
        return _form(request, form, sentence, 422)
    return _registered(request, form)


def _refusal(request: HttpRequest) -> str:
    limit = BY_COMPUTATION if captcha.is_computed(request.POST) else BY_QUESTION
    if registrations_from(address_of(request), clock.now() - HOUR) >= limit:
        return _("Z tego adresu zarejestrowano już zbyt wiele kont. Spróbuj ponownie za godzinę.")
    if not captcha.is_solved(request.POST):
        return _("Potwierdzenie, że nie jesteś robotem, nie powiodło się. Spróbuj jeszcze raz.")
    return ""


def _registered(request: HttpRequest, form: RegistrationPageForm) -> HttpResponse:
    values = {name: form.cleaned_data[name] for name in ("login", "password", "given_name", "family_name", "email")}
    more = {name: form.cleaned_data[name] for name in ("phone", "financial")}
    if form.chosen is None:
        return _form(request, form, status=422)
    wanted = operations.Registration(**values, **more, unit=form.chosen)
    problems: dict[str, str] = {}

    def attempt() -> UUID | None:
        try:
            return operations.register(by=visitor(address_of(request)), registration=wanted).public_id
        except BadRegistration as refusal:
            problems.update(refusal.problems)
            return None if "login" in refusal.problems else UUID(int=0)

    try:
        made = attempts.tried(request=request, name=f"registration {address_of(request)}", check=attempt)
    except attempts.TooManyAttempts:
        return _form(request, form, _("Zbyt wiele prób z zajętym loginem. Spróbuj ponownie za 15 minut."), TOO_MANY)
    for name, sentence in problems.items():
        form.add_error(name, sentence)
    if problems or made is None:
        return _form(request, form, status=422)
    request.session[REGISTERED] = made.hex
    return redirect("account:registered")


def _form(request: HttpRequest, form: RegistrationPageForm, sentence: str = "", status: int = 200) -> HttpResponse:
    values = {
        "form": form,
        "sentence": sentence,
        "challenge": captcha.challenge(),
        "question": captcha.question(),
        "wanted": str(form.data.get("unit", "")),
    }
    return render(request, "account/local/register.html", values, status=status)


@never_cache
@require_GET
@where_local
@public
def units(request: HttpRequest) -> HttpResponse:
    """Units by kind and number, for the page's script."""
    form = RegistrationPageForm(request.GET)
    form.full_clean()
    return render(request, "account/local/units.html", {"form": form, "wanted": request.GET.get("unit", "")})


@never_cache
@require_GET
@where_local
@public
def registered(request: HttpRequest) -> HttpResponse:
    """What is to be done with the form now."""
    account = local_account(UUID(hex=request.session.get(REGISTERED, UUID(int=0).hex)))
    if account is None:
        return redirect("account:register")
    return render(request, "account/local/registered.html", {"account": account})


@never_cache
@require_GET
@where_local
@public
def paper(request: HttpRequest) -> HttpResponse:
    """The form as a PDF, to whoever registered or has just proved the password."""
    account = local_account(UUID(hex=request.session.get(REGISTERED, UUID(int=0).hex)))
    if account is None:
        return redirect("account:register")
    name = f"Formularz-rejestracji-{account.number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(registration_form(account), content_type="application/pdf", headers=headers)
