# SPDX-License-Identifier: EUPL-1.2
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ssoz.attachments.enums import AttachmentStatus, MediaType


class Attachment(models.Model):
    """One file of a collection; `collection` is the public id of whatever it belongs to."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    collection = models.UUIDField(editable=False)
    name = models.CharField(_("nazwa pliku"), max_length=160)
    media_type = models.CharField(_("rodzaj"), max_length=40, choices=MediaType.choices)
    size = models.PositiveBigIntegerField(_("rozmiar"))
    digest = models.CharField("SHA-256", max_length=64)
    status = models.CharField(max_length=8, choices=AttachmentStatus, default=AttachmentStatus.WAITING)
    verdict = models.CharField(max_length=40, blank=True)
    signatures = models.JSONField(default=list, blank=True)
    page_count = models.PositiveSmallIntegerField(_("liczba stron"), default=0)
    uploaded_by = models.ForeignKey("access.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("załączony"))
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    scanned_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("załącznik")
        verbose_name_plural = _("załączniki")
        ordering = ["uploaded_at", "id"]
        indexes = [
            models.Index(fields=["collection", "uploaded_at"], name="attachment_by_collection"),
            models.Index(
                fields=["uploaded_at"], condition=Q(status="waiting", removed_at=None), name="attachment_waiting"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=AttachmentStatus.values), name="attachment_status_known"),
            models.CheckConstraint(condition=Q(media_type__in=MediaType.values), name="attachment_type_known"),
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="attachment_digest_sha256"),
            models.CheckConstraint(condition=Q(size__gt=0) & ~Q(name=""), name="attachment_has_name_and_content"),
            models.CheckConstraint(
                condition=Q(status="waiting", scanned_at=None) | (~Q(status="waiting") & Q(scanned_at__isnull=False)),
                name="attachment_waiting_until_scanned",
            ),
            models.CheckConstraint(
                condition=(Q(status="unsafe") & ~Q(verdict="")) | (~Q(status="unsafe") & Q(verdict="")),
                name="attachment_unsafe_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_waiting(self) -> bool:
        return self.status == AttachmentStatus.WAITING

    @property
    def is_safe(self) -> bool:
        return self.status == AttachmentStatus.SAFE
