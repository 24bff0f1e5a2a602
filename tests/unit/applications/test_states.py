# SPDX-License-Identifier: EUPL-1.2
"""The life of an application by every (from, to, who): what stands here is allowed, everything else is not."""

from itertools import product

import pytest

from ssoz.applications.enums import ApplicationStatus, Party
from ssoz.applications.errors import NotAllowed
from ssoz.applications.states import DECIDED, MOVES, OPEN, REFUSALS, UNDECIDED, move

DRAFT, PENDING, APPROVED, REJECTED, ARCHIVED = ApplicationStatus
APPLICANT, ADMINISTRATOR, SYSTEM = Party

ALLOWED = {
    (DRAFT, PENDING, APPLICANT): "finish",
    (DRAFT, ARCHIVED, APPLICANT): "abandon",
    (DRAFT, ARCHIVED, SYSTEM): "expire",
    (PENDING, APPROVED, ADMINISTRATOR): "approve",
    (PENDING, REJECTED, ADMINISTRATOR): "reject",
    (PENDING, REJECTED, APPLICANT): "withdraw",
    (PENDING, ARCHIVED, ADMINISTRATOR): "archive",
    (PENDING, ARCHIVED, SYSTEM): "lapse",
    (REJECTED, ARCHIVED, ADMINISTRATOR): "archive",
    (REJECTED, ARCHIVED, SYSTEM): "lapse",
    (APPROVED, ARCHIVED, ADMINISTRATOR): "revoke",
}
NEED_A_REASON = {"reject", "archive", "revoke"}


@pytest.mark.parametrize(("source", "target", "party"), [*product(ApplicationStatus, ApplicationStatus, Party)])
def test_from_to_who(source: ApplicationStatus, target: ApplicationStatus, party: Party) -> None:
    moves = [one.name for one in MOVES if (one.source, one.target, one.party) == (source, target, party)]
    wanted = ALLOWED.get((source, target, party))
    assert moves == ([wanted] if wanted else [])


@pytest.mark.parametrize(("name", "source"), [*product(sorted(REFUSALS), ApplicationStatus)])
def test_a_move_by_its_name_or_a_sentence(name: str, source: ApplicationStatus) -> None:
    if any(wanted == name and known == source for (known, _target, _party), wanted in ALLOWED.items()):
        assert (move(name, source).name, move(name, source).source) == (name, source)
        return
    with pytest.raises(NotAllowed) as refused:
        move(name, source)
    sentence = refused.value.sentence
    assert sentence.endswith((f"Ten ma status „{source.label}”.", "wniosek roboczy."))


def test_every_move_has_its_refusal_and_its_action() -> None:
    assert {one.name for one in MOVES} == set(REFUSALS)
    assert {one.name for one in MOVES if one.needs_reason} == NEED_A_REASON
    assert all(one.action.startswith("application_") for one in MOVES)


def test_archived_is_the_end() -> None:
    assert not [one for one in MOVES if one.source == ARCHIVED]
    assert {one.source for one in MOVES} == set(ApplicationStatus) - {ARCHIVED}


def test_what_the_states_are_called_together() -> None:
    assert {DRAFT, PENDING} == OPEN
    assert {APPROVED, REJECTED} == DECIDED
    assert {PENDING, REJECTED} == UNDECIDED
