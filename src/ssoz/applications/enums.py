# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationStatus(TextChoices):
    DRAFT = "draft", _("Roboczy")
    PENDING = "pending", _("Oczekujący")
    APPROVED = "approved", _("Zatwierdzony")
    REJECTED = "rejected", _("Odrzucony")
    ARCHIVED = "archived", _("Zarchiwizowany")


class Party(TextChoices):
    """Who makes a move."""

    APPLICANT = "applicant", _("wnioskujący")
    ADMINISTRATOR = "administrator", _("administrator")
    SYSTEM = "system", _("system")


class Step(TextChoices):
    """Steps of the wizard, in the words of the manual."""

    UNIT = "unit", _("Wybór jednostki")
    ROLES = "roles", _("Wybór ról i dane kontaktowe")
    SUMMARY = "summary", _("Podsumowanie i zapisanie wniosku")
    DOWNLOAD = "download", _("Pobranie wniosku")
