# SPDX-License-Identifier: EUPL-1.2
"""What kinds of forms there are; the values are those of the form files."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FormKind(TextChoices):
    NONFINANCIAL = "nonfinancial", _("niefinansowe")
    FINANCIAL = "financial", _("finansowe")
    CARD = "card", _("karty statystyczne")


class FormSubject(TextChoices):
    GENERAL = "general", _("ogólne")
    PSYCHIATRY = "psychiatry", _("psychiatria")
    ADDICTION = "addiction", _("uzależnienia")


class FormStatus(TextChoices):
    OFFICIAL = "official", _("wzór urzędowy")
    RECONSTRUCTED = "reconstructed", _("wzór odtworzony na podstawie publikacji")
