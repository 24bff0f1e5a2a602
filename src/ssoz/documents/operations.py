# SPDX-License-Identifier: EUPL-1.2
"""A receipt is printed once and is the same file ever after; a workbook that came back is written as it was shown.
What leaves the system as a file leaves an event behind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from django.db import transaction

from engine.answers import Change
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.attachments.operations import keep_paper
from ssoz.attachments.queries import paper
from ssoz.audit.operations import record
from ssoz.documents.models import Receipt
from ssoz.documents.paper.printing import of_report
from ssoz.documents.queries import facts_for
from ssoz.documents.receipts.facts import Facts
from ssoz.documents.receipts.printing import printed
from ssoz.documents.workbook.making import made as made_workbook
from ssoz.documents.workbook.plans import Plan
from ssoz.reports.operations import Saved, add_row, remove_row, save_cells
from ssoz.reports.queries import ReportDetails, report_for


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


def workbook(*, by: Actor, report: UUID, empty: bool) -> tuple[ReportDetails, bytes]:
    """The report as a workbook, for whoever may read it; also the empty one holds last year's values."""
    details = report_for(by, report)
    content = made_workbook(details, empty=empty)
    data = {"empty": empty, "version": details.report.version}
    record(by=by, action="workbook_downloaded", object_type="report", object_id=str(report), data=data)
    return details, content


def printed_form(*, by: Actor, report: UUID, empty: bool) -> tuple[ReportDetails, bytes]:
    """The report on paper, for whoever may read it."""
    details = report_for(by, report)
    content = of_report(details, empty=empty)
    data = {"empty": empty, "version": details.report.version}
    record(by=by, action="report_printed", object_type="report", object_id=str(report), data=data)
    return details, content


@dataclass(frozen=True)
class Applied:
    """What came of a plan: how many cells were asked for, and what stands in the way of some."""

    cells: int
    saved: Saved


@transaction.atomic
def apply_plan(*, by: Actor, plan: Plan, replacing: Collection[str] = ()) -> Applied:
    """Write what was shown: rows first, then all cells in one save, then rows that were emptied.

    `replacing`: conflicts in which the workbook shall win. A cell changed since the preview is not overwritten.
    """
    cells = [*plan.changes, *(cell for cell in plan.conflicts if cell[0] in replacing)]
    ids: dict[tuple[str, str], str] = {}
    for section, rows in plan.rows.items():
        added = add_row(by=by, report=plan.report, section=section, count=len(rows), edit=plan.names[section])
        there = added.sheet.added(section)
        end = there.index(added.row) + 1
        made = there[end - len(rows) : end]
        ids |= {(section, row): code for row, code in zip(rows, made, strict=True)}
    changes = [Change(_renamed(address, ids), was, now) for address, was, now in cells]
    saved = save_cells(by=by, report=plan.report, changes=changes)
    for section, row in plan.removed:
        saved = replace(saved, sheet=remove_row(by=by, report=plan.report, section=section, row=row).sheet)
    data = {"digest": plan.digest, "cells": len(cells), "rows": len(ids), "removed": len(plan.removed)}
    record(by=by, action="workbook_applied", object_type="report", object_id=str(plan.report), data=data)
    return Applied(len(cells) - len(saved.conflicts) - len(saved.problems), saved)


def _renamed(address: str, ids: Mapping[tuple[str, str], str]) -> str:
    section, row, column = address.split(".")
    return f"{section}.{ids.get((section, row), row)}.{column}"
