# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundStatus(TextChoices):
    PLANNED = "planned", _("zaplanowany")
    OPENING = "opening", _("otwieranie")
    OPEN = "open", _("otwarty")
    CLOSED = "closed", _("zamknięty")


class RoundVersion(TextChoices):
    """Some forms are answered twice about the same period."""

    PRELIMINARY = "preliminary", _("wstępne")
    FINAL = "final", _("ostateczne")


class ObligationReason(TextChoices):
    UNIT_KIND = "unit_kind", _("rodzaj jednostki")
    ASSIGNED = "assigned", _("przypisanie przez nadzorującego")
