# SPDX-License-Identifier: EUPL-1.2
"""Getting a trusted profile, and getting back into it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from sandbox.profiles import codes, recovery, registration
from sandbox.profiles.errors import ProfileError, WrongCodeError
from sandbox.profiles.forms import (
    ConfirmPageForm,
    ForgottenPasswordPageForm,
    NamePageForm,
    NewPasswordPageForm,
    RegisterPageForm,
)
from sandbox.profiles.models import Purpose
from sandbox.profiles.views import problem

DRAFT = "pz_draft"
CONFIRMED = "pz_confirmed"


@never_cache
@sensitive_post_parameters("password", "repeated")
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """„Załóż profil”, step 1: who one is."""
    form = RegisterPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request.session[DRAFT] = registration.begin(form.cleaned_data).kept()
            request.session[CONFIRMED] = []
            return HttpResponseRedirect(reverse("profiles:confirm"))
        except ProfileError as error:
            form.add_error(None, str(error.sentence))
    status = 400 if form.is_bound else 200
    return render(request, "profiles/register.html", {"form": form}, status=status)


@never_cache
@sensitive_post_parameters("sms", "email")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Step 2: both codes; one that was right need not be typed again."""
    if DRAFT not in request.session:
        return HttpResponseRedirect(reverse("profiles:register"))
    draft = registration.Draft(**request.session[DRAFT])
    form = ConfirmPageForm(request.POST or None)
    for name in request.session[CONFIRMED]:
        del form.fields[name]
    if request.method == "POST" and form.is_valid() and _codes_right(request, form, draft):
        try:
            registration.finish(draft)
        except ProfileError as error:
            return problem(request, str(error.sentence))
        finally:
            del request.session[DRAFT], request.session[CONFIRMED]
        return HttpResponseRedirect(reverse("profiles:done"))
    values = {"form": form, "draft": draft, "confirmed": request.session[CONFIRMED]}
    return render(request, "profiles/confirm.html", values, status=400 if form.is_bound else 200)


def _codes_right(request: HttpRequest, form: ConfirmPageForm, draft: registration.Draft) -> bool:
    numbers = {"sms": (draft.sms_code, Purpose.PHONE), "email": (draft.email_code, Purpose.EMAIL)}
    for name in list(form.fields):
        try:
            codes.use(*numbers[name], form.cleaned_data[name])
            request.session[CONFIRMED] = [*request.session[CONFIRMED], name]
        except WrongCodeError as error:
            form.add_error(name, str(error.sentence))
    return form.is_valid()


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Step 3: the profile is there."""
    return render(request, "profiles/done.html")


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten_name(request: HttpRequest) -> HttpResponse:
    """„Nie pamiętam nazwy użytkownika”."""
    form = NamePageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recovery.remind_name(form.cleaned_data["email"], request.META["REMOTE_ADDR"])
            return HttpResponseRedirect(reverse("profiles:sent"))
        except ProfileError as error:
            form.add_error(None, str(error.sentence))
    return render(request, "profiles/forgotten_name.html", {"form": form}, status=400 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """„Nie pamiętam hasła”."""
    form = ForgottenPasswordPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recovery.send_link(form.cleaned_data["name"], request.META["REMOTE_ADDR"])
            return HttpResponseRedirect(reverse("profiles:sent"))
        except ProfileError as error:
            form.add_error(None, str(error.sentence))
    return render(request, "profiles/forgotten_password.html", {"form": form}, status=400 if form.is_bound else 200)


@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """The same words for everybody."""
    return render(request, "profiles/sent.html")


@never_cache
@sensitive_post_parameters("password", "repeated")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link."""
    form = NewPasswordPageForm(request.POST or None)
    try:
        link = recovery.link_of(secret)
        if request.method == "POST" and form.is_valid():
            recovery.set_password(link, form.cleaned_data["password"])
            return render(request, "profiles/changed.html")
    except ProfileError as error:
        return problem(request, str(error.sentence))
    return render(request, "profiles/new_password.html", {"form": form}, status=400 if form.is_bound else 200)
