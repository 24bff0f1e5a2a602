# SPDX-License-Identifier: EUPL-1.2
"""Systems that people enter through us, the keys we sign with, and what was handed out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from jwcrypto.jwk import JWK
from oauth2_provider.models import AbstractApplication
from oauthlib.common import Request

from ueoz.accounts.models import Account, Visit
from ueoz.provider.enums import ClientEventKind


class Client(AbstractApplication):  # type: ignore[misc]  # the toolkit has no types
    """A system that lets people in on our word."""

    objects: ClassVar[models.Manager["Client"]] = models.Manager()

    user = None  # a system belongs to nobody in particular

    initiate_login_uri = models.URLField(_("adres wejścia"), max_length=500, blank=True)
    backchannel_logout_uri = models.URLField(_("adres wylogowania"), max_length=500, blank=True)
    may_know_pesel = models.BooleanField(_("może poznać PESEL"), default=False)
    disabled_at = models.DateTimeField(_("wyłączony"), null=True, blank=True)

    class Meta:
        verbose_name = _("system")
        verbose_name_plural = _("systemy")
        ordering = ["name", "client_id"]
        constraints = [
            models.CheckConstraint(condition=~Q(client_id=""), name="client_has_id"),
            models.CheckConstraint(condition=~Q(redirect_uris=""), name="client_has_redirect_uri"),
            models.CheckConstraint(
                condition=Q(
                    client_type="confidential",
                    authorization_grant_type="authorization-code",
                    algorithm="RS256",
                    hash_client_secret=True,
                ),
                name="client_keeps_to_the_profile",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name or self.client_id)

    def is_usable(self, request: Request) -> bool:
        """Whether it may ask for anything; the toolkit calls this wherever a client appears."""
        return self.disabled_at is None

    @cached_property
    def jwk_key(self) -> JWK:
        """The key that signs tokens for this client now."""
        from ueoz.provider.keys import signing_key

        return signing_key()

    @property
    def addresses(self) -> list[str]:
        return str(self.redirect_uris).split()


class SigningKey(models.Model):
    """A key pair of the provider; which of them signs follows from the times."""

    kid = models.CharField(max_length=64, unique=True, editable=False)
    private_encrypted = models.TextField(editable=False)
    made_at = models.DateTimeField()
    signs_from = models.DateTimeField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("klucz podpisujący")
        verbose_name_plural = _("klucze podpisujące")
        ordering = ["-signs_from", "-id"]

    def __str__(self) -> str:
        return self.kid


class Authorization(models.Model):
    """A code handed out: to whom, in which visit, and what became of it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="authorizations")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="authorizations")
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    family = models.UUIDField(null=True, unique=True, editable=False)
    assurance = models.CharField(max_length=100)
    signed_in_at = models.DateTimeField()
    made_at = models.DateTimeField()
    redeemed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("udzielony dostęp")
        verbose_name_plural = _("udzielone dostępy")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.client} {self.made_at:%Y-%m-%d %H:%M}"


class ClientEvent(models.Model):
    """What was done to a client or to the keys, by whom. Rows are only ever added."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="events")
    kind = models.CharField(_("zdarzenie"), max_length=30, choices=ClientEventKind)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.CharField(_("kto"), max_length=200)
    at = models.DateTimeField(_("kiedy"))
    address = models.GenericIPAddressField(_("skąd"), null=True)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("zdarzenie systemu")
        verbose_name_plural = _("zdarzenia systemów")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ClientEventKind.values), name="client_event_kind_is_known"),
            models.CheckConstraint(condition=~Q(by=""), name="client_event_has_actor"),
        ]

    def __str__(self) -> str:
        return f"{ClientEventKind(self.kind).label} {self.at:%Y-%m-%d %H:%M}"


class Administrator(models.Model):
    """An account that may add and change clients."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="administrator")
    granted_at = models.DateTimeField(_("od"))

    class Meta:
        verbose_name = _("administrator UEOZ")
        verbose_name_plural = _("administratorzy UEOZ")

    def __str__(self) -> str:
        return str(self.account)
