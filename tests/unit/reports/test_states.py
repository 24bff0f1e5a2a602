# SPDX-License-Identifier: EUPL-1.2
import pytest

from ssoz.access.permissions import Permission
from ssoz.catalogue.enums import FormKind
from ssoz.reports.enums import ReportKind, ReportStatus
from ssoz.reports.errors import NotAllowed
from ssoz.reports.states import EDITABLE, MOVES, OWNERS, move

TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus
ALLOWED = {
    ("send", TO_FILL): TO_VERIFY,
    ("send", TO_CORRECT): TO_VERIFY,
    ("return", TO_VERIFY): TO_CORRECT,
    ("accept", TO_VERIFY): ACCEPTED,
    ("reopen", ACCEPTED): TO_CORRECT,
}


@pytest.mark.parametrize("status", ReportStatus)
@pytest.mark.parametrize("name", ["send", "return", "accept", "reopen"])
def test_a_report_moves_only_as_the_table_says(name: str, status: ReportStatus) -> None:
    target = ALLOWED.get((name, status))
    if target is None:
        with pytest.raises(NotAllowed) as refused:
            move(name, status)
        assert "można tylko" in refused.value.sentence
        assert refused.value.status == 409
    else:
        assert move(name, status).target == target


def test_every_status_has_an_owner() -> None:
    assert set(OWNERS) == set(ReportStatus)


def test_content_is_open_only_while_the_filler_owns_the_report() -> None:
    assert {TO_FILL, TO_CORRECT} == EDITABLE


def test_whatever_goes_back_to_the_filler_needs_a_reason() -> None:
    reasoned = {(step.name, step.source) for step in MOVES if step.needs_reason}
    assert reasoned == {(step.name, step.source) for step in MOVES if step.target == TO_CORRECT}


def test_every_move_names_a_permission_that_exists() -> None:
    for step in MOVES:
        names = {step.permission, *(f"{step.permission}_{kind.upper()}" for kind in FormKind.values)}
        assert names & set(Permission.__members__)


def test_kinds_of_reports_are_the_kinds_of_forms() -> None:
    assert set(ReportKind.values) == set(FormKind.values) - {FormKind.CARD.value}  # cards are not reports
