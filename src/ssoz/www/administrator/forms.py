# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ssoz.catalogue.queries import definition, editions
from ssoz.rounds.enums import RoundVersion
from ssoz.rounds.policies import RoundDates


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class RoundPageForm(forms.Form):
    edition = forms.TypedChoiceField(label=_("Formularz"), coerce=int)
    version = forms.ChoiceField(
        label=_("Wersja danych"),
        choices=[("", _("bez wersji")), *RoundVersion.choices],
        required=False,
        help_text=_("Tylko w formularzach składanych dwa razy za ten sam okres."),
    )
    period_start = _day(_("Początek okresu"))
    period_end = _day(_("Koniec okresu"))
    opens_on = _day(_("Otwarcie"))
    due_on = _day(_("Termin złożenia"), help_text=_("Puste: termin z formularza."), required=False)
    closes_on = _day(_("Zamknięcie"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(edition.pk, str(edition)) for edition in editions()]
        self.fields["edition"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """What the form says of its dates holds unless somebody says otherwise."""
        cleaned = super().clean() or {}
        if "edition" in cleaned and "due_on" in cleaned and cleaned["due_on"] is None:
            cleaned["due_on"] = definition(cleaned["edition"]).due_of(cleaned.get("version", "")).unit
            if cleaned["due_on"] is None:
                self.add_error("due_on", _("Formularz nie podaje terminu. Wpisz go."))
        return cleaned

    @property
    def dates(self) -> RoundDates:
        days = {name: value for name, value in self.cleaned_data.items() if name not in {"edition", "version"}}
        return RoundDates(**days)
