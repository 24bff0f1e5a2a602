# SPDX-License-Identifier: EUPL-1.2
"""Pages of running text, one template per language: `templates/public/<language>/<name>.html`."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DECLARED_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Prose:
    """A page, its address and its name in the footer."""

    name: str
    address: str
    title: str | Promise


PAGES = (
    Prose("data", "dane-osobowe/", _("Informacje o przetwarzaniu danych osobowych")),
    Prose("privacy", "polityka-prywatnosci/", _("Polityka prywatności")),
    Prose("accessibility", "deklaracja-dostepnosci/", _("Deklaracja dostępności")),
    Prose("terms", "warunki-korzystania/", _("Warunki korzystania")),
    Prose("help", "pomoc/", _("Jak korzystać z systemu")),
    Prose("glossary", "slowniczek/", _("Słowniczek")),
    Prose("contact", "kontakt/", _("Kontakt")),
)
