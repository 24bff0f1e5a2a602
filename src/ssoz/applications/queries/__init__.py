# SPDX-License-Identifier: EUPL-1.2
"""What one may know of applications."""

from ssoz.applications.queries.deciding import queue
from ssoz.applications.queries.offers import RoleOffer, role_offer
from ssoz.applications.queries.permitted import may_change, may_see
from ssoz.applications.queries.submissions import applications_of, open_draft, submission

__all__ = [
    "RoleOffer",
    "applications_of",
    "may_change",
    "may_see",
    "open_draft",
    "queue",
    "role_offer",
    "submission",
]
