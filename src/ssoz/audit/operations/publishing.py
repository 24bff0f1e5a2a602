# SPDX-License-Identifier: EUPL-1.2
"""Publishing the root: what the whole trail comes to, said where the database's rights do not reach."""

from pathlib import Path

import structlog
from django.conf import settings

from shared import clock
from ssoz.audit import roots
from ssoz.audit.models import Seal
from ssoz.audit.operations.sealing import seal_events

log = structlog.get_logger(__name__)


def publish_root() -> roots.Root | None:
    """Seal what there is and write the root into the file and into the log; None for an empty trail."""
    seal_events()
    last = Seal.objects.defer("digests").last()
    if last is None:
        return None
    root = roots.Root(
        at=clock.now().isoformat(timespec="seconds"),
        seal=last.number,
        event=last.horizon,
        events=last.total,
        root=last.root,
    )
    published = roots.append(Path(settings.AUDIT_ROOTS), root)
    log.warning("audit_root", seal=published.seal, events=published.events, root=published.root)
    return published
