# SPDX-License-Identifier: EUPL-1.2
"""Trusted profiles, and what of codes, links and attempts has to be remembered: hashes and moments."""

from django.db import models

from sandbox.citizens.models import Citizen


class TrustedProfile(models.Model):
    """Somebody's user name and password."""

    objects: models.Manager["TrustedProfile"] = models.Manager()

    citizen = models.OneToOneField(Citizen, models.CASCADE)
    user_name = models.CharField(max_length=60, unique=True)
    email = models.EmailField(unique=True)
    password = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.user_name


class Purpose(models.TextChoices):
    """What a code is for; it is good for nothing else."""

    SIGN_IN = "sign_in", "sign_in"
    PHONE = "phone", "phone"
    EMAIL = "email", "email"


class OneTimeCode(models.Model):
    """A code that was sent."""

    objects: models.Manager["OneTimeCode"] = models.Manager()

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    digest = models.CharField(max_length=64)
    tries_left = models.PositiveSmallIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class ResetLink(models.Model):
    """A link by which a forgotten password is set anew, once."""

    objects: models.Manager["ResetLink"] = models.Manager()

    digest = models.CharField(max_length=64, primary_key=True)
    profile = models.ForeignKey(TrustedProfile, models.CASCADE)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Attempt(models.Model):
    """Somebody tried something that is limited; whose name or address it was stands here as a hash."""

    objects: models.Manager["Attempt"] = models.Manager()

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"])]

    def __str__(self) -> str:
        return self.key
