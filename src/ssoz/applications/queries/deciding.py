# SPDX-License-Identifier: EUPL-1.2
"""What waits for a decision, as far as somebody's permission reaches."""

from django.db.models import QuerySet

from ssoz.access.actors import Actor
from ssoz.access.permissions import Permission
from ssoz.access.scopes import scope
from ssoz.applications.models import Application
from ssoz.applications.states import PENDING


def queue(actor: Actor, status: str = PENDING) -> QuerySet[Application]:
    """Applications of that status, the longest waiting first."""
    reach = scope(actor, Permission.USER_MANAGE).as_q(unit="profile__unit")
    rows = Application.objects.filter(reach, status=status, submission__finished_at__isnull=False)
    return rows.select_related("submission", "profile__unit", "profile__person").order_by("status_at", "id")
