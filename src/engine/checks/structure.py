# SPDX-License-Identifier: EUPL-1.2
"""Level 0, what every form asks for unsaid: required cells, number of added rows, keys that may not repeat."""

from collections import Counter
from collections.abc import Iterator

from engine.answers import Sheet, place, row_label
from engine.checks.findings import Finding
from engine.definitions import CellSpec, FormDefinition, Section

REQUIRED = "wymagane"
ROWS = "wiersze"
UNIQUE = "powtórzenie"


def structure(definition: FormDefinition, sheet: Sheet) -> Iterator[Finding]:
    cells = sheet.cells
    for address in definition.required:
        if address not in cells:
            yield _blank(definition, sheet, definition.cells[address], address)
    for code, columns in definition.added.items():
        required = [(column, spec) for column, spec in columns.items() if spec.required and spec.entered]
        rows = sheet.added(code)
        for row in rows:
            for column, spec in required:
                address = f"{code}.{row}.{column}"
                if address not in cells:
                    yield _blank(definition, sheet, spec, address)
        yield from _rows(definition.by_code[code], rows)
        yield from _repeated(definition, sheet, definition.by_code[code])


def _blank(definition: FormDefinition, sheet: Sheet, spec: CellSpec, address: str) -> Finding:
    section, row, _ = address.split(".")
    name = ", ".join(part for part in (row_label(definition, sheet, section, row), spec.column.title.pl) if part)
    where = place(definition, sheet, address)
    message = f"Uzupełnij pole „{name}” ({where})." if name else f"Uzupełnij pole: {where}."
    return Finding(REQUIRED, f"{REQUIRED}:{address}", "error", 0, address, ((address, None),), message)


def _rows(section: Section, rows: tuple[str, ...]) -> Iterator[Finding]:
    dynamic = section.table.dynamic
    if dynamic is not None and len(rows) < dynamic.min:
        message = f"Dział {section.symbol}: dodaj wiersze, powinno ich być co najmniej {dynamic.min}."
        yield Finding(ROWS, f"{ROWS}:{section.code}", "error", 0, section.code, (), message)


def _repeated(definition: FormDefinition, sheet: Sheet, section: Section) -> Iterator[Finding]:
    dynamic = section.table.dynamic
    if dynamic is None or not dynamic.unique:
        return
    keys = {f"{section.code}.{row}.{dynamic.key.code}": row for row in sheet.added(section.code)}
    counts = Counter(sheet.cells[address] for address in keys if address in sheet.cells)
    for address, row in keys.items():
        if counts[sheet.cells.get(address, "")] > 1:
            label = row_label(definition, sheet, section.code, row)
            message = f"{place(definition, sheet, address)}: „{label}” występuje w tym dziale więcej niż raz."
            value = str(sheet.cells[address])
            yield Finding(UNIQUE, f"{UNIQUE}:{address}", "error", 0, address, ((address, value),), message)
