# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import Sought
from ssoz.www.supervisor.reasons import TEMPLATES, sentence

ALL_STATUSES = "all"


class QueuePageForm(forms.Form):
    """Filters of the queue. Whatever does not fit is left out rather than refused: an address may be old."""

    form = forms.ChoiceField(label=_("Formularz"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[*ReportStatus.choices, (ALL_STATUSES, _("Wszystkie"))]
    )
    voivodeship = forms.ChoiceField(label=_("Województwo"), required=False)
    text = forms.CharField(
        label=_("Jednostka"), required=False, max_length=200, help_text=_("Nazwa, NIP, REGON albo numer księgi")
    )

    def __init__(self, data: Any, *, forms_owed: list[str], voivodeships: dict[str, str]) -> None:
        filled = {"status": ReportStatus.TO_VERIFY.value, **{key: data[key] for key in data}}
        super().__init__(filled)
        self.fields["form"].choices = [("", _("Wszystkie")), *((form, form) for form in forms_owed)]  # type: ignore[attr-defined]  # a ChoiceField
        if voivodeships:
            self.fields["voivodeship"].choices = [("", _("Wszystkie")), *voivodeships.items()]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["voivodeship"]

    def sought(self) -> Sought:
        self.is_valid()
        good = self.cleaned_data
        status = good.get("status", "")
        return Sought(
            form=good.get("form", ""),
            status="" if status == ALL_STATUSES else status,
            voivodeship=good.get("voivodeship", ""),
            text=good.get("text", ""),
        )


class DecisionPageForm(forms.Form):
    """What goes with every decision: the version the supervisor was looking at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReturnPageForm(DecisionPageForm):
    """A ready sentence is enough of a reason; without one the supervisor says it in their own words."""

    use_required_attribute = False
    template = forms.ChoiceField(
        label=_("Gotowe zdanie"), required=False, choices=[("", _("– własnymi słowami –")), *TEMPLATES.items()]
    )
    reason = forms.CharField(
        label=_("Co trzeba poprawić"),
        error_messages={"required": _("Podaj powód zwrotu.")},
        max_length=3500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zobaczy to jednostka, przy sprawozdaniu i na liście. Najlepiej podać dział, wiersz i kolumnę."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("template") and self.has_error("reason", "required"):
            del self.errors["reason"]
        return cleaned

    @property
    def words(self) -> str:
        return sentence(self.cleaned_data["template"], self.cleaned_data.get("reason", ""))


class ReopenPageForm(forms.Form):
    reason = forms.CharField(
        label=_("Powód ponownego otwarcia"),
        max_length=3500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Podaj powód ponownego otwarcia.")},
    )
