# SPDX-License-Identifier: EUPL-1.2
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ssoz.catalogue.enums import FormKind, FormStatus, FormSubject


class Edition(models.Model):
    """A form as it stands for one year: its file, and the code lists it was published with."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form = models.CharField(_("symbol"), max_length=30)
    year = models.PositiveSmallIntegerField(_("rok"))
    title = models.CharField(_("tytuł"), max_length=500)
    title_en = models.CharField(_("tytuł angielski"), max_length=500, blank=True)
    kind = models.CharField(_("rodzaj"), max_length=16, choices=FormKind.choices)
    subject = models.CharField(_("zakres"), max_length=16, choices=FormSubject.choices)
    status = models.CharField(_("wzór"), max_length=16, choices=FormStatus.choices)
    path = models.CharField(max_length=200, blank=True)
    source = models.TextField(_("definicja"))
    lists = models.JSONField(_("słowniki"), default=dict)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("opublikowany"))
    frozen_at = models.DateTimeField(_("zamrożony"), null=True, blank=True)

    class Meta:
        verbose_name = _("edycja formularza")
        verbose_name_plural = _("edycje formularzy")
        ordering = ["-year", "form"]
        constraints = [
            models.UniqueConstraint(fields=["form", "year"], name="edition_once_a_year"),
            models.CheckConstraint(condition=Q(kind__in=FormKind.values), name="edition_kind_known"),
            models.CheckConstraint(condition=Q(subject__in=FormSubject.values), name="edition_subject_known"),
            models.CheckConstraint(condition=Q(status__in=FormStatus.values), name="edition_status_known"),
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="edition_digest_is_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.form} ({self.year})"

    @property
    def is_reconstructed(self) -> bool:
        """People are told: „wzór odtworzony na podstawie publikacji”."""
        return self.status == FormStatus.RECONSTRUCTED
