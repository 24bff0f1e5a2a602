# SPDX-License-Identifier: EUPL-1.2
"""What the system does by itself: drafts end after a time, and so does long silence."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.applications.models import Application, Submission
from ssoz.applications.operations.drafting import close
from ssoz.applications.operations.moving import transit
from ssoz.applications.policies import DRAFT_LIFE, PENDING_LIFE, REJECTED_LIFE
from ssoz.applications.states import PENDING, REJECTED, move

EXPIRED = gettext_noop("Nie zakończono w terminie")
SILENCE = gettext_noop("Zarchiwizowany z powodu długiego braku zmian")
AT_ONCE = 500


def keep() -> int:
    """Close what has waited too long; returns how many drafts and applications there were."""
    return _expire_drafts() + _lapse()


@transaction.atomic
def _expire_drafts() -> int:
    forgotten = Submission.objects.filter(
        finished_at=None, closed_at=None, changed_at__lt=clock.now() - DRAFT_LIFE
    ).select_for_update(skip_locked=True)[:AT_ONCE]
    for draft in forgotten:
        close(draft, SYSTEM, "expire", EXPIRED)
    return len(forgotten)


@transaction.atomic
def _lapse() -> int:
    now = clock.now()
    silent = Q(status=PENDING, status_at__lt=now - PENDING_LIFE) | Q(status=REJECTED, status_at__lt=now - REJECTED_LIFE)
    rows = Application.objects.filter(silent).select_for_update(skip_locked=True)[:AT_ONCE]
    for application in rows:
        transit(application, SYSTEM, move("lapse", application.status), application.reason or SILENCE)
    return len(rows)
