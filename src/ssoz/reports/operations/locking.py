# SPDX-License-Identifier: EUPL-1.2
"""Taking a report in hand: one row lock, so that two people write one after the other, and the right to touch it."""

from uuid import UUID

from ssoz.access.actors import Actor
from ssoz.access.permissions import for_kind
from ssoz.access.policies import require
from ssoz.reports.errors import ReportNotFound
from ssoz.reports.models import Report

NEEDED = (
    *(
        f"{field.name}"
        for field in Report._meta.concrete_fields
        if field.name not in ("packed", "edited_at", "edited_by", "sent_at", "sent_by")
    ),
    *(f"unit__{name}" for name in ("name", "kind", "character", "teryt", "voivodeship", "activity_code", "attributes")),
    *(f"round__{name}" for name in ("status", "period_start", "period_end", "edition")),
    *(f"round__edition__{name}" for name in ("form", "kind", "subject", "digest")),
)


def locked(public_id: UUID) -> Report:
    """The report with its row locked until the transaction ends."""
    try:
        return (
            Report.objects.select_for_update(of=("self",))
            .select_related("unit", "round__edition")
            .only(*NEEDED)
            .get(public_id=public_id)
        )
    except Report.DoesNotExist:
        raise ReportNotFound from None


def require_fill(by: Actor, report: Report) -> bool:
    """Own unit or on behalf of another one; says whether it is on behalf."""
    edition = report.round.edition
    on_behalf = by.unit_id != report.unit_id
    name = "REPORT_FILL_ON_BEHALF" if on_behalf else "REPORT_FILL"
    require(by, for_kind(name, edition.kind), unit=report.unit, subject=edition.subject)
    return on_behalf


def lock_to_fill(by: Actor, public_id: UUID) -> tuple[Report, bool]:
    report = locked(public_id)
    return report, require_fill(by, report)


def lock_to_decide(by: Actor, public_id: UUID) -> Report:
    report = locked(public_id)
    edition = report.round.edition
    require(by, for_kind("REPORT_VERIFY", edition.kind), unit=report.unit, subject=edition.subject)
    return report
