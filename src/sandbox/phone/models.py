# SPDX-License-Identifier: EUPL-1.2
"""What arrives at telephones. They are outside: a code may be read there, which its sender keeps as a hash only."""

from django.db import models

from sandbox.citizens.models import Citizen


class Sms(models.Model):
    """One message."""

    objects: models.Manager["Sms"] = models.Manager()

    phone = models.CharField(max_length=20)
    sender = models.CharField(max_length=40)
    text = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["phone", "-sent_at"])]

    def __str__(self) -> str:
        return f"{self.phone}, {self.sent_at}"


class CardTries(models.Model):
    """How many wrong PINs an identity card has met of late."""

    objects: models.Manager["CardTries"] = models.Manager()

    citizen = models.OneToOneField(Citizen, models.CASCADE)
    wrong = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.citizen}: {self.wrong}"
