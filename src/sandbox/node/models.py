# SPDX-License-Identifier: EUPL-1.2
"""What the node remembers: sign-ins under way, artifacts not yet fetched, sessions, and what telephones are asked."""

from django.db import models

from sandbox.citizens.models import Citizen
from sandbox.node.enums import ApprovalState, Means, SignInState


class SignIn(models.Model):
    """One request of a service, from its arrival to the answer; each tab has its own."""

    objects: models.Manager["SignIn"] = models.Manager()

    handle = models.CharField(max_length=43, primary_key=True)
    request_id = models.CharField(max_length=200)
    issuer = models.CharField(max_length=200)
    acs_url = models.URLField(max_length=500)
    relay_state = models.CharField(max_length=200, blank=True)
    assurance = models.CharField(max_length=100)
    force = models.BooleanField(default=True)
    binder = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=SignInState.choices, default=SignInState.WAITING)
    means = models.CharField(max_length=10, choices=Means.choices, blank=True)
    identity = models.JSONField(default=dict)
    ticket = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.handle


class NodeSession(models.Model):
    """Somebody is signed in at the node, for the service that asked."""

    objects: models.Manager["NodeSession"] = models.Manager()

    index = models.CharField(max_length=60, primary_key=True)
    name_id = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200)
    means = models.CharField(max_length=10, choices=Means.choices)
    identity = models.JSONField()
    created_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.index


class Artifact(models.Model):
    """An answer that waits to be fetched, once; without a session it is a refusal."""

    objects: models.Manager["Artifact"] = models.Manager()

    digest = models.CharField(max_length=64, primary_key=True)
    sign_in = models.ForeignKey(SignIn, models.CASCADE)
    session = models.ForeignKey(NodeSession, models.CASCADE, null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Approval(models.Model):
    """What a telephone is asked to confirm: with the application, or with an identity card held to it."""

    objects: models.Manager["Approval"] = models.Manager()

    code = models.CharField(max_length=8, unique=True)
    sign_in = models.ForeignKey(SignIn, models.CASCADE)
    means = models.CharField(max_length=10, choices=Means.choices)
    state = models.CharField(max_length=10, choices=ApprovalState.choices, default=ApprovalState.PENDING)
    citizen = models.ForeignKey(Citizen, models.CASCADE, null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code
