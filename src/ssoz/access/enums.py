# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProfileStatus(TextChoices):
    """What a profile is good for; never stored, always derived."""

    BLOCKED = "blocked", _("zablokowany")
    ACTIVE = "active", _("aktywny")
    NOT_ACTIVATED = "not_activated", _("nieaktywowany")
    REJECTED = "rejected", _("odrzucony")


class LocalState(TextChoices):
    """Where a local account stands between its registration and an administrator's decision."""

    WAITING = "waiting", _("oczekuje na aktywację")
    ACTIVE = "active", _("aktywne")
    REFUSED = "refused", _("odrzucone")
