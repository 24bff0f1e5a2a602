# SPDX-License-Identifier: EUPL-1.2
"""What one fills in to register, to sign in, and for another password."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared import clock
from shared.identifiers import IdentifierError, clean_nip, clean_phone, clean_register_number, clean_regon
from ssoz.registers.enums import PRACTICES, UnitCharacter, UnitKind, usual_character
from ssoz.registers.queries import UnitSearch, units

KINDS = [(kind.value, kind.label) for kind in UnitKind if usual_character(kind) == UnitCharacter.REPORTING]
NUMBERS = {"nip": clean_nip, "regon": clean_regon, "register_number": clean_register_number}
SHOWN = 20
LOGIN = re.compile(r"[^\s@]{3,100}|[^\s@]+@[^\s@]+")
PLAIN = {"autocapitalize": "none", "spellcheck": "false"}


def secret(label: Any, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": gettext_lazy("Wpisz hasło.")},
    )


class SignInPageForm(forms.Form):
    """Login and password."""

    login = forms.CharField(
        label=gettext_lazy("Login"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", **PLAIN}),
        error_messages={"required": gettext_lazy("Wpisz login.")},
    )
    password = secret(gettext_lazy("Hasło"), "current-password")


class ForgottenPageForm(forms.Form):
    """Whose password it is."""

    login = forms.CharField(
        label=gettext_lazy("Login"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", **PLAIN}),
        error_messages={"required": gettext_lazy("Wpisz login.")},
    )


class TwicePageForm(forms.Form):
    """A new password, twice."""

    password = secret(gettext_lazy("Nowe hasło"), "new-password")
    again = secret(gettext_lazy("Powtórz hasło"), "new-password")

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            self.add_error("again", _("Hasła różnią się."))
        return values


class ChangePageForm(TwicePageForm):
    """The current password, and a new one."""

    current = secret(gettext_lazy("Obecne hasło"), "current-password")
    field_order = ("current", "password", "again")


class RegistrationPageForm(TwicePageForm):
    """The person, their unit and the login they choose."""

    password = secret(gettext_lazy("Hasło"), "new-password")
    given_name = forms.CharField(label=gettext_lazy("Imię"), max_length=100)
    family_name = forms.CharField(label=gettext_lazy("Nazwisko"), max_length=100)
    email = forms.EmailField(
        label=gettext_lazy("Adres e-mail"),
        max_length=254,
        error_messages={"invalid": gettext_lazy("To nie jest poprawny adres e-mail, np. jan.kowalski@przyklad.pl.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    login = forms.CharField(
        label=gettext_lazy("Login"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "username", **PLAIN})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Typ jednostki"), choices=[("", "–"), *KINDS])
    nip = forms.CharField(label="NIP", max_length=20, required=False)
    regon = forms.CharField(label="REGON", max_length=20, required=False)
    register_number = forms.CharField(label=gettext_lazy("Nr księgi rejestrowej"), max_length=20, required=False)
    unit = forms.UUIDField(required=False)
    financial = forms.BooleanField(
        label=gettext_lazy("Użytkownik posiada upoważnienie do sprawozdań finansowych"), required=False
    )
    found: tuple[Any, ...] = ()
    chosen: Any = None
    is_searched = False

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        if not LOGIN.fullmatch(login):
            raise forms.ValidationError(_("Login ma co najmniej 3 znaki i nie zawiera odstępów."))
        return login

    def clean_phone(self) -> str:
        try:
            return clean_phone(self.cleaned_data["phone"])
        except IdentifierError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.look_up()
        if not self.errors.keys() & {"kind", *NUMBERS}:
            wanted = values.get("unit")
            self.chosen = next((unit for unit in self.found if unit.public_id == wanted), None)
            if self.chosen is None:
                self.add_error("unit", _("Wybierz jednostkę z listy.") if self.found else _("Nie ma takiej jednostki."))
        return values

    def look_up(self) -> None:
        """Find units by kind and number; what is wrong with the numbers is told at them."""
        kind = str(self.data.get("kind", ""))
        numbers = {name: str(self.data.get(name, "")).strip() for name in NUMBERS}
        if kind in PRACTICES and numbers["regon"]:
            self._tell("regon", _("Praktyki szuka się tylko po numerze NIP albo numerze księgi rejestrowej."))
            return
        given = {name: number for name, number in numbers.items() if number}
        if not kind or not given:
            if kind:
                self._tell("nip", _("Podaj NIP, REGON albo numer księgi rejestrowej."))
            return
        self._find(kind, given)

    def _find(self, kind: str, given: dict[str, str]) -> None:
        clean: dict[str, str] = {}
        for name, number in given.items():
            try:
                clean[name] = NUMBERS[name](number)
            except IdentifierError as error:
                self._tell(name, str(error))
        if len(clean) == len(given):
            search = UnitSearch(
                kinds=(kind,),
                on=clock.today(),
                nip=clean.get("nip", ""),
                regon=clean.get("regon", ""),
                register_number=clean.get("register_number", ""),
            )
            self.found, self.is_searched = tuple(units(search)[:SHOWN]), True

    def _tell(self, name: str, sentence: str) -> None:
        self.add_error(name, sentence)
