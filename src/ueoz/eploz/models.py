# SPDX-License-Identifier: EUPL-1.2
"""Accounts of e-PLOZ as they were brought here, and the cases of those who migrate."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shared.encryption import Keyring
from ueoz.eploz.enums import OPEN, OUTCOMES, CaseState, Code

ENTRY_CONTEXT = "eploz_entry.pesel"
CASE_CONTEXT = "eploz_case.pesel"


class Entry(models.Model):
    """An account of e-PLOZ. Its password is erased once the person has migrated."""

    pesel_encrypted = models.TextField(editable=False)
    pesel_hash = models.CharField(max_length=64, unique=True, editable=False)
    given_name = models.CharField(_("imię"), max_length=100)
    family_name = models.CharField(_("nazwisko"), max_length=100)
    email = models.CharField(_("adres e-mail"), max_length=254, blank=True)
    login = models.CharField(_("login"), max_length=200)
    login_hash = models.CharField(max_length=64, unique=True, editable=False)
    password = models.CharField(max_length=400, blank=True, editable=False)
    imported_at = models.DateTimeField(_("sprowadzone"), db_default=Now(), editable=False)
    migrated_at = models.DateTimeField(_("przeniesione"), null=True)

    class Meta:
        verbose_name = _("konto e-PLOZ")
        verbose_name_plural = _("konta e-PLOZ")
        indexes = [
            models.Index(fields=["login_hash"], condition=Q(migrated_at=None), name="eploz_entry_with_password"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(migrated_at__isnull=True) | Q(password=""), name="eploz_entry_migrated_without_password"
            ),
            models.CheckConstraint(condition=~Q(login=""), name="eploz_entry_has_login"),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def pesel(self) -> str:
        return Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(self.pesel_encrypted, context=ENTRY_CONTEXT)


class Case(models.Model):
    """The migration of one person, from the first sign-in through the node to an account, or to where they stopped."""

    pesel_encrypted = models.TextField(editable=False)
    pesel_hash = models.CharField(max_length=64, editable=False)
    given_name = models.CharField(_("imię"), max_length=100)
    family_name = models.CharField(_("nazwisko"), max_length=100)
    state = models.CharField(_("stan"), max_length=20, choices=CaseState, default=CaseState.SEARCHING)
    code = models.CharField(_("kod zdarzenia"), max_length=3, choices=Code, blank=True)
    event_number = models.CharField(_("numer zdarzenia"), max_length=40, blank=True)
    email = models.CharField(_("adres e-mail w e-PLOZ"), max_length=254, blank=True)
    login = models.CharField(_("login w e-PLOZ"), max_length=200, blank=True)
    was_found = models.BooleanField(_("przeniesiono konto e-PLOZ"), default=False)
    began_at = models.DateTimeField(_("początek"))
    searched_at = models.DateTimeField(_("początek wyszukiwania"))
    picked_at = models.DateTimeField(_("podjęte przez zadanie"), null=True)
    decided_at = models.DateTimeField(_("wynik"), null=True)
    closed_at = models.DateTimeField(_("koniec"), null=True)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="cases")

    class Meta:
        verbose_name = _("migracja")
        verbose_name_plural = _("migracje")
        ordering = ["-began_at", "-id"]
        indexes = [
            models.Index(fields=["-decided_at"], name="eploz_case_by_time"),
            models.Index(fields=["pesel_hash"], name="eploz_case_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pesel_hash"], condition=Q(state__in=OPEN), name="eploz_case_one_open_per_person"
            ),
            models.UniqueConstraint(
                fields=["event_number"], condition=~Q(event_number=""), name="eploz_case_number_given_once"
            ),
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="eploz_case_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=OUTCOMES) | (~Q(event_number="") & Q(decided_at__isnull=False)),
                name="eploz_case_outcome_has_number_and_time",
            ),
            models.CheckConstraint(
                condition=(Q(state=CaseState.COMPLETED) & Q(account__isnull=False))
                | (~Q(state=CaseState.COMPLETED) & Q(account__isnull=True)),
                name="eploz_case_completed_with_account",
            ),
        ]

    def __str__(self) -> str:
        return self.event_number or f"{self.began_at:%Y-%m-%d %H:%M}"

    @property
    def pesel(self) -> str:
        return Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(self.pesel_encrypted, context=CASE_CONTEXT)

    @property
    def masked_pesel(self) -> str:
        """As much of the PESEL as people tell the help desk: the last three digits."""
        return "•" * 8 + self.pesel[-3:]
