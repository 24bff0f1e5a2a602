# SPDX-License-Identifier: EUPL-1.2
"""Forms of the administrator's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ueoz.provider.models import Client
from ueoz.provider.operations import ClientData


class AddressesField(forms.CharField):
    """Addresses, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # the form hands it on as a list
        return str(value or "").split()


class ChangePageForm(forms.Form):
    """What can be said about a system and changed later."""

    name = forms.CharField(
        label=_("Nazwa"), max_length=200, error_messages={"required": _("Podaj nazwę, pod którą znają ją ludzie.")}
    )
    redirect_uris = AddressesField(
        label=_("Adresy powrotu po zalogowaniu"),
        help_text=_("Po jednym w wierszu. Porównujemy je co do znaku."),
        error_messages={"required": _("Podaj przynajmniej jeden adres powrotu po zalogowaniu.")},
    )
    post_logout_redirect_uris = AddressesField(
        label=_("Adresy powrotu po wylogowaniu"), help_text=_("Po jednym w wierszu."), required=False
    )
    initiate_login_uri = forms.CharField(
        label=_("Adres wejścia do systemu"),
        help_text=_("Strona, na której system zaczyna logowanie. Prowadzi do niej „Moje konto”."),
        max_length=500,
        required=False,
    )
    backchannel_logout_uri = forms.CharField(
        label=_("Adres wylogowania między serwerami"),
        help_text=_("Tam wysyłamy token wylogowania, gdy sesja się kończy."),
        max_length=500,
        required=False,
    )
    may_know_pesel = forms.BooleanField(label=_("Może poznać numer PESEL"), required=False)
    is_own = forms.BooleanField(
        label=_("Własny system"), help_text=_("Nie pytamy o zgodę na przekazanie danych."), required=False
    )

    def data_of(self) -> ClientData:
        """Return what was filled in."""
        values = {name: self.cleaned_data[name] for name in ChangePageForm.base_fields}
        return ClientData(**values)


class AddPageForm(ChangePageForm):
    """A system that is new."""

    field_order = ["client_id"]
    client_id = forms.CharField(
        label=_("Identyfikator"),
        help_text=_("Małe litery, cyfry i znaki „-”, „_”, „.”. Nie można go zmienić."),
        max_length=100,
        error_messages={"required": _("Podaj identyfikator.")},
    )


def filled_from(client: Client) -> dict[str, Any]:
    """What the form shows of a system there is."""
    return {
        "name": client.name,
        "redirect_uris": "\n".join(client.addresses),
        "post_logout_redirect_uris": "\n".join(str(client.post_logout_redirect_uris).split()),
        "initiate_login_uri": client.initiate_login_uri,
        "backchannel_logout_uri": client.backchannel_logout_uri,
        "may_know_pesel": client.may_know_pesel,
        "is_own": client.skip_authorization,
    }
