# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttachmentStatus(TextChoices):
    """What is known of a file; only a safe one can be read."""

    WAITING = "waiting", _("oczekuje na skanowanie")
    SAFE = "safe", _("bezpieczny")
    UNSAFE = "unsafe", _("niebezpieczny")


class MediaType(TextChoices):
    """What a file is by its content."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPG"
