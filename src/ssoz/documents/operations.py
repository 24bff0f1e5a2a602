# SPDX-License-Identifier: EUPL-1.2
"""Documents that are kept: a receipt is printed once and is the same file ever after."""

from hashlib import sha256
from io import BytesIO
from uuid import UUID

from django.db import transaction

from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.attachments.operations import keep_paper
from ssoz.attachments.queries import paper
from ssoz.audit.operations import record
from ssoz.documents.models import Receipt
from ssoz.documents.queries import facts_for
from ssoz.documents.receipts.facts import Facts
from ssoz.documents.receipts.printing import printed


def receipt(*, by: Actor, report: UUID, number: int) -> tuple[Facts, bytes]:
    """The receipt of one sending, as a person sees it who may read the report."""
    facts = facts_for(by, report, number)
    issued = Receipt.objects.filter(sending=facts.sending).order_by("-pk").first()
    kept = paper(issued.public_id) if issued else None
    return facts, kept if kept is not None else _issued(by, facts)


def _issued(by: Actor, facts: Facts) -> bytes:
    """Printed now. Two who ask at once print the same bytes, so the second finds the row of the first."""
    made = printed(facts)
    with transaction.atomic():
        row, is_new = Receipt.objects.get_or_create(
            digest=sha256(made).hexdigest(), defaults={"sending": facts.sending, "issued_at": now()}
        )
        if is_new:
            record(
                by=by,
                action="receipt_issued",
                object_type="report",
                object_id=str(facts.report.public_id),
                data={"number": facts.number, "digest": row.digest},
            )
    keep_paper(collection=row.public_id, content=BytesIO(made))
    return made
