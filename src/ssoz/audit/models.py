# SPDX-License-Identifier: EUPL-1.2
"""The audit trail. No foreign keys: the trail outlives whatever it tells about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """One thing one person did. A trigger of the database refuses to change or remove it."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    person_id = models.BigIntegerField(null=True, editable=False)
    person_name = models.CharField(max_length=200, editable=False)
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
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(action=""), name="audit_event_has_action"),
            models.CheckConstraint(condition=~models.Q(object_type=""), name="audit_event_has_object_type"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.person_name} {self.action} {self.object_type} {self.object_id}"
