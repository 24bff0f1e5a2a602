# SPDX-License-Identifier: EUPL-1.2
"""Forms of the migration's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ueoz.accounts.forms import EmailPageForm
from ueoz.eploz.enums import Code

CODES = [("", _("wszystkie")), *((code, code) for code in Code.values)]


class DetailsPageForm(EmailPageForm):
    """„Aktualizacja danych”: the address and the terms."""

    terms = forms.BooleanField(
        label=_("Znam Warunki korzystania z serwisu"),
        error_messages={"required": _("Aby założyć konto, potwierdź, że znasz warunki korzystania z serwisu.")},
    )


class CasePageForm(forms.Form):
    """What the help desk looks for."""

    number = forms.CharField(label=_("Numer zdarzenia"), required=False, max_length=40)
    day = forms.DateField(label=_("Data"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    code = forms.ChoiceField(
        label=_("Kod zdarzenia"),
        required=False,
        choices=[("", _("wszystkie")), *((code, code) for code in Code.values)],
    )
