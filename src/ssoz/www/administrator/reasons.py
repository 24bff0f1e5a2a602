# SPDX-License-Identifier: EUPL-1.2
"""Sentences written again and again when an application is rejected, and how they go together with own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ssoz.access.permissions import Text

LONGEST = 3500
OWN_WORDS = ("", _("– własnymi słowami –"))
TEMPLATES: dict[str, Text] = {
    "unsigned": _("Wniosek nie został podpisany przez kierownika jednostki."),
    "applicant": _("Wniosek nie został podpisany przez osobę wnioskującą."),
    "stamp": _("Na wniosku brakuje pieczęci jednostki."),
    "altered": _("Załączony dokument różni się od wniosku zapisanego w systemie."),
    "unreadable": _("Załączony dokument jest nieczytelny albo niekompletny."),
    "missing": _("Nie otrzymaliśmy podpisanego wniosku."),
    "wrong_unit": _("Wniosek dotyczy jednostki, w której osoba nie pracuje."),
    "wrong_role": _("Wybrana rola nie odpowiada zadaniom osoby w jednostce."),
}


def sentence(template: str, own: str) -> str:
    """The template's sentence, then what was added."""
    chosen = str(TEMPLATES[template]) if template in TEMPLATES else ""
    return "\n".join(part for part in (chosen, own.strip()) if part)


class RejectPageForm(forms.Form):
    """A ready sentence is enough of a reason; without one it is said in own words."""

    use_required_attribute = False
    template = forms.ChoiceField(label=_("Gotowe zdanie"), required=False, choices=[OWN_WORDS, *TEMPLATES.items()])
    reason = forms.CharField(
        label=_("Powód odrzucenia"),
        error_messages={"required": _("Podaj powód odrzucenia.")},
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zobaczy go osoba wnioskująca: w wiadomości e-mail i na stronie „Moje konto”."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("template") and self.has_error("reason", "required"):
            del self.errors["reason"]
        return cleaned

    @property
    def words(self) -> str:
        return sentence(self.cleaned_data["template"], self.cleaned_data.get("reason", ""))


class ReasonPageForm(forms.Form):
    """Why somebody loses a role, or is blocked or unblocked."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Powód"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Podaj powód.")},
        help_text=_("Zobaczy go osoba, której dotyczy decyzja."),
    )
