# SPDX-License-Identifier: EUPL-1.2
"""Filling in: cells merge under a row lock, computed cells are stored with the rest, nothing typed is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from engine import answers
from engine.answers import CellProblem, Change, Conflict, Sheet
from shared.clock import now
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.reports.errors import BadRequest
from ssoz.reports.models import Explanation, Report
from ssoz.reports.operations.locking import lock_to_fill
from ssoz.reports.operations.repeating import fresh, last_row, left_by, made_before, names_of
from ssoz.reports.operations.writing import Deed, changed, edited
from ssoz.reports.policies import check_can_edit, check_explanation, check_reason
from ssoz.reports.queries.findings import findings_of, values_of
from ssoz.reports.queries.forms import compiled_of, form_of, period_of


@dataclass(frozen=True)
class Saved:
    report: Report
    sheet: Sheet
    problems: Sequence[CellProblem] = ()
    conflicts: Sequence[Conflict] = ()
    row: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)  # what edits made before had left in their cells
    made: tuple[int, ...] = ()  # versions of the report that came of it


def store(report: Report, by: Actor, on_behalf: bool, sheet: Sheet, deed: Deed) -> Sheet:
    """The sheet with what follows from it, its history and its event; the caller holds the row."""
    sheet = compiled_of(report).compute(sheet, period_of(report))
    along = edited(report, by, on_behalf, sheet, deed)
    record(
        by=by,
        action=deed.action,
        object_type="report",
        object_id=str(report.public_id),
        data={**deed.data, "version": report.version, "on_behalf": on_behalf},
        along=along,
    )
    return sheet


@transaction.atomic
def save_cells(*, by: Actor, report: UUID, changes: Sequence[Change]) -> Saved:
    """Write what was typed. Bad cells come back with their text; a cell changed by somebody else is not overwritten.

    An edit that was made before, for its answer was lost on the way, is answered as it was then and not made again.
    """
    row, on_behalf = lock_to_fill(by, report)
    made = made_before(row, names_of(changes))
    known = left_by(changes, made)
    changes = fresh(changes, made)
    if made and not changes:
        return Saved(row, Sheet.from_json(row.answers), known=known)
    check_can_edit(row)
    before = Sheet.from_json(row.answers)
    applied = answers.apply(form_of(row), before, changes)
    sheet = applied.sheet
    if sheet != before:
        refused = {problem.address for problem in applied.problems} | {item.address for item in applied.conflicts}
        taken = [change for change in changes if change.address not in refused]
        addresses = [change.address for change in taken]
        deed = Deed("report_saved", {"cells": addresses}, changed(before, sheet, addresses), names_of(taken))
        sheet = store(row, by, on_behalf, sheet, deed)
    made_now = (row.version,) if sheet != before else ()
    return Saved(row, sheet, applied.problems, applied.conflicts, known=known, made=made_now)


def _check_dynamic(row: Report, section: str) -> None:
    if section not in form_of(row).added:
        raise BadRequest(_("W tym dziale nie ma wierszy, które można dodawać."))


@transaction.atomic
def add_row(*, by: Actor, report: UUID, section: str, count: int = 1, edit: UUID | None = None) -> Saved:
    """One more row, or as many as a pasted block needs: all or none; asked for again under the same name, none."""
    row, on_behalf = lock_to_fill(by, report)
    sheet = before = Sheet.from_json(row.answers)
    for made in made_before(row, [edit] if edit else []):
        return Saved(row, before, row=last_row(made))
    check_can_edit(row)
    _check_dynamic(row, section)
    if count < 1:
        return Saved(row, before)
    added: list[str] = []
    try:
        for _number in range(count):
            sheet, code = answers.add_row(form_of(row), sheet, section)
            added.append(code)
    except answers.RowRefused as error:
        raise BadRequest(str(error)) from error
    data = {"section": section, "row": added[-1], "count": count}
    cells = {f"{section}.{code}": (None, True) for code in added}
    sheet = store(row, by, on_behalf, sheet, Deed("report_row_added", data, cells, (edit,) if edit else ()))
    return Saved(row, sheet, row=added[-1], made=(row.version,))


@transaction.atomic
def remove_row(*, by: Actor, report: UUID, section: str, row: str) -> Saved:
    held, on_behalf = lock_to_fill(by, report)
    check_can_edit(held)
    _check_dynamic(held, section)
    before = Sheet.from_json(held.answers)
    if row not in before.rows.get(section, ()):
        return Saved(held, before)
    sheet = answers.remove_row(form_of(held), before, section, row)
    entered = [column for column, spec in form_of(held).added[section].items() if spec.entered]
    lost = changed(before, sheet, [f"{section}.{row}.{column}" for column in entered])
    cells = {f"{section}.{row}": (True, None), **lost}
    sheet = store(held, by, on_behalf, sheet, Deed("report_row_removed", {"section": section, "row": row}, cells))
    return Saved(held, sheet, row=row, made=(held.version,))


@transaction.atomic
def explain(*, by: Actor, report: UUID, key: str, code: str = "", text: str = "") -> Explanation:
    """Answer a warning, for the values it stands on now: a reason of those its check lists, and a text."""
    row, _on_behalf = lock_to_fill(by, report)
    check_can_edit(row)
    finding = next((item for item in findings_of(row) if item.key == key), None)
    if finding is None:
        raise BadRequest(_("Ta niezgodność już nie występuje. Zweryfikuj sprawozdanie ponownie."))
    check_explanation(finding, code)
    text = check_reason(text)
    explanation, _created = Explanation.objects.update_or_create(
        report=row,
        key=key,
        defaults={
            "check_id": finding.check,
            "reason_code": code,
            "text": text,
            "values": values_of(finding),
            "person_id": by.person_id,
            "person_name": by.person_name,
            "at": now(),
        },
    )
    record(
        by=by,
        action="report_finding_explained",
        object_type="report",
        object_id=str(row.public_id),
        data={"key": key, "code": code},
    )
    return explanation
