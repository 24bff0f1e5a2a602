# SPDX-License-Identifier: EUPL-1.2
"""„Moje konto” and what one changes from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ssoz.access.errors import ProfileNotAvailable
from ssoz.access.queries import active_profiles
from ssoz.access.views import ActorRequest, signed_in
from ssoz.applications import operations
from ssoz.applications.errors import ApplicationError, ApplicationNotFound, BadFields
from ssoz.applications.queries import Application, attached, pending_of
from ssoz.applications.queries.profiles import ProfileView, profiles_of
from ssoz.www.account.mine.cards import shown_profile
from ssoz.www.account.mine.shelves import Order, shelf

PENDING_ORDERS: dict[str, Order["Pending"]] = {
    "numer": Order(gettext_lazy("Numer wniosku"), lambda row: (row.application.year, row.application.ordinal)),
    "jednostka": Order(gettext_lazy("Nazwa jednostki"), lambda row: row.application.profile.unit.name_key),
}
PROFILE_ORDERS: dict[str, Order[ProfileView]] = {
    "data": Order(gettext_lazy("Data ostatniej zmiany statusu"), lambda profile: profile.changed_at, down=True),
    "jednostka": Order(gettext_lazy("Nazwa jednostki"), lambda profile: profile.unit.name_key),
}


@dataclass(frozen=True)
class Pending:
    """An application that waits, and the names of what is attached to it."""

    application: Application
    files: Sequence[str]


@never_cache
@require_GET
@signed_in
def overview(request: ActorRequest) -> HttpResponse:
    """„Aktywne profile”, „Oczekujące wnioski”, „Pozostałe profile”."""
    asked, person = request.GET, request.actor.person_id or 0
    mine = profiles_of(person)
    active = [profile for profile in mine if profile.is_active]
    pending = list(pending_of(person))
    files = attached(pending)
    waiting = [Pending(application, files[application.submission.public_id]) for application in pending]
    opened, card = asked.get("profil", ""), asked.get("karta", "")
    values = {
        "active": [shown_profile(profile, opened, card, alone=len(active) == 1) for profile in active],
        "pending": shelf("wnioski", waiting, PENDING_ORDERS, asked),
        "other": shelf("profile", [one for one in mine if not one.is_active], PROFILE_ORDERS, asked),
        "opened": asked.get("wniosek", ""),
    }
    return render(request, "account/mine/overview.html", values)


@never_cache
@require_POST
@signed_in
def withdraw(request: ActorRequest, application: UUID) -> HttpResponse:
    """„Tak, wycofaj wniosek”."""
    try:
        row = operations.withdraw(by=request.actor, application=application)
    except ApplicationNotFound as error:
        raise Http404 from error
    except ApplicationError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, _("Wniosek {number} został wycofany.").format(number=row.number))
    return redirect("account:account")


@never_cache
@require_POST
@signed_in
def mute(request: ActorRequest, application: UUID) -> HttpResponse:
    """„Plik został wysłany mailem lub wydruk pocztą – nie przypominaj mi…”, ticked or not."""
    try:
        row = operations.mute_reminder(by=request.actor, application=application, muted="muted" in request.POST)
    except ApplicationNotFound as error:
        raise Http404 from error
    messages.success(request, _("Zapisano ustawienie przypominania dla wniosku {number}.").format(number=row.number))
    return redirect(f"/moje-konto/?wniosek={row.public_id}#wniosek-{row.public_id}")


class ContactPageForm(forms.Form):
    """Telephone and e-mail of a person in a unit; what is wrong is told by the operation."""

    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        max_length=40,
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}), max_length=300
    )


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def contact(request: ActorRequest, profile: UUID) -> HttpResponse:
    """„Edycja danych kontaktowych użytkownika”."""
    mine = active_profiles(request.actor.person_id or 0).filter(public_id=profile).first()
    if mine is None:
        raise Http404
    back = f"/moje-konto/?profil={profile}&karta=kontakt#profil-{profile}"
    form = ContactPageForm(request.POST or None, initial={"phone": mine.phone, "email": mine.email})
    if request.method == "POST" and _changed(request, profile, form):
        messages.success(request, _("Zapisano dane kontaktowe."))
        return redirect(back)
    values = {"form": form, "unit": mine.unit.name, "back": back}
    return render(request, "account/mine/contact.html", values, status=422 if form.errors else 200)


def _changed(request: ActorRequest, profile: UUID, form: ContactPageForm) -> bool:
    form.is_valid()
    phone, email = request.POST.get("phone", ""), request.POST.get("email", "")
    try:
        operations.change_contact(by=request.actor, profile=profile, phone=phone, email=email)
    except BadFields as error:
        for name, sentence in error.problems.items():
            form.errors.pop(name, None)
            form.add_error(name, sentence)
        return False
    except ProfileNotAvailable as error:
        raise Http404 from error
    return True
