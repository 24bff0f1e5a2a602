# SPDX-License-Identifier: EUPL-1.2
"""A request may come twice: its answer was lost, a proxy sent it again. Every edit has a name, so it is made once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from engine.answers import Change
from ssoz.reports.models import CellEdit, Report


@dataclass(frozen=True, slots=True)
class Edit(Change):
    """A change with the name its page gave it."""

    id: UUID | None = None


def names_of(changes: Iterable[Change]) -> tuple[UUID, ...]:
    return tuple(change.id for change in changes if isinstance(change, Edit) and change.id)


def made_before(report: Report, ids: Collection[UUID]) -> list[CellEdit]:
    """Saves in which any of these edits was made; the report's row is locked, so there will be no other."""
    if not ids:
        return []
    return list(CellEdit.objects.filter(report=report, ids__overlap=ids).only("cells", "ids"))


def fresh(changes: Sequence[Change], made: Collection[CellEdit]) -> Sequence[Change]:
    """Without those that were made before."""
    return [change for change in changes if _save_of(change, made) is None]


def left_by(changes: Sequence[Change], made: Collection[CellEdit]) -> dict[str, Any]:
    """What those that were made before had left in their cells; others may have written there since."""
    saves = ((change.address, _save_of(change, made)) for change in changes)
    return {address: save.cells[address][1] for address, save in saves if save is not None and address in save.cells}


def last_row(save: CellEdit) -> str:
    """The last of the rows that a save added."""
    rows: list[str] = [address.rpartition(".")[2] for address in save.cells]
    return max(rows, key=lambda row: int(row[1:]))


def _save_of(change: Change, made: Collection[CellEdit]) -> CellEdit | None:
    name = change.id if isinstance(change, Edit) else None
    return next((save for save in made if name in save.ids), None)
