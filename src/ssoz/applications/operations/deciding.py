# SPDX-License-Identifier: EUPL-1.2
"""What an administrator decides. Under the row lock: an application decided or withdrawn meanwhile says so.

The message to the applicant is written in the same transaction: a decision that stands has been told, or will be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ssoz.access import operations as access
from ssoz.access.actors import Actor
from ssoz.access.errors import UserError
from ssoz.access.models import Profile
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.access.roles import ROLES
from ssoz.applications.errors import ApplicationError
from ssoz.applications.models import Application
from ssoz.applications.operations.moving import locked, transit
from ssoz.applications.policies import check_can_decide, check_profile_open, check_reason
from ssoz.applications.states import APPROVED, move
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.operations import write


@dataclass(frozen=True)
class Outcome:
    """What became of one application of several: decided, or not and why."""

    application: UUID
    number: str
    refusal: str = ""


def _to_decide(by: Actor, application: UUID, decision: str) -> Application:
    row = locked(application)
    require(by, Permission.USER_MANAGE, unit=row.profile.unit, subject=ROLES[row.role].subject or None)
    check_can_decide(row, by, decision)
    return row


@transaction.atomic
def approve(*, by: Actor, application: UUID) -> Application:
    """The person has the role from now on."""
    row = _to_decide(by, application, "approve")
    check_profile_open(row.profile)
    access.grant_role(by=by, profile=row.profile, role=row.role)
    transit(row, by, move("approve", row.status))
    _tell(row, MessageKind.APPLICATION_APPROVED)
    return row


@transaction.atomic
def reject(*, by: Actor, application: UUID, reason: str) -> Application:
    row = _to_decide(by, application, "reject")
    transit(row, by, move("reject", row.status), check_reason(reason))
    _tell(row, MessageKind.APPLICATION_REJECTED)
    return row


@transaction.atomic
def archive(*, by: Actor, application: UUID, reason: str) -> Application:
    row = _to_decide(by, application, "archive")
    transit(row, by, move("archive", row.status), check_reason(reason))
    return row


@transaction.atomic
def take_role(*, by: Actor, profile: Profile, role: str, reason: str) -> None:
    """Take a role away, and with it end the applications that brought it."""
    access.revoke_role(by=by, profile=profile, role=role, reason=reason)
    brought = Application.objects.select_for_update().filter(profile=profile, role=role, status=APPROVED)
    for application in brought:
        transit(application, by, move("revoke", application.status), reason.strip())


def decide_several(*, by: Actor, applications: Sequence[UUID], approving: bool, reason: str = "") -> list[Outcome]:
    """Judge each by itself, in its own transaction: what cannot be decided does not hold up the rest."""
    if not approving:
        check_reason(reason)
    return [_outcome(by, application, approving, reason) for application in dict.fromkeys(applications)]


def _outcome(by: Actor, application: UUID, approving: bool, reason: str) -> Outcome:
    try:
        if approving:
            done = approve(by=by, application=application)
        else:
            done = reject(by=by, application=application, reason=reason)
    except (ApplicationError, UserError, PermissionDenied) as refusal:
        number = Application.objects.filter(public_id=application).values_list("number", flat=True).first()
        return Outcome(application, number or "–", str(refusal))
    return Outcome(application, str(done.number))


def _tell(row: Application, kind: MessageKind) -> None:
    person = row.profile.person
    context = {
        "number": row.number,
        "role": ROLES[row.role].name,
        "unit": row.profile.unit.name,
        "reason": row.reason,
    }
    write(kind=kind, recipients=[row.submission.email or row.profile.email or person.email], context=context)
