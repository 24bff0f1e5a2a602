# SPDX-License-Identifier: EUPL-1.2
"""Pages of running text, one template per language: `templates/pages/<language>/<name>.html`."""

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
    Prose("what", "czym-sa-ueoz/", _("Czym są UEOZ?")),
    Prose("help", "pomoc/", _("Pomoc")),
    Prose("terms", "warunki-korzystania/", _("Warunki korzystania z serwisu")),
    Prose("privacy", "polityka-prywatnosci/", _("Polityka prywatności")),
    Prose("accessibility", "deklaracja-dostepnosci/", _("Deklaracja dostępności")),
)
