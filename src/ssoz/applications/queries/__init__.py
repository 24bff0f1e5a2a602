# SPDX-License-Identifier: EUPL-1.2
"""What one may know of applications."""

from ssoz.applications.models import Submission
from ssoz.applications.queries.deciding import (
    Case,
    Sought,
    case_for,
    next_waiting,
    queue,
    queue_page,
    waiting_count,
)
from ssoz.applications.queries.offers import RoleOffer, role_offer
from ssoz.applications.queries.permitted import may_change, may_see
from ssoz.applications.queries.profiles import HeldRole, ProfileView, profiles_of, with_status
from ssoz.applications.queries.submissions import applications_of, open_draft, submission
from ssoz.applications.queries.users import UserDetails, UserSearch, user_for, users_page
from ssoz.applications.queries.waiting import (
    Application,
    anything_waits,
    attached,
    pending_of,
    without_attachment,
)

__all__ = [
    "Application",
    "Case",
    "HeldRole",
    "ProfileView",
    "RoleOffer",
    "Sought",
    "Submission",
    "UserDetails",
    "UserSearch",
    "anything_waits",
    "applications_of",
    "attached",
    "case_for",
    "may_change",
    "may_see",
    "next_waiting",
    "open_draft",
    "pending_of",
    "profiles_of",
    "queue",
    "queue_page",
    "role_offer",
    "submission",
    "user_for",
    "users_page",
    "waiting_count",
    "with_status",
    "without_attachment",
]
