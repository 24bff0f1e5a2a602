# SPDX-License-Identifier: EUPL-1.2
"""What the database lets in and what it refuses, whoever writes it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from shared import clock
from ssoz.applications.models import Application, Submission
from tests.factories import access
from tests.factories.applications import applicant, application_at, draft, finished, saved

pytestmark = pytest.mark.django_db
NOW = clock.now()


def refused(constraint: str, write: Callable[[], object]) -> bool:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()
    return True


APPLICATIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("application_numbers_begin_with_one", {"ordinal": 7}, {"ordinal": 0}),
    ("application_status_known", {"status": "draft"}, {"status": "lost"}),
    ("application_role_known", {"role": "reporter_financial"}, {"role": "reporter"}),
    (
        "application_decided_at_a_time",
        {"status": "approved", "decided_at": NOW},
        {"status": "approved", "decided_at": None},
    ),
    (
        "application_ended_with_a_reason",
        {"status": "archived", "reason": "Złożono nowy wniosek"},
        {"status": "archived", "reason": ""},
    ),
]


@pytest.mark.parametrize(("constraint", "good", "bad"), APPLICATIONS)
def test_an_application(constraint: str, good: dict[str, Any], bad: dict[str, Any]) -> None:
    rows = Application.objects.filter(pk=application_at("pending").pk)
    assert rows.update(**good) == 1
    assert refused(constraint, lambda: rows.update(**bad))


SUBMISSIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("submission_saved_when_complete", {"roles": ["reporter_financial"]}, {"roles": []}),
    ("submission_saved_when_complete", {"phone": "", "closed_at": NOW}, {"phone": "", "closed_at": None}),
    ("submission_finished_after_saved", {"finished_at": NOW}, {"finished_at": NOW, "saved_at": None}),
    ("submission_finished_after_saved", {"closed_at": NOW}, {"finished_at": NOW, "closed_at": NOW}),
    (
        "submission_adds_roles_to_a_profile",
        {"adds_roles": True},
        {"adds_roles": True, "profile": None, "saved_at": None},
    ),
]


@pytest.mark.parametrize(("constraint", "good", "bad"), SUBMISSIONS)
def test_a_submission(constraint: str, good: dict[str, Any], bad: dict[str, Any]) -> None:
    rows = Submission.objects.filter(pk=saved().pk)
    assert rows.update(**good) == 1
    assert refused(constraint, lambda: rows.update(**bad))


def test_a_person_has_one_open_draft_and_as_many_finished_ones_as_they_like() -> None:
    by = applicant()
    finished(by=by)
    open_one = draft("reporter_financial", by=by)
    assert refused("submission_one_draft_per_person", lambda: Submission.objects.create(person=open_one.person))
    assert Submission.objects.create(person=access.person()).pk


def test_a_role_of_a_profile_is_applied_for_once_at_a_time_and_a_number_given_once() -> None:
    made = application_at("pending")
    twin = {name: getattr(made, name) for name in ("submission", "profile", "role", "year", "status_at")}
    assert refused("application_one_open_per_role", lambda: Application.objects.create(**twin, ordinal=2))
    ended = {**twin, "status": "archived", "reason": "Złożono nowy wniosek"}
    assert refused("application_number_given_once", lambda: Application.objects.create(**ended, ordinal=1))
    assert Application.objects.create(**ended, ordinal=2).number == f"U000002/{made.year}"


def test_the_number_follows_from_year_and_ordinal() -> None:
    rows = Application.objects.filter(pk=application_at("pending").pk)
    rows.update(year=2023, ordinal=F("ordinal") + 4035)
    assert rows.get().number == "U004036/2023"
