# SPDX-License-Identifier: EUPL-1.2
"""Whether a receipt is genuine, and what one is made of."""

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.db.models import QuerySet

from shared.clock import WARSAW
from ssoz.access.actors import Actor
from ssoz.documents.errors import ReceiptNotFound
from ssoz.documents.models import Receipt
from ssoz.documents.receipts.facts import Facts, bare, number_parts
from ssoz.reports.models import Sending
from ssoz.reports.queries import report_for
from ssoz.rounds.periods import period_words


@dataclass(frozen=True)
class Genuine:
    """What anybody may know of a genuine receipt: what stands on its paper, without the person and the content."""

    number: str
    form: str
    title: str
    period: str
    unit: str
    sent_at: datetime
    is_zero: bool
    superseded_at: datetime | None

    @classmethod
    def of(cls, facts: Facts) -> "Genuine":
        round, sent = facts.report.round, facts.sending
        later = Sending.objects.filter(report=sent.report_id, number__gt=sent.number).order_by("-number").first()
        return cls(
            number=facts.number,
            form=round.form,
            title=facts.definition.title.pl,
            period=period_words(round.period_start, round.period_end),
            unit=facts.report.unit.name,
            sent_at=sent.at,
            is_zero=sent.is_zero,
            superseded_at=later.at if later else None,
        )


def facts_for(actor: Actor, report: UUID, number: int) -> Facts:
    """One sending of a report that this person may read."""
    found = report_for(actor, report).report
    sending = Sending.objects.filter(report=found, number=number).first()
    if sending is None:
        raise ReceiptNotFound
    return Facts(sending, found)


def genuine(number: str, digest: str) -> Genuine | None:
    """Of a number and a digest as people type them; None where they do not belong together."""
    facts = facts_of_number(number)
    matches = facts is not None and compare_digest(facts.seal.encode(), bare(digest).encode())
    return Genuine.of(facts) if facts and matches else None


def genuine_file(digest: str) -> Genuine | None:
    """Of the SHA-256 of a file: only a file that left here, bit by bit, is one."""
    known = Receipt.objects.filter(digest=digest).values_list("sending_id", flat=True).first()
    found = _sendings().filter(pk=known).first() if known else None
    return Genuine.of(Facts(found, found.report)) if found else None


def facts_of_number(number: str) -> Facts | None:
    parts = number_parts(number)
    sending = _sendings().filter(pk=parts[0]).first() if parts and parts[0] < 2**63 else None
    if sending is None or parts is None or sending.at.astimezone(WARSAW).year != parts[1]:
        return None
    return Facts(sending, sending.report)


def _sendings() -> QuerySet[Sending]:
    return Sending.objects.select_related("report__unit", "report__round__edition").defer(
        "report__answers", "report__packed", "report__round__edition__source", "report__round__edition__lists"
    )
