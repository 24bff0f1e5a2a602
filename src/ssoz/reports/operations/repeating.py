# SPDX-License-Identifier: EUPL-1.2
"""A request may come twice: its answer was lost, a proxy sent it again. Every edit has a name, so it is made once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from pydantic_core import from_json

from engine.answers import Change
from ssoz.reports.models import CellEdit, Report


@dataclass(frozen=True, slots=True)
class Edit(Change):
    """A change with the name its page gave it."""

    id: UUID | None = None


def names_of(changes: Iterable[Change]) -> tuple[UUID, ...]:
    return tuple(change.id for change in changes if isinstance(change, Edit) and change.id)


class Save(NamedTuple):
    """What a save changed, and the edits that were made in it."""

    cells: Mapping[str, Any]
    ids: Collection[UUID]


MADE = f"SELECT cells, ids FROM {CellEdit._meta.db_table} WHERE report_id = %s AND ids && %s ORDER BY version"  # noqa: S608 — name from the model


def made_before(report: Report, ids: Collection[UUID]) -> list[Save]:
    """Saves in which any of these edits was made; the report's row is locked, so there will be no other."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(MADE, [report.pk, list(ids)])
        return [Save(from_json(cells), names) for cells, names in cursor.fetchall()]


def fresh(changes: Sequence[Change], made: Collection[Save]) -> Sequence[Change]:
    """Without those that were made before."""
    return [change for change in changes if _save_of(change, made) is None]


def left_by(changes: Sequence[Change], made: Collection[Save]) -> dict[str, Any]:
    """What those that were made before had left in their cells; others may have written there since."""
    saves = ((change.address, _save_of(change, made)) for change in changes)
    return {address: save.cells[address][1] for address, save in saves if save is not None and address in save.cells}


def last_row(save: Save) -> str:
    """The last of the rows that a save added."""
    rows: list[str] = [address.rpartition(".")[2] for address in save.cells]
    return max(rows, key=lambda row: int(row[1:]))


def _save_of(change: Change, made: Collection[Save]) -> Save | None:
    name = change.id if isinstance(change, Edit) else None
    return next((save for save in made if name in save.ids), None)
