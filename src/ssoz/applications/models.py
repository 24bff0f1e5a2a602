# SPDX-License-Identifier: EUPL-1.2
"""What one walk through the wizard makes, and the applications in it: one a role, each with its number."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat, Greatest, Length, LPad
from django.utils.translation import gettext_lazy as _

from ssoz.access.models import Person, Profile
from ssoz.access.roles import ROLES
from ssoz.applications.enums import ApplicationStatus, Step
from ssoz.applications.states import DECIDED, OPEN
from ssoz.registers.models import Unit

DIGITS = 6


class Submission(models.Model):
    """A unit, roles and contact data; a draft until it is finished, at most one of them open for a person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="submissions", verbose_name=_("osoba"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("jednostka"))
    profile = models.ForeignKey(
        Profile, on_delete=models.PROTECT, null=True, related_name="submissions", verbose_name=_("profil")
    )
    adds_roles = models.BooleanField(_("nowe role do profilu"), default=False)
    roles = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    email = models.EmailField(_("adres e-mail"), blank=True)
    begun_at = models.DateTimeField(_("rozpoczęty"), auto_now_add=True)
    changed_at = models.DateTimeField(_("zmieniony"), auto_now=True)
    saved_at = models.DateTimeField(_("zapisany"), null=True, blank=True)
    downloaded_at = models.DateTimeField(_("pobrany"), null=True, blank=True)
    finished_at = models.DateTimeField(_("data złożenia"), null=True, blank=True)
    closed_at = models.DateTimeField(_("porzucony"), null=True, blank=True)
    paper_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("złożenie wniosku")
        verbose_name_plural = _("złożenia wniosków")
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-id"], name="submission_by_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(finished_at__isnull=True, closed_at__isnull=True),
                name="submission_one_draft_per_person",
            ),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True)
                | (Q(unit__isnull=False, profile__isnull=False) & ~Q(roles=[]) & ~Q(phone="") & ~Q(email=""))
                | Q(closed_at__isnull=False),
                name="submission_saved_when_complete",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(saved_at__isnull=False, closed_at__isnull=True),
                name="submission_finished_after_saved",
            ),
            models.CheckConstraint(
                condition=Q(adds_roles=False) | Q(profile__isnull=False, unit__isnull=False),
                name="submission_adds_roles_to_a_profile",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.unit or '–'}"

    @property
    def step(self) -> Step:
        """Where the wizard goes on."""
        if self.saved_at:
            return Step.DOWNLOAD
        if self.unit_id is None:
            return Step.UNIT
        return Step.SUMMARY if self.roles and self.phone and self.email else Step.ROLES

    @property
    def is_open(self) -> bool:
        return self.finished_at is None and self.closed_at is None


def _number() -> Concat:
    """`U000001/2026`; should a year see its millionth application, the number grows by a digit."""
    text = models.TextField()
    ordinal = Cast("ordinal", text)
    width = Greatest(Value(DIGITS), Length(ordinal))
    return Concat(Value("U"), LPad(ordinal, width, Value("0")), Value("/"), Cast("year", text), output_field=text)


class Application(models.Model):
    """One person applies for one role in one profile."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="applications")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="applications")
    role = models.CharField(_("wnioskowana rola"), max_length=40, choices=[(r.code, r.name) for r in ROLES.values()])
    year = models.PositiveSmallIntegerField(editable=False)
    ordinal = models.PositiveIntegerField(editable=False)
    number = models.GeneratedField(
        expression=_number(), output_field=models.CharField(_("numer wniosku"), max_length=20), db_persist=True
    )
    status = models.CharField(
        _("status"), max_length=12, choices=ApplicationStatus.choices, default=ApplicationStatus.DRAFT
    )
    status_at = models.DateTimeField(_("data ostatniej zmiany statusu"))
    reason = models.TextField(_("powód"), blank=True)
    decided_at = models.DateTimeField(_("data decyzji"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reminder_off = models.BooleanField(_("nie przypominaj o braku załącznika"), default=False)

    class Meta:
        verbose_name = _("wniosek")
        verbose_name_plural = _("wnioski")
        ordering = ["year", "ordinal"]
        indexes = [
            models.Index(fields=["status", "status_at"], name="application_by_status"),
            models.Index(fields=["number"], name="application_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["year", "ordinal"], name="application_number_given_once"),
            models.UniqueConstraint(
                fields=["profile", "role"], condition=Q(status__in=sorted(OPEN)), name="application_one_open_per_role"
            ),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="application_numbers_begin_with_one"),
            models.CheckConstraint(condition=Q(status__in=ApplicationStatus.values), name="application_status_known"),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="application_role_known"),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(DECIDED)) | Q(decided_at__isnull=False),
                name="application_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[ApplicationStatus.REJECTED, ApplicationStatus.ARCHIVED]) | ~Q(reason=""),
                name="application_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Series(models.Model):
    """The last number given in a year. Its row is locked by whoever takes the next ones, until they commit."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("seria numerów")
        verbose_name_plural = _("serie numerów")

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
