# SPDX-License-Identifier: EUPL-1.2
"""The only places where answers and states are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from engine.answers import Sheet, Value, digest, pack
from engine.definitions import FormDefinition
from shared.clock import now
from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.audit.operations import record
from ssoz.reports.models import CellEdit, Report, Transition
from ssoz.reports.states import Move

ANSWERS = ("answers", "packed", "digest", "version")
FILLED = ("on_behalf", "filled_by")
EDITED = (*ANSWERS, *FILLED, "is_zero", "edited_at", "edited_by")
Was = Value | bool | None


@dataclass(frozen=True)
class Deed:
    """What an edit is called in the trail, what it changes cell by cell, and the ids it was handed in with."""

    action: str
    data: Mapping[str, Any]
    cells: Mapping[str, tuple[Was, Was]]
    ids: tuple[UUID, ...] = field(default=())


def changed(before: Sheet, after: Sheet, addresses: Iterable[str]) -> dict[str, tuple[Was, Was]]:
    """Those of the cells that are not what they were, each with both values."""
    pairs = {address: (before.cells.get(address), after.cells.get(address)) for address in addresses}
    return {address: (was, now) for address, (was, now) in pairs.items() if was != now}


def put_answers(report: Report, definition: FormDefinition, sheet: Sheet) -> None:
    """Answers, their packed form and digest always change together, and with them the version."""
    report.answers = sheet.to_json()
    report.packed = pack(definition, sheet)
    report.digest = digest(sheet)
    report.version += 1


def mark_filled(report: Report, by: Actor, on_behalf: bool) -> None:
    """Whoever filled in or sent a report never decides on it."""
    report.on_behalf = report.on_behalf or on_behalf
    if by.person_id is not None and by.person_id not in report.filled_by:
        report.filled_by = [*report.filled_by, by.person_id]


def mark_edited(report: Report, by: Actor, on_behalf: bool) -> None:
    mark_filled(report, by, on_behalf)
    report.is_zero = False
    report.edited_at = now()
    report.edited_by = by.person_name


def keep_history(report: Report, by: Actor, on_behalf: bool, deed: Deed) -> None:
    """What the save that was just made has changed; the version says which save that was."""
    CellEdit.objects.bulk_create(
        [
            CellEdit(
                report=report,
                version=report.version,
                cells=deed.cells,
                ids=list(deed.ids),
                person_id=by.person_id,
                person_name=by.person_name,
                on_behalf=on_behalf,
                at=report.edited_at or now(),
            )
        ]
    )


def transit(report: Report, by: Actor, move: Move, *, reason: str = "", on_behalf: bool = False) -> datetime:
    """One change of state: row, trail, event. The caller saves the report itself."""
    at = now()
    report.status = move.target
    report.version += 1
    Transition.objects.create(
        report=report,
        source=move.source,
        target=move.target,
        person_id=by.person_id,
        person_name=by.person_name,
        unit_name=by.unit_name,
        on_behalf=on_behalf,
        reason=reason,
        at=at,
    )
    record(
        by=by,
        action=move.action,
        object_type="report",
        object_id=str(report.public_id),
        data={"from": move.source, "to": move.target, "version": report.version, "reason": reason},
    )
    publish(move.event(report.public_id, report.pk, report.round_id, report.unit_id, reason))
    return at
