# SPDX-License-Identifier: EUPL-1.2
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DataSet(models.Model):
    """Accepted reports of a round as Parquet: from which reports, how many, when. The files stand in `folder`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.OneToOneField("rounds.Round", on_delete=models.PROTECT, related_name="data_set")
    reports = models.PositiveIntegerField(_("liczba sprawozdań"))
    rows = models.JSONField(_("liczba wierszy dodanych"), default=dict)
    digest = models.CharField(max_length=64)
    folder = models.CharField(max_length=200)
    built_at = models.DateTimeField(_("utworzony"))

    class Meta:
        verbose_name = _("zbiór danych")
        verbose_name_plural = _("zbiory danych")
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="data_set_digest_is_sha256"),
            models.CheckConstraint(condition=~Q(folder=""), name="data_set_has_folder"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.reports}"
