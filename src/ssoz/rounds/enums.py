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
    QUESTIONNAIRE = "questionnaire", _("ankieta")
    ASSIGNED = "assigned", _("przypisanie przez nadzorującego")


class PetitionKind(TextChoices):
    """What a unit asks its supervisor for."""

    CHANGE = "change", _("zmiana odpowiedzi w ankiecie")
    NOT_APPLICABLE = "not_applicable", _("nie dotyczy")
    MORE_TIME = "more_time", _("późniejszy termin")


class PetitionStatus(TextChoices):
    PENDING = "pending", _("czeka na decyzję")
    GRANTED = "granted", _("uwzględnione")
    REFUSED = "refused", _("odmowa")
    WITHDRAWN = "withdrawn", _("wycofane")
