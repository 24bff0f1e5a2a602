# SPDX-License-Identifier: EUPL-1.2
"""Changes to a sheet. Good cells go in, bad ones are told about, nothing is lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.answers.sheets import Sheet, Value
from engine.answers.values import CellError, format_cell, parse_cell
from engine.definitions import CellSpec, FormDefinition, UnknownCell


@dataclass(frozen=True, slots=True)
class Change:
    """What a person typed; `was` is what the page was showing, None means: do not compare."""

    address: str
    was: str | None
    now: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    address: str
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the cell meanwhile; `current` is what stands there."""

    address: str
    was: str
    now: str
    current: str


@dataclass(frozen=True, slots=True)
class Applied:
    sheet: Sheet
    problems: tuple[CellProblem, ...]
    conflicts: tuple[Conflict, ...]


class RowRefused(ValueError):
    """A row cannot be added."""


def apply(definition: FormDefinition, sheet: Sheet, changes: Iterable[Change]) -> Applied:
    changed: dict[str, Value | None] = {}
    problems: list[CellProblem] = []
    conflicts: list[Conflict] = []
    for change in changes:
        try:
            spec = existing_cell(definition, sheet, change.address)
            value = parse_cell(spec, change.now)
        except UnknownCell as error:
            problems.append(CellProblem(change.address, change.now, str(error)))
        except CellError as error:
            problems.append(CellProblem(change.address, change.now, error.message))
        else:
            current = changed.get(change.address, sheet.cells.get(change.address))
            if change.was is not None and value != current and not _shows(spec, change.was, current):
                conflicts.append(Conflict(change.address, change.was, change.now, format_cell(spec, current)))
            else:
                changed[change.address] = value
    return Applied(sheet.with_cells(changed), tuple(problems), tuple(conflicts))


def existing_cell(definition: FormDefinition, sheet: Sheet, address: str) -> CellSpec:
    """Cell of a fixed row, or of an added row the sheet still has."""
    spec = definition.cell(address)
    if spec.row_id and spec.row_id not in sheet.added(spec.section.code):
        raise CellError(address, "Tego wiersza już nie ma w sprawozdaniu.")
    return spec


def _shows(spec: CellSpec, shown: str, current: Value | None) -> bool:
    try:
        return parse_cell(spec, shown) == current
    except CellError:
        return False


def add_row(definition: FormDefinition, sheet: Sheet, section: str) -> tuple[Sheet, str]:
    """The sheet with one more row, and the row's id."""
    dynamic = definition.section(section).table.dynamic
    if dynamic is None:
        raise RowRefused("W tym dziale nie dodaje się wierszy.")
    rows = sheet.added(section)
    if len(rows) >= dynamic.max:
        raise RowRefused(f"W tym dziale może być najwięcej {dynamic.max} dodanych wierszy.")
    row = f"r{1 + max((int(known[1:]) for known in rows), default=0)}"
    return Sheet(sheet.cells, {**sheet.rows, section: (*rows, row)}), row


def remove_row(definition: FormDefinition, sheet: Sheet, section: str, row: str) -> Sheet:
    """The sheet without a row and its cells; a row that is already gone changes nothing."""
    code = definition.section(section).code
    if row not in sheet.added(code):
        return sheet
    prefix = f"{code}.{row}."
    cells = {address: value for address, value in sheet.cells.items() if not address.startswith(prefix)}
    return Sheet(cells, {**sheet.rows, code: tuple(known for known in sheet.added(code) if known != row)})


def progress(definition: FormDefinition, sheet: Sheet) -> dict[str, tuple[int, int]]:
    """For each section: how many cells are filled of how many that people fill."""
    counts = {}
    for section in definition.sections:
        code = section.code
        places = [address for address in definition.entered[code] if address in sheet.cells]
        columns = [column for column, spec in definition.added.get(code, {}).items() if spec.entered]
        rows = sheet.added(code)
        filled = sum(f"{code}.{row}.{column}" in sheet.cells for row in rows for column in columns)
        counts[code] = (len(places) + filled, len(definition.entered[code]) + len(rows) * len(columns))
    return counts
