# SPDX-License-Identifier: EUPL-1.2
"""The only places where answers and states are written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from engine.answers import Sheet, Value, digest_of, pack, written
from engine.definitions import FormDefinition
from shared.clock import now
from shared.events import publish
from ssoz.access.actors import Actor
from ssoz.audit.operations import Along, record
from ssoz.reports.models import Report, Transition
from ssoz.reports.queries.forms import form_of
from ssoz.reports.states import Move

ANSWERS = ("answers", "packed", "digest", "version")
FILLED = ("on_behalf", "filled_by")
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


def put_answers(report: Report, definition: FormDefinition, sheet: Sheet) -> str:
    """Answers, their packed form and digest always change together, and with them the version. Returns the answers as
    they are stored."""
    text = written(sheet)
    report.answers = sheet.to_json()
    report.packed = pack(definition, sheet)
    report.digest = digest_of(text)
    report.version += 1
    return text.decode()


def mark_filled(report: Report, by: Actor, on_behalf: bool) -> None:
    """Whoever filled in or sent a report never decides on it."""
    report.on_behalf = report.on_behalf or on_behalf
    if by.person_id is not None and by.person_id not in report.filled_by:
        report.filled_by = [*report.filled_by, by.person_id]


STORE = """
stored AS (
    UPDATE reports_report
    SET answers = %(answers)s, packed = %(packed)s, digest = %(digest)s, version = %(version)s, is_zero = false,
        on_behalf = %(on_behalf)s, filled_by = %(filled_by)s, edited_at = %(edited_at)s, edited_by = %(edited_by)s
    WHERE id = %(report)s
), kept AS (
    INSERT INTO reports_celledit (report_id, version, cells, ids, person_id, person_name, on_behalf, at)
    VALUES (%(report)s, %(version)s, %(cells)s, %(ids)s, %(editor)s, %(edited_by)s, %(was_on_behalf)s, %(edited_at)s)
)
"""


def edited(report: Report, by: Actor, on_behalf: bool, sheet: Sheet, deed: Deed) -> Along:
    """The sheet put into the report, and what the save changes: both are written along with the event of it.

    The version says which save it was.
    """
    text = put_answers(report, form_of(report), sheet)
    mark_filled(report, by, on_behalf)
    report.is_zero, report.edited_at, report.edited_by = False, now(), by.person_name
    kept = {"cells": Jsonb(dict(deed.cells)), "ids": list(deed.ids), "editor": by.person_id, "was_on_behalf": on_behalf}
    names = ("packed", "digest", "version", "on_behalf", "filled_by", "edited_at", "edited_by")
    return Along(
        STORE, {"report": report.pk, "answers": text, **{name: getattr(report, name) for name in names}, **kept}
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
