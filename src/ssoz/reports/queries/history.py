# SPDX-License-Identifier: EUPL-1.2
"""What happened to the cells of a report: the history of one, and what others have changed meanwhile."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from engine.answers import format_cell
from engine.definitions import FormDefinition, UnknownCell
from ssoz.access.actors import Actor
from ssoz.reports.errors import ReportNotFound
from ssoz.reports.models import CellEdit, Report
from ssoz.reports.queries.details import readable
from ssoz.reports.queries.forms import form_of

PAGE = 20
AT_ONCE = 500  # saves of others a page takes in; one that has slept longer is opened anew


@dataclass(frozen=True)
class Entry:
    """One change of one cell, its values as they are written."""

    version: int
    at: datetime
    person: str
    on_behalf: bool
    was: str
    now: str


@dataclass(frozen=True)
class CellHistory:
    report: Report
    address: str
    entries: tuple[Entry, ...]
    older: int = 0  # the version below which there is more


def cell_history(actor: Actor, public_id: UUID, address: str, below: int = 0) -> CellHistory:
    """Who wrote what into a cell and when, the last change first."""
    report = readable(actor, public_id)
    form = form_of(report)
    try:
        form.cell(address)
    except UnknownCell as error:
        raise ReportNotFound from error
    edits = CellEdit.objects.filter(report=report, cells__has_key=address)
    edits = edits.filter(version__lt=below) if below else edits
    found = list(edits.order_by("-version")[: PAGE + 1])
    entries = tuple(_entry(form, edit, address) for edit in found[:PAGE])
    return CellHistory(report, address, entries, entries[-1].version if len(found) > PAGE else 0)


@dataclass(frozen=True)
class Foreign:
    """A cell that was changed by another page: the text it has now, by whom and when."""

    address: str
    text: str
    person: str
    at: datetime


@dataclass(frozen=True)
class Meanwhile:
    """Cells that other pages have changed, and sections whose rows they have."""

    version: int
    cells: tuple[Foreign, ...] = ()
    sections: tuple[str, ...] = ()


def meanwhile(report: Report, since: int, own: Collection[UUID] = (), made: Collection[int] = ()) -> Meanwhile:
    """What was saved since the version a page last knew, but for what it did itself (names, versions)."""
    if set(made).issuperset(range(since + 1, report.version + 1)):
        return Meanwhile(report.version)
    edits = CellEdit.objects.filter(report=report, version__gt=since, version__lte=report.version)
    cells: dict[str, Foreign] = {}
    sections: dict[str, None] = {}
    mine = set(own)
    for edit in edits[:AT_ONCE]:
        if edit.version not in made and mine.isdisjoint(edit.ids):
            cells |= {found.address: found for found in _foreign(form_of(report), edit)}
            sections |= {address.partition(".")[0]: None for address in edit.cells if is_row(address)}
    return Meanwhile(report.version, tuple(cells.values()), tuple(sections))


def changes_since(actor: Actor, public_id: UUID, since: int) -> Meanwhile:
    return meanwhile(readable(actor, public_id), since)


@dataclass(frozen=True)
class LastEdit:
    """By whom a cell was changed last, and when."""

    person_name: str
    at: datetime


def last_edits(report: Report, addresses: Collection[str]) -> dict[str, LastEdit]:
    """Of cells that two people have changed."""
    edits = CellEdit.objects.filter(report=report, cells__has_any_keys=list(addresses)) if addresses else ()
    return {
        address: LastEdit(edit.person_name, edit.at) for edit in edits for address in addresses if address in edit.cells
    }


def is_row(address: str) -> bool:
    """Whether an added row is meant („d2.r1”), not one of its cells."""
    return address.count(".") == 1


def _entry(form: FormDefinition, edit: CellEdit, address: str) -> Entry:
    was, now = (format_cell(form.cell(address), value) for value in edit.cells[address])
    return Entry(edit.version, edit.at, edit.person_name, edit.on_behalf, was, now)


def _foreign(form: FormDefinition, edit: CellEdit) -> Iterator[Foreign]:
    for address, (_was, now) in edit.cells.items():
        if address.count(".") == 2:
            yield Foreign(address, format_cell(form.cell(address), now), edit.person_name, edit.at)
