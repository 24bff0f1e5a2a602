# SPDX-License-Identifier: EUPL-1.2
"""Forms of the trusted profile."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from stdnum.pl import pesel

from sandbox.citizens.models import Citizen
from sandbox.citizens.queries import clean_phone, demo_people
from sandbox.profiles.models import TrustedProfile
from shared import clock
from shared.identifiers import IdentifierError, clean_pesel

USER_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
ADULT = 13  # years; younger people have no trusted profile of their own
SEXES = [("F", _("kobieta")), ("M", _("mężczyzna"))]
NO_PESEL = _("To nie jest numer PESEL: ma on 11 cyfr, a ostatnia wynika z pozostałych.")


class SignInPageForm(forms.Form):
    """„Zaloguj się za pomocą nazwy użytkownika lub adresu e-mail”."""

    name = forms.CharField(
        label=_("Nazwa użytkownika lub adres e-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Hasło"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def code_field(label: Any) -> forms.CharField:
    """Where a code is typed."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class CodePageForm(forms.Form):
    """The code that came by SMS."""

    code = code_field(_("Kod autoryzacyjny"))


class ConfirmPageForm(forms.Form):
    """Both codes of a registration."""

    sms = code_field(_("Kod z SMS"))
    email = code_field(_("Kod z wiadomości e-mail"))


class NewPasswordPageForm(forms.Form):
    """A password, twice."""

    password = forms.CharField(
        label=_("Hasło"),
        max_length=200,
        strip=False,
        help_text=_("Co najmniej 10 znaków, nie same cyfry i nic, co łatwo zgadnąć."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("Powtórz hasło"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean_repeated(self) -> str:
        repeated: str = self.cleaned_data["repeated"]
        if "password" in self.cleaned_data and repeated != self.cleaned_data["password"]:
            raise forms.ValidationError(_("Hasła się różnią."))
        return repeated


class RegisterPageForm(NewPasswordPageForm):
    """„Załóż profil”."""

    field_order = ["given_name", "family_name", "pesel", "birth_date", "sex", "email", "phone", "user_name"]

    given_name = forms.CharField(label=_("Imię"), max_length=100)
    family_name = forms.CharField(label=_("Nazwisko"), max_length=100)
    pesel = forms.CharField(
        label=_("Numer PESEL"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    birth_date = forms.DateField(
        label=_("Data urodzenia"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    sex = forms.ChoiceField(label=_("Płeć"), choices=SEXES, widget=forms.RadioSelect)
    email = forms.EmailField(label=_("Adres e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(
        label=_("Numer telefonu"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"})
    )
    user_name = forms.CharField(
        label=_("Nazwa użytkownika"),
        max_length=60,
        help_text=_("Litery bez polskich znaków, cyfry, kropka, myślnik; od 3 do 60 znaków."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    agreed = forms.BooleanField(
        label=_("Oświadczam, że podane dane są prawdziwe i zapoznałem się z warunkami korzystania z profilu zaufanego")
    )

    def clean_pesel(self) -> str:
        try:
            number = clean_pesel(self.cleaned_data["pesel"])
        except IdentifierError as error:
            raise forms.ValidationError(NO_PESEL) from error
        if TrustedProfile.objects.filter(citizen__pesel=number).exists() or number in demo_people():
            raise forms.ValidationError(_("Osoba o tym numerze PESEL ma już profil zaufany."))
        return number

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        today = clock.today()
        if born > today:
            raise forms.ValidationError(_("Data urodzenia jest w przyszłości."))
        if (today.year - born.year) - ((today.month, today.day) < (born.month, born.day)) < ADULT:
            raise forms.ValidationError(_("Profil zaufany może założyć osoba, która skończyła 13 lat."))
        if "pesel" in self.cleaned_data and pesel.get_birth_date(self.cleaned_data["pesel"]) != born:
            raise forms.ValidationError(_("Data urodzenia nie zgadza się z numerem PESEL."))
        return born

    def clean_sex(self) -> str:
        sex: str = self.cleaned_data["sex"]
        if "pesel" in self.cleaned_data and pesel.get_gender(self.cleaned_data["pesel"]) != sex:
            raise forms.ValidationError(_("Płeć nie zgadza się z numerem PESEL."))
        return sex

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].casefold()
        person = demo_people().get(email)
        if TrustedProfile.objects.filter(email=email).exists() or person:
            raise forms.ValidationError(_("Ten adres e-mail ma już inny profil zaufany."))
        return email

    def clean_phone(self) -> str:
        phone = clean_phone(self.cleaned_data["phone"])
        if not phone:
            raise forms.ValidationError(_("Podaj polski numer telefonu: 9 cyfr."))
        return phone

    def clean_user_name(self) -> str:
        name: str = self.cleaned_data["user_name"].casefold()
        if not USER_NAME.fullmatch(name):
            raise forms.ValidationError(
                _("Użyj od 3 do 60 znaków: liter bez polskich znaków, cyfr, kropek i myślników.")
            )
        if TrustedProfile.objects.filter(user_name=name).exists() or name in demo_people():
            raise forms.ValidationError(_("Ta nazwa użytkownika jest zajęta."))
        return name

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        known = Citizen.objects.filter(pesel=values.get("pesel", "")).first()
        for name, sentence in _DIFFERENT.items():
            if known and name in values and values[name].strip().casefold() != getattr(known, name).casefold():
                self.add_error(name, sentence)
        return values


_DIFFERENT = {
    "given_name": _("Imię nie zgadza się z rejestrem PESEL."),
    "family_name": _("Nazwisko nie zgadza się z rejestrem PESEL."),
}


class NamePageForm(forms.Form):
    """„Nie pamiętam nazwy użytkownika”."""

    email = forms.EmailField(label=_("Adres e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class ForgottenPasswordPageForm(forms.Form):
    """„Nie pamiętam hasła”."""

    name = forms.CharField(label=_("Nazwa użytkownika lub adres e-mail"), max_length=254)
