# SPDX-License-Identifier: EUPL-1.2
"""Rounds, what units owe in them and why, and what units ask of their supervisors.

People stand here as numbers and names without foreign keys: a trail outlives accounts.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ssoz.rounds.enums import ObligationReason, PetitionKind, PetitionStatus, RoundStatus, RoundVersion


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
    """This unit owes an answer in this round, and why. One that is released stays, with the reason."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="obligations")
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="obligations")
    reason = models.CharField(max_length=16, choices=ObligationReason, default=ObligationReason.UNIT_KIND)
    note = models.TextField(_("uzasadnienie"), default="", blank=True, db_default="")
    due_on = models.DateField()
    released_at = models.DateTimeField(_("zwolniona"), null=True, blank=True)
    released_because = models.TextField(_("powód zwolnienia"), default="", blank=True, db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(released_at__isnull=False), name="obligation_released"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="obligation_once_per_round_and_unit"),
            models.CheckConstraint(condition=Q(reason__in=ObligationReason.values), name="obligation_reason_known"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_because="")
                | (Q(released_at__isnull=False) & ~Q(released_because="")),
                name="obligation_released_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(reason=ObligationReason.ASSIGNED) | ~Q(note=""), name="obligation_assigned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} → {self.round_id}"


class Questionnaire(models.Model):
    """The file that says what units of a year are asked. Once one has answered, it stands as it is."""

    year = models.PositiveSmallIntegerField(_("rok"), unique=True)
    asked_from = models.DateField(_("pytamy od"))
    source = models.TextField(_("definicja"))
    path = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    governs = ArrayField(models.CharField(max_length=30), default=list)  # forms owed by answers, not by kinds of units
    published_at = models.DateTimeField(_("opublikowana"))

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="questionnaire_digest_is_sha256"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class Answers(models.Model):
    """What a unit answered for a year. `forms`: those that follow, each with the facts it follows from."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="answers")
    answers = models.JSONField(default=dict)
    forms = models.JSONField(default=dict)
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "unit"], name="answers_once_per_year_and_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.questionnaire_id}"


class Petition(models.Model):
    """A unit asks for other answers, for a release or for more time; a supervisor decides."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("o co"), max_length=16, choices=PetitionKind)
    status = models.CharField(_("stan"), max_length=10, choices=PetitionStatus, default=PetitionStatus.PENDING)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="petitions")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, null=True, related_name="petitions")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, null=True, related_name="petitions")
    answers = models.JSONField(null=True)  # as they should be
    before = models.JSONField(null=True)  # as they were
    due_on = models.DateField(_("termin, gdy o to wystąpiono"), null=True)
    until = models.DateField(_("prosi o termin"), null=True)
    reason = models.TextField(_("uzasadnienie"))
    person_id = models.BigIntegerField(null=True)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, default="", blank=True)
    decision = models.TextField(_("uzasadnienie decyzji"), default="", blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["unit", "-at"], name="petition_of_unit"),
            models.Index(fields=["at"], condition=Q(status=PetitionStatus.PENDING), name="petition_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PetitionKind.values), name="petition_kind_known"),
            models.CheckConstraint(condition=Q(status__in=PetitionStatus.values), name="petition_status_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="petition_has_reason"),
            models.CheckConstraint(
                condition=Q(kind=PetitionKind.CHANGE, obligation=None, questionnaire__isnull=False)
                | (~Q(kind=PetitionKind.CHANGE) & Q(obligation__isnull=False, questionnaire=None)),
                name="petition_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind=PetitionKind.CHANGE, answers__isnull=False)
                | (~Q(kind=PetitionKind.CHANGE) & Q(answers=None)),
                name="petition_for_change_says_which",
            ),
            models.CheckConstraint(
                condition=Q(kind=PetitionKind.MORE_TIME, until__isnull=False, due_on__lt=F("until"))
                | (~Q(kind=PetitionKind.MORE_TIME) & Q(until=None)),
                name="petition_for_time_says_until_when",
            ),
            models.CheckConstraint(
                condition=Q(status=PetitionStatus.PENDING, decided_at=None, decision="")
                | (Q(decided_at__isnull=False) & ~Q(status=PetitionStatus.PENDING)),
                name="petition_decided_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=PetitionStatus.REFUSED) | ~Q(decision=""), name="petition_refused_with_reason"
            ),
            models.UniqueConstraint(
                fields=["obligation", "kind"],
                condition=Q(status=PetitionStatus.PENDING, obligation__isnull=False),
                name="petition_once_about_an_obligation",
            ),
            models.UniqueConstraint(
                fields=["unit", "questionnaire"],
                condition=Q(status=PetitionStatus.PENDING, questionnaire__isnull=False),
                name="petition_once_about_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.kind}, {self.status})"

    @property
    def is_pending(self) -> bool:
        return self.status == PetitionStatus.PENDING


class CalendarLink(models.Model):
    """The secret part of the address where a person's calendar is fetched from; a new one ends the old one."""

    person = models.OneToOneField("access.Person", on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)
