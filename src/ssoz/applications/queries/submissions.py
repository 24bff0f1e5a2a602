# SPDX-License-Identifier: EUPL-1.2
"""A person's own submissions and applications."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ssoz.access.actors import Actor
from ssoz.applications.errors import ApplicationNotFound
from ssoz.applications.models import Application, Submission


def applications_of(person: int) -> QuerySet[Application]:
    """Everything a person has handed in, by number. What was never finished is no application yet."""
    rows = Application.objects.filter(profile__person=person, submission__finished_at__isnull=False)
    return rows.select_related("submission", "profile__unit", "decided_by")


def open_draft(person: int) -> Submission | None:
    """The submission the person has begun and not finished, with its applications once there are any."""
    rows = Submission.objects.filter(person=person, finished_at=None, closed_at=None)
    return _whole(rows).first()


def submission(by: Actor, public_id: UUID) -> Submission:
    """A submission of one's own."""
    found = _whole(Submission.objects.filter(public_id=public_id, person=by.person_id)).first()
    if found is None:
        raise ApplicationNotFound
    return found


def _whole(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    numbered = Prefetch("applications", Application.objects.order_by("year", "ordinal"))
    return rows.select_related("person", "unit", "profile").prefetch_related(numbered)
