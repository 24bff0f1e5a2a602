# SPDX-License-Identifier: EUPL-1.2
"""Level 0, what every form asks for unsaid: required cells, number of added rows, keys that may not repeat."""

from collections import Counter
from collections.abc import Iterator

from engine.answers import Sheet
from engine.checks.findings import Finding
from engine.checks.labels import Labels
from engine.checks.phrases import POLISH, Phrases
from engine.definitions import CellSpec, FormDefinition, Section

REQUIRED = "wymagane"
ROWS = "wiersze"
UNIQUE = "powtórzenie"


def structure(definition: FormDefinition, sheet: Sheet, phrases: Phrases = POLISH) -> Iterator[Finding]:
    labels, cells = Labels(definition, phrases), sheet.cells
    for address in definition.required:
        if address not in cells:
            yield _blank(labels, sheet, definition.cells[address], address)
    for code, columns in definition.added.items():
        required = [(column, spec) for column, spec in columns.items() if spec.required and spec.entered]
        rows = sheet.added(code)
        for row in rows:
            for column, spec in required:
                address = f"{code}.{row}.{column}"
                if address not in cells:
                    yield _blank(labels, sheet, spec, address)
        yield from _rows(labels, definition.by_code[code], rows)
        yield from _repeated(labels, sheet, definition.by_code[code])


def _blank(labels: Labels, sheet: Sheet, spec: CellSpec, address: str) -> Finding:
    _, row, _ = address.split(".")
    name = ", ".join(filter(None, (labels.row_title(spec.section, sheet, row), labels.title(spec.column))))
    where, phrases = labels.place(sheet, address), labels.phrases
    message = (
        phrases.fill_in.format(phrases.quoted.format(name), where) if name else phrases.fill_in_place.format(where)
    )
    return Finding(REQUIRED, f"{REQUIRED}:{address}", "error", 0, address, ((address, None),), message)


def _rows(labels: Labels, section: Section, rows: tuple[str, ...]) -> Iterator[Finding]:
    dynamic = section.table.dynamic
    if dynamic is not None and len(rows) < dynamic.min:
        message = labels.phrases.too_few.format(labels.section(section), dynamic.min)
        yield Finding(ROWS, f"{ROWS}:{section.code}", "error", 0, section.code, (), message)


def _repeated(labels: Labels, sheet: Sheet, section: Section) -> Iterator[Finding]:
    dynamic = section.table.dynamic
    if dynamic is None or not dynamic.unique:
        return
    addresses = {row: f"{section.code}.{row}.{dynamic.key.code}" for row in sheet.added(section.code)}
    keys = {row: sheet.cells[address] for row, address in addresses.items() if address in sheet.cells}
    counts = Counter(keys.values())
    for row, value in keys.items():
        if counts[value] > 1:
            address, label = addresses[row], labels.phrases.quoted.format(labels.row_title(section, sheet, row))
            message = labels.phrases.repeated.format(labels.place(sheet, address), label)
            yield Finding(UNIQUE, f"{UNIQUE}:{address}", "error", 0, address, ((address, str(value)),), message)
