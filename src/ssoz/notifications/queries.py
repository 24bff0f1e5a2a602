# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta

from django.db.models import Q, QuerySet

from shared import clock
from ssoz.notifications.models import Message

PATIENCE = timedelta(minutes=2)
GIVE_UP_AFTER = 20


def forgotten() -> list[int]:
    """Return messages whose job was lost or has failed; the oldest first."""
    waiting = Message.objects.filter(sent_at=None, attempts__lt=GIVE_UP_AFTER, written_at__lt=clock.now() - PATIENCE)
    return list(waiting.order_by("written_at").values_list("pk", flat=True)[:500])


def unsent() -> QuerySet[Message]:
    """Messages that have been tried in vain or wait too long; the oldest first."""
    waiting = Message.objects.filter(sent_at=None)
    return waiting.filter(Q(attempts__gt=0) | Q(written_at__lt=clock.now() - PATIENCE)).order_by("written_at", "pk")
