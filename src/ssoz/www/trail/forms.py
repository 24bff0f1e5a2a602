# SPDX-License-Identifier: EUPL-1.2
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shared.clock import WARSAW
from ssoz.audit.queries import Sought
from ssoz.audit.sentences import SENTENCES, title
from ssoz.www.trail.objects import TYPES


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class SearchPageForm(forms.Form):
    """What is asked of the trail. A filter that cannot be read is told, and nothing is shown instead of everything."""

    person = forms.CharField(label=_("Osoba"), required=False, max_length=200, help_text=_("Imię i nazwisko"))
    action = forms.ChoiceField(label=_("Czynność"), required=False)
    object_type = forms.ChoiceField(label=_("Rodzaj obiektu"), required=False, choices=[("", _("Wszystkie")), *TYPES])
    object_id = forms.CharField(
        label=_("Identyfikator obiektu"), required=False, max_length=60, help_text=_("Taki, jak w kolumnie „Obiekt”")
    )
    address = forms.GenericIPAddressField(label=_("Adres sieciowy"), required=False)
    since = _day(_("Od dnia"))
    until = _day(_("Do dnia"))
    person_id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        actions = sorted(((action, title(action)) for action in SENTENCES), key=lambda pair: pair[1].casefold())
        self.fields["action"].choices = [("", _("Wszystkie")), *actions]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Koniec jest wcześniejszy niż początek."))
        if cleaned.get("object_id") and not cleaned.get("object_type"):
            self.add_error("object_type", _("Wybierz rodzaj obiektu, którego jest ten identyfikator."))
        return cleaned

    def sought(self) -> Sought:
        good = dict(self.cleaned_data)
        since, until = good.pop("since"), good.pop("until")
        return Sought(
            **good,
            since=datetime.combine(since, time(), WARSAW) if since else None,
            until=datetime.combine(until + timedelta(days=1), time(), WARSAW) if until else None,
        )
