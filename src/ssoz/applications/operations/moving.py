# SPDX-License-Identifier: EUPL-1.2
"""Taking an application in hand and moving it from one state to another."""

from uuid import UUID

from shared import clock
from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.applications.errors import ApplicationNotFound
from ssoz.applications.models import Application
from ssoz.applications.states import APPROVED, REJECTED, Move
from ssoz.audit.operations import record


def locked(application: UUID) -> Application:
    """The application with its row locked: of two who decide at once the second sees what the first did."""
    rows = Application.objects.select_for_update(of=("self",)).select_related(
        "profile__unit", "profile__person", "submission"
    )
    try:
        return rows.get(public_id=application)
    except Application.DoesNotExist:
        raise ApplicationNotFound from None


def transit(application: Application, by: Actor, move: Move, reason: str = "") -> None:
    """Make the move, write it down, tell it on commit."""
    application.status = move.target
    application.status_at = clock.now()
    if reason:
        application.reason = reason
    if move.target in {APPROVED, REJECTED}:
        application.decided_at = application.status_at
        application.decided_by_id = by.person_id
    application.save(update_fields=["status", "status_at", "reason", "decided_at", "decided_by"])
    data = {"number": application.number, "role": application.role, "reason": reason}
    record(by=by, action=move.action, object_type="application", object_id=str(application.public_id), data=data)
    publish(move.event(application.public_id, reason))
