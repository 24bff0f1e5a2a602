# SPDX-License-Identifier: EUPL-1.2
"""Ways to the node that have begun, answers that were taken, and sign-ins that did not happen. No personal data."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ueoz.node.enums import RefusalKind


class Flow(models.Model):
    """One way to the node and back, of one tab of one browser."""

    relay = models.CharField(max_length=64, unique=True, editable=False)
    binder_hash = models.CharField(max_length=64, editable=False)
    request_id = models.CharField(max_length=64, editable=False)
    next_page = models.TextField(blank=True, editable=False)
    artifact = models.CharField(max_length=100, blank=True, editable=False)
    began_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("logowanie w toku")
        verbose_name_plural = _("logowania w toku")
        constraints = [
            models.UniqueConstraint(
                fields=["artifact"], condition=~Q(artifact=""), name="artifact_belongs_to_one_flow"
            ),
            models.CheckConstraint(condition=Q(used_at=None) | ~Q(artifact=""), name="used_flow_has_artifact"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.began_at:%Y-%m-%d %H:%M}"


class SeenAssertion(models.Model):
    """An assertion that was taken once and is not to be taken again."""

    digest = models.CharField(max_length=64, primary_key=True, editable=False)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest


class Refusal(models.Model):
    """A sign-in that did not happen, so that the help desk finds it by its number."""

    number = models.CharField(_("numer zdarzenia"), max_length=40, unique=True)
    at = models.DateTimeField(_("kiedy"), db_index=True)
    kind = models.CharField(_("powód"), max_length=20, choices=RefusalKind)
    detail = models.CharField(_("szczegóły"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("logowanie nieudane")
        verbose_name_plural = _("logowania nieudane")
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=RefusalKind.values), name="refusal_kind_is_known")]

    def __str__(self) -> str:
        return self.number
