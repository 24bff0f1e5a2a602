# SPDX-License-Identifier: EUPL-1.2
"""The life of an application: one table from → to with who makes the move and what is told.

The diagram in docs/states/ is printed from this table and checked for drift.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ssoz.applications.enums import ApplicationStatus, Party
from ssoz.applications.errors import NotAllowed
from ssoz.applications.events import (
    ApplicationApproved,
    ApplicationArchived,
    ApplicationEvent,
    ApplicationRejected,
    ApplicationSubmitted,
    ApplicationWithdrawn,
)

DRAFT, PENDING, APPROVED, REJECTED, ARCHIVED = ApplicationStatus
APPLICANT, ADMINISTRATOR, SYSTEM = Party

OPEN = frozenset({DRAFT, PENDING})  # at most one of them for a role of a profile
DECIDED = frozenset({APPROVED, REJECTED})
UNDECIDED = frozenset({PENDING, REJECTED})  # a profile with one of these may still become active


@dataclass(frozen=True)
class Move:
    name: str
    source: ApplicationStatus
    target: ApplicationStatus
    party: Party
    event: type[ApplicationEvent]
    action: str
    needs_reason: bool = False


MOVES = (
    Move("finish", DRAFT, PENDING, APPLICANT, ApplicationSubmitted, action="application_submitted"),
    Move("abandon", DRAFT, ARCHIVED, APPLICANT, ApplicationArchived, action="application_abandoned"),
    Move("expire", DRAFT, ARCHIVED, SYSTEM, ApplicationArchived, action="application_expired"),
    Move("approve", PENDING, APPROVED, ADMINISTRATOR, ApplicationApproved, action="application_approved"),
    Move(
        "reject",
        PENDING,
        REJECTED,
        ADMINISTRATOR,
        ApplicationRejected,
        action="application_rejected",
        needs_reason=True,
    ),
    Move("withdraw", PENDING, REJECTED, APPLICANT, ApplicationWithdrawn, action="application_withdrawn"),
    Move(
        "archive",
        PENDING,
        ARCHIVED,
        ADMINISTRATOR,
        ApplicationArchived,
        action="application_archived",
        needs_reason=True,
    ),
    Move(
        "archive",
        REJECTED,
        ARCHIVED,
        ADMINISTRATOR,
        ApplicationArchived,
        action="application_archived",
        needs_reason=True,
    ),
    Move("lapse", PENDING, ARCHIVED, SYSTEM, ApplicationArchived, action="application_lapsed"),
    Move("lapse", REJECTED, ARCHIVED, SYSTEM, ApplicationArchived, action="application_lapsed"),
    Move(
        "revoke",
        APPROVED,
        ARCHIVED,
        ADMINISTRATOR,
        ApplicationArchived,
        action="application_revoked",
        needs_reason=True,
    ),
)

REFUSALS = {
    "finish": gettext_noop("Zakończyć można tylko wniosek roboczy."),
    "abandon": gettext_noop("Porzucić można tylko wniosek roboczy."),
    "expire": gettext_noop("Wygasa tylko wniosek roboczy."),
    "approve": gettext_noop("Zatwierdzić można tylko wniosek oczekujący. Ten ma status „%(status)s”."),
    "reject": gettext_noop("Odrzucić można tylko wniosek oczekujący. Ten ma status „%(status)s”."),
    "withdraw": gettext_noop("Wycofać można tylko wniosek oczekujący. Ten ma status „%(status)s”."),
    "archive": gettext_noop("Zarchiwizować można wniosek oczekujący albo odrzucony. Ten ma status „%(status)s”."),
    "lapse": gettext_noop("Archiwizowany jest wniosek oczekujący albo odrzucony. Ten ma status „%(status)s”."),
    "revoke": gettext_noop("Odebrać można tylko rolę z wniosku zatwierdzonego. Ten ma status „%(status)s”."),
}


def move(name: str, source: str) -> Move:
    """The move of that name out of this state, or the sentence that refuses it."""
    for candidate in MOVES:
        if candidate.name == name and candidate.source == source:
            return candidate
    raise NotAllowed(_(REFUSALS[name]) % {"status": ApplicationStatus(source).label})
