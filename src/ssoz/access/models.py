# SPDX-License-Identifier: EUPL-1.2
"""Persons, their profiles, the roles of a profile."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ssoz.access.enums import LocalState
from ssoz.access.roles import ROLES


class Person(models.Model):
    """A natural person, known by what the identity provider calls them. There is no password here."""

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: tuple[str, ...] = ()
    is_active = is_authenticated = True
    is_anonymous = False

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issuer = models.CharField(max_length=200, editable=False)
    subject = models.CharField(max_length=255, editable=False)
    given_name = models.CharField(_("imię"), max_length=100)
    family_name = models.CharField(_("nazwisko"), max_length=100)
    email = models.EmailField(_("adres e-mail"), blank=True)
    pesel_encrypted = models.TextField(blank=True, editable=False)
    pesel_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    signed_in_at = models.DateTimeField(_("ostatnie logowanie"), null=True, editable=False)
    introduced_to = ArrayField(models.CharField(max_length=20), default=list, blank=True, editable=False)

    class Meta:
        verbose_name = _("osoba")
        verbose_name_plural = _("osoby")
        ordering = ["family_name", "given_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="person_known_once_to_issuer"),
            models.UniqueConstraint(fields=["pesel_hash"], condition=~Q(pesel_hash=""), name="person_has_one_account"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(issuer=""), name="person_has_subject"),
            models.CheckConstraint(
                condition=Q(pesel_encrypted="", pesel_hash="") | (~Q(pesel_encrypted="") & ~Q(pesel_hash="")),
                name="person_pesel_encrypted_and_hashed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Profile(models.Model):
    """A person acting for exactly one unit."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="profiles", verbose_name=_("osoba"))
    unit = models.ForeignKey(
        "registers.Unit", on_delete=models.PROTECT, related_name="profiles", verbose_name=_("jednostka")
    )
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    email = models.EmailField(_("adres e-mail"), blank=True)
    created_at = models.DateTimeField(_("data utworzenia"), auto_now_add=True)
    blocked_at = models.DateTimeField(_("zablokowany"), null=True, blank=True)
    blocked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    blocked_reason = models.TextField(_("powód zablokowania"), blank=True)

    class Meta:
        verbose_name = _("profil")
        verbose_name_plural = _("profile")
        ordering = ["unit__name_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "unit"], name="profile_one_per_person_and_unit"),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=True, blocked_by__isnull=True, blocked_reason="")
                | (Q(blocked_at__isnull=False) & ~Q(blocked_reason="")),
                name="profile_blocked_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.unit}"


class ProfileRole(models.Model):
    """A role as held in a profile from one moment to another."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("rola"), max_length=40, choices=[(role.code, role.name) for role in ROLES.values()])
    granted_at = models.DateTimeField(_("przypisana od"))
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(_("odebrana"), null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("rola w profilu")
        verbose_name_plural = _("role w profilach")
        ordering = ["granted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "role"], condition=Q(revoked_at__isnull=True), name="profile_role_held_once"
            ),
            models.CheckConstraint(condition=Q(role__in=list(ROLES)), name="profile_role_known"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True) | Q(revoked_at__gte=F("granted_at")),
                name="profile_role_revoked_after_granted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile}: {self.get_role_display()}"


class Session(AbstractBaseSession):
    """A session, and whose it is; `ssoz.access.session_store` keeps it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    provider_session = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("sesja")
        verbose_name_plural = _("sesje")


class SpentToken(models.Model):
    """A logout token that has done its work, for as long as it could come again."""

    digest = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("zużyty token wylogowania")
        verbose_name_plural = _("zużyte tokeny wylogowania")

    def __str__(self) -> str:
        return self.digest


class LegacyAccount(models.Model):
    """An account of SSOZ I as it was brought here. Its password is erased once its roles are carried over."""

    login = models.CharField(_("login"), max_length=200)
    login_hash = models.CharField(max_length=64, unique=True, editable=False)
    password = models.CharField(max_length=400, blank=True, editable=False)
    given_name = models.CharField(_("imię"), max_length=100)
    family_name = models.CharField(_("nazwisko"), max_length=100)
    email = models.EmailField(_("adres e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("jednostka"))
    roles = ArrayField(models.CharField(max_length=40), verbose_name=_("role"))
    created_on = models.DateField(_("założone"), null=True, blank=True)
    imported_at = models.DateTimeField(_("sprowadzone"), db_default=Now(), editable=False)
    transferred_at = models.DateTimeField(_("przeniesione"), null=True, blank=True)
    transferred_to = models.ForeignKey(
        Profile, on_delete=models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name=_("profil")
    )

    class Meta:
        verbose_name = _("konto SSOZ I")
        verbose_name_plural = _("konta SSOZ I")
        ordering = ["login", "id"]
        indexes = [
            models.Index(fields=["login_hash"], condition=Q(transferred_at=None), name="legacy_account_with_password")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(login=""), name="legacy_account_has_login"),
            models.CheckConstraint(
                condition=Q(roles__contained_by=list(ROLES), roles__len__gt=0), name="legacy_account_roles_known"
            ),
            models.CheckConstraint(
                condition=Q(transferred_at__isnull=True, transferred_to__isnull=True)
                | Q(transferred_at__isnull=False, transferred_to__isnull=False, password=""),
                name="legacy_account_transferred_without_password",
            ),
        ]

    def __str__(self) -> str:
        return self.login


class LocalAccount(models.Model):
    """An account with a login and a password of our own, where a deployment lets people have them (ADR 0090)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    login = models.CharField(_("login"), max_length=100)
    login_key = models.CharField(max_length=100, unique=True, editable=False)
    password = models.CharField(max_length=200, editable=False)
    given_name = models.CharField(_("imię"), max_length=100)
    family_name = models.CharField(_("nazwisko"), max_length=100)
    email = models.EmailField(_("adres e-mail"))
    phone = models.CharField(_("telefon"), max_length=40)
    unit = models.ForeignKey("registers.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("jednostka"))
    financial = models.BooleanField(_("upoważnienie do sprawozdań finansowych"), default=False)
    state = models.CharField(_("stan"), max_length=10, choices=LocalState.choices, default=LocalState.WAITING)
    registered_at = models.DateTimeField(_("zarejestrowane"))
    registered_from = models.GenericIPAddressField(null=True, editable=False)
    letter_at = models.DateTimeField(_("ostatni odnośnik do zmiany hasła"), null=True, editable=False)
    decided_at = models.DateTimeField(_("data decyzji"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(_("powód"), blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="local_account")

    class Meta:
        verbose_name = _("konto lokalne")
        verbose_name_plural = _("konta lokalne")
        ordering = ["registered_at", "id"]
        indexes = [models.Index(fields=["state", "registered_at"], name="local_account_by_state")]
        constraints = [
            models.CheckConstraint(condition=~Q(login="") & ~Q(password=""), name="local_account_has_login"),
            models.CheckConstraint(
                condition=Q(state=LocalState.WAITING, decided_at__isnull=True, person__isnull=True, reason="")
                | Q(state=LocalState.ACTIVE, decided_at__isnull=False, person__isnull=False, reason="")
                | (Q(state=LocalState.REFUSED, decided_at__isnull=False, person__isnull=True) & ~Q(reason="")),
                name="local_account_state_with_its_facts",
            ),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def number(self) -> str:
        """By which a paper that comes back is matched."""
        return f"R{self.pk:06}"
