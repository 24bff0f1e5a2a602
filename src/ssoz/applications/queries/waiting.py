# SPDX-License-Identifier: EUPL-1.2
"""A person's applications that wait for a decision, and what is attached to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from shared.postgres.questions import Question
from ssoz.applications.models import Application
from ssoz.applications.queries.submissions import applications_of
from ssoz.applications.states import PENDING
from ssoz.attachments.enums import AttachmentStatus
from ssoz.attachments.queries import attachments_of

__all__ = ["Application", "anything_waits", "attached", "pending_of", "without_attachment"]


def pending_of(person: int) -> QuerySet[Application]:
    """What the person has handed in and nobody has decided on."""
    return applications_of(person).filter(status=PENDING)


def _waiting(person: int) -> "QuerySet[Application, tuple[Any, ...]]":
    found = Application.objects.filter(submission__person=person, status=PENDING, reminder_off=False)
    return found.order_by().values_list("pk")[:1]


_WAITS = Question(_waiting, person=-1)


def anything_waits(person: int) -> bool:
    """Whether there is anything that could be without an attachment; for most people there is not."""
    return _WAITS.row(person=person) is not None


def attached(applications: Iterable[Application]) -> Mapping[UUID, Sequence[str]]:
    """Names of the files of each submission; an unsafe one is no attachment. One query for all of them."""
    names = defaultdict[UUID, list[str]](list)
    collections = {application.submission.public_id for application in applications}
    for file in attachments_of(*collections).exclude(status=AttachmentStatus.UNSAFE) if collections else ():
        names[file.collection].append(file.name)
    return names


def without_attachment(person: int) -> tuple[Application, ...]:
    """What the person is reminded of at every sign-in, unless they have asked not to be."""
    waiting = list(pending_of(person).filter(reminder_off=False))
    files = attached(waiting)
    return tuple(application for application in waiting if not files[application.submission.public_id])
