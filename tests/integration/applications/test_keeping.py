# SPDX-License-Identifier: EUPL-1.2
"""What the system does by itself, in every state, and what only the applicant may."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from shared import clock
from ssoz.access.actors import Actor
from ssoz.applications import operations
from ssoz.applications.enums import ApplicationStatus
from ssoz.applications.errors import ApplicationError
from ssoz.applications.models import Application
from ssoz.applications.policies import DRAFT_LIFE, PENDING_LIFE, REJECTED_LIFE
from ssoz.audit.queries import events_of
from ssoz.jobs import tasks
from tests.factories import access
from tests.factories.applications import administrator, applicant, application_at

pytestmark = pytest.mark.django_db
DRAFT, PENDING, APPROVED, REJECTED, ARCHIVED = ApplicationStatus
DAY = timedelta(days=1)
LIVES = {DRAFT: DRAFT_LIFE, PENDING: PENDING_LIFE, REJECTED: REJECTED_LIFE}


@pytest.mark.parametrize("status", ApplicationStatus)
def test_each_state_has_its_time(status: ApplicationStatus) -> None:
    made = application_at(status)
    life = LIVES.get(status, 10 * PENDING_LIFE)
    for passed, expected in ((life - DAY, status), (life + DAY, ARCHIVED if status in LIVES else status)):
        with clock.advanced(passed):
            operations.keep()
        assert Application.objects.get(pk=made.pk).status == expected


def test_the_reason_of_a_rejection_outlives_its_archiving() -> None:
    made = application_at(REJECTED)
    with clock.advanced(REJECTED_LIFE + DAY):
        assert operations.keep() == 1
    made.refresh_from_db()
    assert made.reason == "Brak pieczęci jednostki"
    assert events_of("application", str(made.public_id))[0].person_name == "System"


def test_a_silent_application_says_why_it_ended() -> None:
    made = application_at(PENDING)
    with clock.advanced(PENDING_LIFE + DAY):
        operations.keep()
    made.refresh_from_db()
    assert made.reason == "Zarchiwizowany z powodu długiego braku zmian"


def test_it_is_done_every_night() -> None:
    made = application_at(DRAFT)
    with clock.advanced(DRAFT_LIFE + DAY):
        tasks.keep_applications(timestamp=0)
    made.refresh_from_db()
    assert (made.status, made.reason) == (ARCHIVED, "Nie zakończono w terminie")
    made.submission.refresh_from_db()
    assert (made.submission.phone, made.submission.email) == ("", "")


ACTORS: dict[str, Callable[[Application], Actor]] = {
    "applicant": lambda made: applicant(made.profile.person),
    "colleague": lambda made: access.actor(unit=made.profile.unit),
    "administrator": lambda made: administrator(),
}
DEEDS: dict[str, Callable[[Actor, Application], object]] = {
    "download": lambda by, made: operations.note_download(by=by, submission=made.submission.public_id),
    "finish": lambda by, made: operations.finish(by=by, submission=made.submission.public_id),
    "abandon": lambda by, made: operations.abandon(by=by),
    "withdraw": lambda by, made: operations.withdraw(by=by, application=made.public_id),
    "mute": lambda by, made: operations.mute_reminder(by=by, application=made.public_id),
}
TARGETS = {("abandon", DRAFT): ARCHIVED, ("withdraw", PENDING): REJECTED}


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("status", ApplicationStatus)
def test_every_deed_of_the_applicant_by_everybody_in_every_state(status: ApplicationStatus, actor: str) -> None:
    for deed, do in DEEDS.items():
        made = application_at(status)
        with suppress(ApplicationError):
            do(ACTORS[actor](made), made)
        after = Application.objects.get(pk=made.pk)
        own = actor == "applicant"
        assert after.status == (TARGETS.get((deed, status), status) if own else status), deed
        assert after.reminder_off == (own and deed == "mute" and status != DRAFT)


def test_withdrawing_says_by_whom() -> None:
    made = application_at(PENDING)
    operations.withdraw(by=applicant(made.profile.person), application=made.public_id)
    made.refresh_from_db()
    assert (made.get_status_display(), made.reason) == ("Odrzucony", "Wycofany przez wnioskującego")


def test_after_a_withdrawal_the_role_can_be_applied_for_again() -> None:
    by = applicant()
    made = application_at(PENDING, by=by)
    operations.withdraw(by=by, application=made.public_id)
    again = application_at(PENDING, by=by, unit=made.profile.unit)
    assert (again.profile, again.ordinal) == (made.profile, made.ordinal + 1)
