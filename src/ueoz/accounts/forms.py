# SPDX-License-Identifier: EUPL-1.2
"""Forms of the account's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class PasswordPageForm(forms.Form):
    """e-PLOZ login and password."""

    username = forms.CharField(
        label=gettext_lazy("Login w e-PLOZ"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Wpisz login.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Hasło"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Wpisz hasło.")},
    )


class EmailPageForm(forms.Form):
    """An address, twice."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Podaj adres e-mail."),
            "invalid": gettext_lazy("To nie jest poprawny adres e-mail, np. jan.kowalski@przyklad.pl."),
        },
    )
    email_again = forms.EmailField(
        label=gettext_lazy("Powtórz e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Powtórz adres e-mail."),
            "invalid": gettext_lazy("To nie jest poprawny adres e-mail, np. jan.kowalski@przyklad.pl."),
        },
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, second = values.get("email"), values.get("email_again")
        if first and second and first.casefold() != second.casefold():
            self.add_error("email_again", _("Adresy e-mail różnią się."))
        return values
