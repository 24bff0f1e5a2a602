# SPDX-License-Identifier: EUPL-1.2
"""Several steps of filling in that one button of the page stands for."""

from dataclasses import dataclass
from uuid import UUID

from engine.answers import Change
from engine.definitions import FormDefinition
from ssoz.access.actors import Actor
from ssoz.reports.operations import Saved, add_row, save_cells


@dataclass(frozen=True)
class Added:
    saved: Saved
    key: str  # address of the new row's key cell
    made: tuple[int, ...] = ()  # versions of the report that came of it


@dataclass(frozen=True)
class Wanted:
    """Rows a page asks for: where, how many, the code of the first as it was typed."""

    section: str
    typed: str = ""
    count: int = 1
    edit: UUID | None = None  # asked for twice under one name, they are made once


def add_rows(by: Actor, report: UUID, definition: FormDefinition, wanted: Wanted) -> Added:
    """New rows, one with its code; a code that does not exist leaves the row with the text to be mended."""
    section, typed = wanted.section, wanted.typed
    row = add_row(by=by, report=report, section=section, count=wanted.count, edit=wanted.edit)
    dynamic = definition.section(section).table.dynamic
    key = f"{section}.{row.row}.{dynamic.key.code}" if dynamic else ""
    if not typed.strip():
        return Added(row, key, row.made)
    change = Change(key, None, code_of(definition, key, typed))
    saved = save_cells(by=by, report=report, changes=[change])
    return Added(saved, key, row.made + saved.made)


def code_of(definition: FormDefinition, address: str, typed: str) -> str:
    """The code that was meant: typed alone, with its name behind it, or by the beginning of a name no other has."""
    typed = typed.strip()
    codes = definition.cell(address).codes or {}
    first = typed.split(maxsplit=1)[0] if typed else ""
    if typed in codes or first in codes:
        return typed if typed in codes else first
    named = [code for code, name in codes.items() if name.casefold().startswith(typed.casefold())]
    return named[0] if len(named) == 1 else typed
