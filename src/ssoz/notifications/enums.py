# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    """What a message is about; each has a template of the same name."""

    REPORT_RETURNED = "report_returned", _("Sprawozdanie zwrócone do korekty")
    REPORT_ACCEPTED = "report_accepted", _("Sprawozdanie zatwierdzone")
