# SPDX-License-Identifier: EUPL-1.2
"""What the state of a migration allows, whoever asks."""

from datetime import timedelta

from shared import clock
from shared.names import same_family_name, same_given_name
from ueoz.eploz.directory import Found
from ueoz.eploz.enums import OPEN, OUTCOMES, CaseState, Code
from ueoz.eploz.errors import CaseMoved
from ueoz.eploz.models import Case

UNPICKED = timedelta(seconds=20)  # a worker that is there takes a job at once
UNDECIDED = timedelta(minutes=5)  # „może to potrwać kilka minut”
FRESH = timedelta(minutes=30)  # later, what e-PLOZ said may no longer be so


def outcome(case: Case, found: Found | None) -> tuple[CaseState, str]:
    """Compare what the node said with what e-PLOZ knows: the state, and the code people tell the help desk."""
    if found is None:
        return CaseState.NOT_FOUND, Code.NOT_FOUND
    family = same_family_name(case.family_name, found.family_name)
    if family and same_given_name(case.given_name, found.given_name):
        return CaseState.FOUND, ""
    return CaseState.MISMATCH, Code.MISMATCH


def is_stuck(case: Case) -> bool:
    """Whether nobody does the search any more: the worker is not there, or died over it."""
    if case.state != CaseState.SEARCHING:
        return False
    if case.picked_at is None:
        return clock.now() - case.searched_at > UNPICKED
    return clock.now() - case.picked_at > UNDECIDED


def is_stale(case: Case) -> bool:
    """Whether the outcome is so old that it is to be looked up again."""
    return case.decided_at is not None and clock.now() - case.decided_at > FRESH


def check_can_search_again(case: Case) -> None:
    """A search that failed or is stuck may be begun anew."""
    if case.state != CaseState.FAILED and not is_stuck(case):
        raise CaseMoved


def check_can_complete(case: Case) -> None:
    """An account is made only once the search has an outcome."""
    if case.state not in OUTCOMES:
        raise CaseMoved


def check_can_abandon(case: Case) -> None:
    """What is over cannot be broken off."""
    if case.state not in OPEN:
        raise CaseMoved
