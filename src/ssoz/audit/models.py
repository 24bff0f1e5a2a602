# SPDX-License-Identifier: EUPL-1.2
"""The audit trail. It outlives whatever it tells about, so nothing in it is bound by the database to anything else."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Name(models.Model):
    """What somebody was called when they acted. The digest is part of the chain; name and salt can be forgotten."""

    person_id = models.BigIntegerField(default=0, editable=False)  # 0: the system, or somebody unknown
    name = models.CharField(max_length=200, editable=False)
    salt = models.CharField(max_length=32, editable=False)
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        indexes = [models.Index(fields=["person_id", "name"], name="audit_name_of_person")]  # not unique: nobody waits
        constraints = [models.CheckConstraint(condition=~Q(salt="") | Q(name=""), name="audit_name_forgotten_whole")]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One thing one person did. A trigger of the database refuses to change or remove it."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    person_id = models.BigIntegerField(null=True, editable=False)
    named = models.ForeignKey(
        Name, models.DO_NOTHING, db_column="name_id", db_constraint=False, db_index=False, related_name="+"
    )
    profile_id = models.BigIntegerField(null=True, editable=False)
    roles = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    address = models.GenericIPAddressField(null=True, editable=False)
    action = models.CharField(max_length=60, editable=False)
    object_type = models.CharField(max_length=60, editable=False)
    object_id = models.CharField(max_length=60, editable=False)
    data = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="audit_event_object"),
            models.Index(fields=["person_id", "-id"], name="audit_event_person"),
            models.Index(fields=["action", "-id"], name="audit_event_action"),
            models.Index(fields=["address", "-id"], name="audit_event_address"),
            GinIndex(F("data__people"), name="audit_event_people", condition=Q(action="people_viewed")),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_event_has_action"),
            models.CheckConstraint(condition=~models.Q(object_type=""), name="audit_event_has_object_type"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.person_name} {self.action} {self.object_type} {self.object_id}"

    @property
    def person_name(self) -> str:
        return self.named.name


class Seal(models.Model):
    """A link of the chain: which events were there, their digests, and the root of everything up to here."""

    number = models.BigIntegerField(primary_key=True, editable=False)
    sealed_at = models.DateTimeField(editable=False)
    horizon = models.BigIntegerField(editable=False)  # no number of an event above this one had been seen
    total = models.BigIntegerField(editable=False)  # events under this seal and all before
    events = models.TextField(editable=False)  # their numbers, as ssoz.audit.ranges writes them
    missing = models.TextField(editable=False)  # numbers below the horizon that may still come
    running = models.BigIntegerField(editable=False)  # transactions from this number on had not begun
    digests = models.BinaryField(editable=False)
    previous = models.CharField(max_length=64, editable=False)
    root = models.CharField(max_length=64, editable=False)
    signature = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["sealed_at"], name="audit_seal_time")]

    def __str__(self) -> str:
        return f"{self.number}: {self.root}"
