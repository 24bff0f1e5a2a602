# SPDX-License-Identifier: EUPL-1.2
"""What happened to a profile, as sentences, the newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ssoz.access.roles import ROLES
from ssoz.applications.queries import UserDetails
from ssoz.audit.queries import events_of
from ssoz.audit.sentences import sentence

MOST = 100


@dataclass(frozen=True)
class Told:
    at: datetime
    sentence: str


def history(user: UserDetails) -> list[Told]:
    """Events of the profile and of its applications; who looked at it is the audit trail's business."""
    events = events_of("profile", str(user.profile.pk))
    for application in user.view.applications:
        events |= events_of("application", str(application.public_id))
    shown = events.exclude(action="people_viewed")[:MOST]
    return [Told(event.at, sentence(event.action, _words(event.data, event.person_name, user))) for event in shown]


def _words(data: Mapping[str, object], who: str, user: UserDetails) -> dict[str, object]:
    role = ROLES.get(str(data.get("role", "")))
    named = {"role": role.name} if role else {}
    return {**data, **named, "who": who, "object": f"{user.person.name}, {user.profile.unit.name}"}
