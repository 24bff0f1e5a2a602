# SPDX-License-Identifier: EUPL-1.2
"""Who may see and who may change what hangs on a submission: its attachments, its printed application."""

from uuid import UUID

from ssoz.access.actors import Actor
from ssoz.applications.models import Submission
from ssoz.applications.queries.deciding import managed
from ssoz.applications.states import OPEN


def may_see(actor: Actor, collection: UUID) -> bool:
    """The applicant, and whoever manages users of the unit once the submission is finished."""
    if _own(actor, collection):
        return True
    finished = Submission.objects.filter(public_id=collection, finished_at__isnull=False)
    return finished.filter(managed(actor, unit="unit", role="applications__role")).exists()


def may_change(actor: Actor, collection: UUID) -> bool:
    """The applicant alone, from the numbers to the decision."""
    if not _own(actor, collection):
        return False
    return Submission.objects.filter(public_id=collection, applications__status__in=OPEN).exists()


def _own(actor: Actor, collection: UUID) -> bool:
    if actor.person_id is None:
        return False
    return Submission.objects.filter(public_id=collection, person=actor.person_id).exists()
