# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ssoz.notifications.enums import MessageKind


class Message(models.Model):
    """One e-mail to one person, kept as it was written."""

    kind = models.CharField(_("rodzaj"), max_length=40, choices=MessageKind.choices)
    recipient = models.EmailField(_("adresat"))
    subject = models.CharField(_("temat"), max_length=200)
    body = models.TextField(_("treść"))
    written_at = models.DateTimeField(_("napisana"), db_default=Now(), editable=False)
    sent_at = models.DateTimeField(_("wysłana"), null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(_("próby"), default=0, editable=False)
    last_error = models.TextField(_("ostatni błąd"), blank=True, editable=False)

    class Meta:
        verbose_name = _("wiadomość")
        verbose_name_plural = _("wiadomości")
        indexes = [
            models.Index(fields=["written_at"], condition=models.Q(sent_at=None), name="notifications_message_waiting")
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(subject=""), name="notifications_message_has_subject"),
            models.CheckConstraint(
                condition=models.Q(kind__in=MessageKind.values), name="notifications_message_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"
