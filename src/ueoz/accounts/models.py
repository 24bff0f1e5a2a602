# SPDX-License-Identifier: EUPL-1.2
"""Accounts, their sessions and what happened to them."""

import secrets
import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from shared.encryption import Keyring
from ueoz.accounts.enums import AccountState, EventKind, SessionEnd

PESEL_CONTEXT = "accounts_account.pesel"
NODE_CONTEXT = "accounts_session.node"


def new_subject() -> str:
    """Return what the person is called in tokens: it says nothing and never changes."""
    return secrets.token_urlsafe(24)


class Account(AbstractBaseUser):
    """A natural person, known by the PESEL the national node vouches for. There is no password here."""

    USERNAME_FIELD = "subject"
    REQUIRED_FIELDS = []

    objects: ClassVar[models.Manager["Account"]] = models.Manager()

    password = None  # type: ignore[assignment]  # Django's way to leave an inherited field out
    last_login = None  # the same

    subject = models.CharField(max_length=100, unique=True, default=new_subject, editable=False)
    given_name = models.CharField(_("imię"), max_length=100)
    family_name = models.CharField(_("nazwisko"), max_length=100)
    birth_date = models.DateField(_("data urodzenia"), null=True, blank=True)
    pesel_encrypted = models.TextField(editable=False)
    pesel_hash = models.CharField(max_length=64, unique=True, editable=False)
    email = models.EmailField(_("adres e-mail"))
    email_verified_at = models.DateTimeField(_("adres potwierdzony"), null=True, blank=True)
    state = models.CharField(_("stan"), max_length=20, choices=AccountState, default=AccountState.TO_VERIFY)
    is_help_desk = models.BooleanField(_("dział obsługi"), default=False)
    terms_accepted_at = models.DateTimeField(_("warunki przyjęte"), null=True, blank=True)
    created_at = models.DateTimeField(_("utworzone"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("konto")
        verbose_name_plural = _("konta")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(subject=""), name="account_has_subject"),
            models.CheckConstraint(
                condition=~Q(pesel_hash="") & ~Q(pesel_encrypted=""), name="account_pesel_encrypted_and_hashed"
            ),
            models.CheckConstraint(condition=Q(state__in=AccountState.values), name="account_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=AccountState.ACTIVE) | Q(email_verified_at__isnull=False),
                name="account_active_with_verified_email",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's own is a constant
        return self.state == AccountState.ACTIVE

    @property
    def pesel(self) -> str:
        """The person's PESEL; for pages of their own and for clients that may know it."""
        return Keyring.parse(settings.ENCRYPTION_KEYS).decrypt(self.pesel_encrypted, context=PESEL_CONTEXT)


class Session(models.Model):
    """One browser in which a person is or was signed in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    began_at = models.DateTimeField(_("początek"))
    active_at = models.DateTimeField(_("ostatnia czynność"))
    ended_at = models.DateTimeField(_("koniec"), null=True)
    ended_by = models.CharField(_("powód"), max_length=20, choices=SessionEnd, blank=True)
    address = models.GenericIPAddressField(_("adres"), null=True)
    browser = models.CharField(_("przeglądarka"), max_length=300, blank=True)
    assurance = models.CharField(_("poziom wiarygodności"), max_length=100)
    authority = models.CharField(_("środek identyfikacji"), max_length=200, blank=True)
    node_encrypted = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("sesja")
        verbose_name_plural = _("sesje")
        ordering = ["-began_at", "-id"]
        indexes = [models.Index(fields=["account", "-began_at"], name="session_of_account")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by="")
                | (Q(ended_at__isnull=False, ended_at__gte=F("began_at")) & Q(ended_by__in=SessionEnd.values)),
                name="session_ends_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.began_at:%Y-%m-%d %H:%M}"


class Visit(models.Model):
    """A system one has entered in a session, without signing in again."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="visits")
    client_id = models.CharField(max_length=100)
    client_name = models.CharField(_("system"), max_length=200)
    first_at = models.DateTimeField(_("pierwsze wejście"))
    last_at = models.DateTimeField(_("ostatnie wejście"))

    class Meta:
        ordering = ["first_at", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "client_id"], name="visit_once_per_client")]

    def __str__(self) -> str:
        return f"{self.client_name} ({self.session})"


class Verification(models.Model):
    """A link sent to an address: whoever opens it reads what comes there."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="verifications")
    email = models.EmailField(_("adres e-mail"))
    client_id = models.CharField(_("system, do którego szła osoba"), max_length=100, blank=True)
    asked_at = models.DateTimeField(_("zamówiona"))
    expires_at = models.DateTimeField(_("ważna do"))
    sent_at = models.DateTimeField(_("wysłana"), null=True)
    used_at = models.DateTimeField(_("otwarta"), null=True)
    dropped_at = models.DateTimeField(_("unieważniona"), null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["account", "-asked_at"], name="verification_of_account")]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="verification_lasts"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(dropped_at__isnull=True), name="verification_used_or_dropped"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.asked_at:%Y-%m-%d %H:%M}"


class Event(models.Model):
    """What happened to an account: who, what, when, from where. Rows are only ever added."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("zdarzenie"), max_length=30, choices=EventKind)
    by = models.CharField(_("kto"), max_length=120)
    at = models.DateTimeField(_("kiedy"))
    address = models.GenericIPAddressField(_("skąd"), null=True)
    browser = models.CharField(_("przeglądarka"), max_length=300, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("zdarzenie")
        verbose_name_plural = _("zdarzenia")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["account", "-at"], name="event_of_account")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_is_known"),
            models.CheckConstraint(condition=~Q(by=""), name="event_has_actor"),
        ]

    def __str__(self) -> str:
        return f"{EventKind(self.kind).label} {self.at:%Y-%m-%d %H:%M}"
