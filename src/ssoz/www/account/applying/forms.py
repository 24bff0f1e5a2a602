# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from shared.identifiers import IdentifierError, clean_nip, clean_phone, clean_register_number, clean_regon
from ssoz.access.roles import Role
from ssoz.registers.enums import UnitKind
from ssoz.registers.queries import UnitSearch

REQUIRED = _("Pole obowiązkowe")
PHONE = _("Podaj numer telefonu.")
EMAIL = _("Podaj poprawny adres e-mail, na przykład jan.kowalski@szpital.pl.")
REGISTER_DIGITS = 12


def _number(label: Any, **more: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=40, widget=widget, **more)


def _checked(clean: Callable[[str], str], text: str) -> str:
    try:
        return clean(text) if text else ""
    except IdentifierError as error:
        raise forms.ValidationError(str(error)) from error


class UnitPageForm(forms.Form):
    """The search: any of its fields will do."""

    rodzaj = forms.ChoiceField(label=_("Rodzaj"), choices=[("", _("wszystkie")), *UnitKind.choices], required=False)
    nip = _number("NIP")
    regon = _number("REGON")
    ksiega = _number(_("Numer księgi rejestrowej"))
    nazwa = forms.CharField(
        label=_("Nazwa jednostki"),
        help_text=_(
            "Dla podmiotów leczniczych i praktyk zawodowych zgodna z Rejestrem Podmiotów Wykonujących Działalność"
            " Leczniczą – RPWDL"
        ),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_nip(self) -> str:
        return _checked(clean_nip, self.cleaned_data["nip"])

    def clean_regon(self) -> str:
        return _checked(clean_regon, self.cleaned_data["regon"])

    def clean_ksiega(self) -> str:
        """Zeros in front may be left out, as people do when they say the number."""
        number = self.cleaned_data["ksiega"]
        return _checked(clean_register_number, number.zfill(REGISTER_DIGITS) if number else "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Wybierz „Rodzaj” albo wypełnij dowolne pole w wyszukiwarce."))
        return cleaned

    def search(self) -> UnitSearch:
        filled = self.cleaned_data
        return UnitSearch(
            kinds=(filled["rodzaj"],) if filled["rodzaj"] else (),
            nip=filled["nip"],
            regon=filled["regon"],
            register_number=filled["ksiega"],
            name=filled["nazwa"],
        )


class RolesPageForm(forms.Form):
    """Roles to choose from, telephone and e-mail."""

    roles = forms.MultipleChoiceField(
        label=_("Wybierz role, które będziesz pełnił w wybranej jednostce *"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Wybierz przynajmniej jedną rolę."),
            "invalid_choice": _("Wybierz role z listy: pozostałe już pełnisz albo o nie wnioskujesz."),
        },
    )
    phone = forms.CharField(
        label=_("Telefon *"),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": PHONE},
    )
    email = forms.EmailField(
        label=_("E-mail *"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": EMAIL, "invalid": EMAIL},
    )

    def __init__(self, *args: Any, offered: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.code, _role(role)) for role in offered]
        self.fields["roles"].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField

    def clean_phone(self) -> str:
        return _checked(clean_phone, self.cleaned_data["phone"])


def _role(role: Role) -> str:
    return format_html('{}<small class="soft">{}</small>', role.name, role.description)


class DeclarationPageForm(forms.Form):
    confirmed = forms.BooleanField(
        label=_("Potwierdzam zgodność danych ze stanem faktycznym *"),
        error_messages={
            "required": _("Zapoznaj się z treścią oświadczenia i potwierdź je przed wysłaniem wniosku"),
        },
    )


class FinishPageForm(forms.Form):
    when = forms.ChoiceField(
        label=_("Kiedy chcesz przekazać podpisany wniosek *"),
        choices=[("now", _("Teraz załączę plik")), ("later", _("Później załączę plik lub wyślę go mailem"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Wybierz, kiedy chcesz przekazać podpisany wniosek.")},
    )
