# SPDX-License-Identifier: EUPL-1.2
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ssoz.rounds.enums import ObligationReason, RoundStatus, RoundVersion


class Round(models.Model):
    """One edition of a form, asked for one period, with its dates; `expected`: how many obligations opening makes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey("catalogue.Edition", on_delete=models.PROTECT, related_name="rounds")
    period_start = models.DateField(_("początek okresu"))
    period_end = models.DateField(_("koniec okresu"))
    version = models.CharField(_("wersja danych"), max_length=12, choices=RoundVersion, default="", blank=True)
    opens_on = models.DateField(_("otwarcie"))
    due_on = models.DateField(_("termin złożenia"))
    closes_on = models.DateField(_("zamknięcie"))
    status = models.CharField(max_length=8, choices=RoundStatus, default=RoundStatus.PLANNED)
    expected = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-period_start", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "period_start", "version"], name="round_once_per_edition_period_and_version"
            ),
            models.CheckConstraint(condition=Q(status__in=RoundStatus.values), name="round_status_known"),
            models.CheckConstraint(condition=Q(version__in=["", *RoundVersion.values]), name="round_version_known"),
            models.CheckConstraint(condition=Q(period_start__lte=F("period_end")), name="round_period_in_order"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("due_on")) & Q(due_on__lte=F("closes_on")), name="round_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        period = f"{self.edition} {self.period_start:%d.%m.%Y}–{self.period_end:%d.%m.%Y}"
        return f"{period} {self.get_version_display()}".rstrip()

    @property
    def form(self) -> str:
        """The symbol of the form as people name the round: „MZ-03 wstępne”."""
        return f"{self.edition.form} {self.get_version_display()}".rstrip()


class Obligation(models.Model):
    """This unit owes an answer in this round, and why."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="obligations")
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="obligations")
    reason = models.CharField(max_length=16, choices=ObligationReason, default=ObligationReason.UNIT_KIND)
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="obligation_once_per_round_and_unit"),
            models.CheckConstraint(condition=Q(reason__in=ObligationReason.values), name="obligation_reason_known"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.round_id}"
