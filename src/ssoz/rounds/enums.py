# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoundStatus(TextChoices):
    PLANNED = "planned", _("zaplanowany")
    OPEN = "open", _("otwarty")
    CLOSED = "closed", _("zamknięty")


class ObligationReason(TextChoices):
    UNIT_KIND = "unit_kind", _("rodzaj jednostki")
    ASSIGNED = "assigned", _("przypisanie przez nadzorującego")
