# SPDX-License-Identifier: EUPL-1.2
"""What an administrator decides. Under the row lock: an application decided or withdrawn meanwhile says so."""

from uuid import UUID

from django.db import transaction

from ssoz.access.actors import Actor
from ssoz.access.operations import grant_role
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.applications.models import Application
from ssoz.applications.operations.moving import locked, transit
from ssoz.applications.policies import check_can_decide, check_reason
from ssoz.applications.states import move


def _to_decide(by: Actor, application: UUID, decision: str) -> Application:
    row = locked(application)
    require(by, Permission.USER_MANAGE, unit=row.profile.unit)
    check_can_decide(row, by, decision)
    return row


@transaction.atomic
def approve(*, by: Actor, application: UUID) -> Application:
    """The person has the role from now on."""
    row = _to_decide(by, application, "approve")
    grant_role(by=by, profile=row.profile, role=row.role)
    transit(row, by, move("approve", row.status))
    return row


@transaction.atomic
def reject(*, by: Actor, application: UUID, reason: str) -> Application:
    row = _to_decide(by, application, "reject")
    transit(row, by, move("reject", row.status), check_reason(reason))
    return row


@transaction.atomic
def archive(*, by: Actor, application: UUID, reason: str) -> Application:
    row = _to_decide(by, application, "archive")
    transit(row, by, move("archive", row.status), check_reason(reason))
    return row
