# SPDX-License-Identifier: EUPL-1.2
"""Cells that nobody can fill, and cells that nobody reads."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from engine.answers.numbers import LIMIT
from engine.checks.compiled import CompiledForm
from engine.checks.tree import cells
from engine.definitions import CellSpec, CellType, FormDefinition, Problem
from engine.definitions.models import MAX_DIGITS, Section
from engine.definitions.source import Where


def cell_problems(definition: FormDefinition) -> Iterator[Problem]:
    for number, section in enumerate(definition.sections):
        table = section.table
        where: Where = ("sections", number, "table")
        codes = [column.code for column in table.columns]
        rows = {r.code: [definition.cells[f"{section.code}.{r.code}.{code}"] for code in codes] for r in table.rows}
        for index, row in enumerate(table.rows):
            name = f"Wiersz {section.symbol}.{row.symbol}"
            yield from _shut(definition, (*where, "rows", index), name, rows[row.code], row.required)
        for index, column in enumerate(table.columns):
            fixed = [found[index] for found in rows.values()]
            added = [definition.added[section.code][column.code]] if table.dynamic else []
            name = f"Kolumna {section.symbol}.{column.symbol}"
            yield from _shut(definition, (*where, "columns", index), name, [*fixed, *added], column.required)
        yield from _types(definition, where, section, [spec for found in rows.values() for spec in found])


def _shut(
    definition: FormDefinition, where: Where, name: str, found: Sequence[CellSpec], required: bool
) -> Iterator[Problem]:
    """All of them printed as ×; or required, and nobody can type into any."""
    if found and all(spec.closed for spec in found):
        yield definition.problem(where, f"{name}: wszystkie pola są zamknięte (×), nikt nic tu nie wpisze.")
    elif required and not any(spec.entered for spec in found):
        yield definition.problem(where, f"{name}: pola są wymagane, a zamknięte albo wyliczane; nikt ich nie wypełni.")


def _types(definition: FormDefinition, where: Where, section: Section, fixed: Sequence[CellSpec]) -> Iterator[Problem]:
    """Each kind of cell is told once, at the row or column that gives it."""
    table = section.table
    specs = [*(spec for spec in fixed if not spec.closed), *definition.added.get(section.code, {}).values()]
    told: set[tuple[str, int]] = set()
    for spec in specs:
        kind = ("rows", table.rows.index(spec.row)) if spec.row and spec.row.type else _column(spec)
        message = unfit(spec.type, spec.codes)
        if message and spec.computed is None and kind not in told:
            told.add(kind)
            yield definition.problem((*where, *kind), message)


def _column(spec: CellSpec) -> tuple[str, int]:
    columns = spec.section.table.columns
    return ("columns", columns.index(spec.column)) if spec.column in columns else ("dynamic", 0)


def unfit(cell_type: CellType, codes: Mapping[str, str] | None) -> str:
    """Why nothing fits a cell of this type."""
    if cell_type.kind == "code" and codes is None:
        return f"Słownik „{cell_type.list}” nie jest znany."
    if not cell_type.numeric:
        return ""
    low, high = held(cell_type)
    if low <= high:
        return ""
    return f"Od {cell_type.min} do {LIMIT if cell_type.max is None else cell_type.max} nie ma żadnej takiej liczby."


def held(cell_type: CellType) -> tuple[int, int]:
    """The least and the greatest number that can be typed into a cell, as stored."""
    unit, most = 10**cell_type.scale, 10 ** (MAX_DIGITS + cell_type.scale) - 1
    return (
        -most if cell_type.min is None else ceil(Fraction(cell_type.min) * unit),
        most if cell_type.max is None else floor(Fraction(cell_type.max) * unit),
    )


def unread(compiled: CompiledForm) -> Iterator[Problem]:
    """Cells that people fill and no check or formula looks at, by sections."""
    definition = compiled.definition
    trees = [*(item.tree for item in compiled.instances), *(item.tree for item in compiled.computed)]
    read = {
        (at.section, "" if at.looped else at.row, at.column) for tree in trees for at in cells(tree) if not at.scope
    }
    for number, section in enumerate(definition.sections):
        places = [definition.cells[address] for address in definition.entered[section.code]]
        missed = [f"{spec.row.code}.{spec.column.code}" for spec in places if spec.row and _key(spec) not in read]
        added = definition.added.get(section.code, {})
        missed += [f"*.{code}" for code, spec in added.items() if spec.entered and (section.code, "", code) not in read]
        if missed:
            shown = ", ".join(missed[:5]) + (" …" if len(missed) > 5 else "")
            message = (
                f"Dział {section.symbol}: pola, których nie czyta żadna kontrola ani wzór: {len(missed)} ({shown})."
            )
            yield definition.problem(("sections", number), message)


def _key(spec: CellSpec) -> tuple[str, str, str]:
    return spec.section.code, spec.row.code if spec.row else "", spec.column.code
