# SPDX-License-Identifier: EUPL-1.2
"""Filters of the queue of applications and of the list of users.

Whatever does not fit is left out rather than refused: an address may be old.
"""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from shared.clock import today
from shared.identifiers import IdentifierError, clean_pesel
from ssoz.access.actors import Actor
from ssoz.access.enums import ProfileStatus
from ssoz.access.permissions import Permission, Text
from ssoz.access.roles import ROLES
from ssoz.access.scopes import scope
from ssoz.applications.enums import ApplicationStatus
from ssoz.applications.queries import Sought, UserSearch
from ssoz.registers.enums import UnitKind
from ssoz.registers.queries import voivodeships

EVERY: tuple[str, Text] = ("", _("Wszystkie"))
AGES = (7, 14, 30, 90)
STATUSES = [(status.value, status.label) for status in ApplicationStatus if status != ApplicationStatus.DRAFT]


def page_number(request: HttpRequest) -> int:
    """Which page of a list is asked for; an odd one is the first."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


class Narrowing(forms.Form):
    """A form of filters, of which whatever can be read is taken."""

    def __init__(self, actor: Actor, data: dict[str, str]) -> None:
        super().__init__(data)
        self._choose("role", ((role.code, role.name) for role in ROLES.values()))
        if scope(actor, Permission.USER_FIND).everything:
            self._choose("voivodeship", voivodeships(today()).items())
        else:
            del self.fields["voivodeship"]

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [EVERY, *choices]  # type: ignore[attr-defined]  # a ChoiceField

    def good(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data


class QueuePageForm(Narrowing):
    text = forms.CharField(
        label=_("Szukaj"),
        required=False,
        max_length=200,
        help_text=_("Numer wniosku, osoba albo jednostka (nazwa, NIP, REGON, numer księgi)"),
    )
    role = forms.ChoiceField(label=_("Wnioskowana rola"), required=False)
    kind = forms.ChoiceField(label=_("Rodzaj jednostki"), required=False, choices=[EVERY, *UnitKind.choices])
    voivodeship = forms.ChoiceField(label=_("Województwo"), required=False)
    days = forms.ChoiceField(
        label=_("Czeka co najmniej"),
        required=False,
        choices=[("", _("Dowolnie długo")), *((days, _("%(days)d dni") % {"days": days}) for days in AGES)],
    )
    attachment = forms.ChoiceField(
        label=_("Załącznik"), required=False, choices=[EVERY, ("tak", _("Jest")), ("nie", _("Brak"))]
    )
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[*STATUSES, ("all", _("Wszystkie"))])

    def __init__(self, actor: Actor, data: dict[str, str]) -> None:
        super().__init__(actor, {"status": ApplicationStatus.PENDING.value, **data})

    def sought(self) -> Sought:
        good = self.good()
        status = good.get("status") or ApplicationStatus.PENDING
        return Sought(
            text=good.get("text", ""),
            kind=good.get("kind", ""),
            voivodeship=good.get("voivodeship", ""),
            role=good.get("role", ""),
            days=int(good.get("days") or 0),
            attachment={"tak": True, "nie": False}.get(good.get("attachment", "")),
            status="" if status == "all" else status,
            order=self.data.get("sort", ""),
        )


class UsersPageForm(Narrowing):
    text = forms.CharField(
        label=_("Osoba"), required=False, max_length=200, help_text=_("Imię, nazwisko albo adres e-mail")
    )
    unit = forms.CharField(
        label=_("Jednostka"), required=False, max_length=200, help_text=_("Nazwa, NIP, REGON albo numer księgi")
    )
    role = forms.ChoiceField(label=_("Rola"), required=False)
    status = forms.ChoiceField(label=_("Status profilu"), required=False, choices=[EVERY, *ProfileStatus.choices])
    voivodeship = forms.ChoiceField(label=_("Województwo"), required=False)

    def search(self) -> UserSearch:
        good = self.good()
        names = ("text", "unit", "role", "status", "voivodeship")
        return UserSearch(**{name: good.get(name, "") for name in names}, order=self.data.get("sort", ""))


class PeselPageForm(forms.Form):
    """Looked for by POST: the number must not stand in an address."""

    use_required_attribute = False
    pesel = forms.CharField(label="PESEL", max_length=20, error_messages={"required": _("Podaj PESEL.")})

    def clean_pesel(self) -> str:
        try:
            return clean_pesel(self.cleaned_data["pesel"])
        except IdentifierError as error:
            raise forms.ValidationError(str(error)) from error
