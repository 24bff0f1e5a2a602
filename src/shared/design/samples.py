# SPDX-License-Identifier: EUPL-1.2
"""Made-up content for the page that shows the components."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _


class SamplePageForm(forms.Form):
    """One field of each kind."""

    nip = forms.CharField(label=_("NIP"), help_text=_("10 cyfr, bez kresek"), min_length=10)
    beds = forms.IntegerField(label=_("Liczba łóżek"), required=False)
    kind = forms.ChoiceField(
        label=_("Rodzaj jednostki"), choices=[("hospital", _("szpital")), ("practice", _("praktyka lekarska"))]
    )
    answer = forms.ChoiceField(
        label=_("Czy jednostka ma umowę z NFZ?"),
        choices=[("yes", _("tak")), ("no", _("nie"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Powód zwrotu"), widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("Potwierdzam zgodność danych ze stanem faktycznym"))


@dataclass(frozen=True)
class Row:
    form: str
    title: str
    status: str
    filled: int


@dataclass(frozen=True)
class Tab:
    title: str
    url: str
    count: int | None


@dataclass(frozen=True)
class SampleFinding:
    severity: str
    href: str
    place: str
    message: str


ROWS = (
    Row("MZ-29", "Sprawozdanie o działalności szpitala ogólnego", "to_correct", 214),
    Row("MZ-88", "Sprawozdanie o pracujących", "to_fill", 31),
    Row("MZ-89", "Sprawozdanie o specjalistach", "to_verify", 77),
    Row("MZ-11", "Sprawozdanie o opiece ambulatoryjnej", "accepted", 120),
)
TABS = (
    Tab("Do wypełnienia", "#do-wypelnienia", 3),
    Tab("Do weryfikacji", "#do-weryfikacji", 2),
    Tab("Do korekty", "#do-korekty", 1),
    Tab("Zatwierdzone", "#zatwierdzone", 14),
    Tab("Wszystkie", "#wszystkie", None),
)
FINDINGS = (
    SampleFinding(
        "error", "#d2.w03.k2", "Dział 2, wiersz 03, kolumna 2", "Łóżka dla dzieci (40) to więcej niż łóżka razem (36)."
    ),
    SampleFinding(
        "warning",
        "#d2.w04.k13",
        "Dział 2, wiersz 04, kolumna 13",
        "Osobodni (9 340) to więcej niż łóżka × dni × 1,1 (8 833). Popraw lub wyjaśnij.",
    ),
    SampleFinding("explained", "#d2.w05.k7", "Dział 2, wiersz 05, kolumna 7", "Wyjaśniono: oddział otwarto w czerwcu."),
)
SWATCHES = ("accent", "neutral", "info", "success", "warning", "danger")


def dates(today: date) -> tuple[date, ...]:
    """Dates before, at and after today."""
    return tuple(today + timedelta(days=days) for days in (-3, 0, 1, 6, 90))
