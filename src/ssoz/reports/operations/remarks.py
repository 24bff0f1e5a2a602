# SPDX-License-Identifier: EUPL-1.2
"""What people write at cells: notes of the reporter, remarks of the supervisor, answers to them.

A remark is written while a sending is verified; the unit sees it once the report is returned and answers it before it
sends again. Nothing is rewritten: a note is put aside, a remark can be taken back only before the unit knows it.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from engine.answers import Sheet
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.reports.enums import RemarkKind, ReportStatus
from ssoz.reports.errors import BadRequest, NotAllowed
from ssoz.reports.models import CellRemark, Report
from ssoz.reports.operations.locking import lock_to_decide, lock_to_fill
from ssoz.reports.policies import check_can_decide, check_can_edit, check_place, check_text, is_told
from ssoz.reports.queries.forms import form_of


def _write(by: Actor, row: Report, remark: CellRemark) -> CellRemark:
    """Signs it and keeps it."""
    remark.report = row
    remark.text = check_text(remark.text)
    remark.sending = row.times_sent
    remark.person_id, remark.person_name, remark.unit_name = by.person_id, by.person_name, by.unit_name
    remark.at = now()
    remark.save()
    return remark


def _record(by: Actor, action: str, row: Report, address: str) -> None:
    record(by=by, action=action, object_type="report", object_id=str(row.public_id), data={"cell": address})


@transaction.atomic
def note_cell(*, by: Actor, report: UUID, address: str, text: str) -> CellRemark:
    """A note at a cell, for whoever reads the report."""
    row, _on_behalf = lock_to_fill(by, report)
    check_can_edit(row)
    check_place(form_of(row), Sheet.from_json(row.answers), address)
    note = _write(by, row, CellRemark(kind=RemarkKind.NOTE, address=address, text=text))
    _record(by, "report_cell_noted", row, address)
    return note


@transaction.atomic
def put_note_aside(*, by: Actor, report: UUID, note: int) -> CellRemark:
    row, _on_behalf = lock_to_fill(by, report)
    check_can_edit(row)
    found = _of(row, note, RemarkKind.NOTE)
    if not found.resolved:
        found.resolved = True
        found.save(update_fields=["resolved"])
        _record(by, "report_note_put_aside", row, found.address)
    return found


@transaction.atomic
def remark_cell(*, by: Actor, report: UUID, address: str, text: str) -> CellRemark:
    """What the supervisor wants corrected or explained at this cell; told when the report is returned."""
    row = lock_to_decide(by, report)
    check_can_decide(row, by, "return")
    check_place(form_of(row), Sheet.from_json(row.answers), address)
    remark = _write(by, row, CellRemark(kind=RemarkKind.REMARK, address=address, text=text))
    _record(by, "report_cell_remarked", row, address)
    return remark


@transaction.atomic
def take_remark_back(*, by: Actor, report: UUID, remark: int) -> str:
    """As long as the unit does not know it; says at which cell it stood."""
    row = lock_to_decide(by, report)
    check_can_decide(row, by, "return")
    found = _of(row, remark, RemarkKind.REMARK)
    if is_told(found, row):
        raise NotAllowed(_("Jednostka już zna tę uwagę, nie można jej usunąć."))
    found.delete()
    _record(by, "report_remark_taken_back", row, found.address)
    return found.address


@transaction.atomic
def answer_remark(*, by: Actor, report: UUID, remark: int, text: str) -> CellRemark:
    """What was corrected, or why the value is right."""
    row, _on_behalf = lock_to_fill(by, report)
    check_can_edit(row)
    if row.status != ReportStatus.TO_CORRECT:
        raise NotAllowed(_("Na uwagi odpowiada się, gdy sprawozdanie jest w korekcie."))
    found = _of(row, remark, RemarkKind.REMARK)
    answer = _write(by, row, CellRemark(kind=RemarkKind.ANSWER, address=found.address, text=text, to=found))
    _record(by, "report_cell_answered", row, found.address)
    found.resolved = True
    found.save(update_fields=["resolved"])
    return answer


def _of(row: Report, number: int, kind: RemarkKind) -> CellRemark:
    found = CellRemark.objects.filter(report=row, pk=number, kind=kind).first()
    if found is None:
        raise BadRequest(_("Nie ma już takiego wpisu."))
    return found
