# SPDX-License-Identifier: EUPL-1.2
"""Sentences supervisors write again and again when they return a report."""

from django.utils.translation import gettext_lazy as _

from ssoz.access.permissions import Text

TEMPLATES: dict[str, Text] = {
    "remarks": _("Proszę odnieść się do uwag przy wskazanych polach."),
    "compare": _("Proszę sprawdzić dane wskazane niżej: odbiegają od danych za poprzedni rok."),
    "register": _("Dane nie zgadzają się z rejestrem podmiotów wykonujących działalność leczniczą."),
    "other_form": _("Dane nie zgadzają się z innym sprawozdaniem jednostki za ten sam okres."),
    "explanation": _("Wyjaśnienie ostrzeżenia jest niewystarczające."),
    "missing": _("Brakuje danych o części działalności jednostki."),
    "wrong_unit": _("Sprawozdanie dotyczy innej jednostki albo innego okresu."),
}


def sentence(template: str, own: str) -> str:
    """The template's sentence, then what the supervisor added."""
    chosen = str(TEMPLATES[template]) if template in TEMPLATES else ""
    return "\n".join(part for part in (chosen, own.strip()) if part)
