# SPDX-License-Identifier: EUPL-1.2
"""Where a cell stands, as people say it."""

from engine.answers.sheets import Sheet
from engine.definitions import ADDED_ROW, Column, FormDefinition, Section


def address_parts(address: str) -> tuple[str, str, str]:
    """Section, row, column."""
    section, row, column = address.split(".")
    return section, row, column


def place(definition: FormDefinition, sheet: Sheet, address: str) -> str:
    """„Dział 2, wiersz 03, kolumna 2”; in a record „Dział 1, pole 4”"""
    section_code, row, _ = address_parts(address)
    section = definition.section(section_code)
    if section.layout == "fields":
        return f"Dział {section.symbol}, {field_name(section, row)}"
    column = column_name(definition.cell(address).column)
    return f"Dział {section.symbol}, wiersz {row_number(section, sheet, row)}, {column}"


def field_name(section: Section, row: str) -> str:
    """„pole 4”; a field without a printed number by its title."""
    found = section.table.row(row)
    if found is None or found.symbol == found.code:
        return f"pole „{(found and found.title.pl) or row}”"
    return f"pole {found.symbol}"


def column_name(column: Column) -> str:
    """„kolumna 2”; a key column has no number."""
    return f"kolumna {column.symbol}" if column.symbol[:1].isdigit() else f"„{column.title.pl or column.code}”"


def row_number(section: Section, sheet: Sheet, row: str) -> str:
    """Printed symbol of a fixed row; added rows are counted on after the fixed ones."""
    fixed = section.table.row(row)
    if fixed is not None:
        return fixed.symbol
    rows = sheet.added(section.code)
    position = rows.index(row) if row in rows else len(rows)
    return f"{len(section.table.rows) + position + 1:02}"


def row_label(definition: FormDefinition, sheet: Sheet, section_code: str, row: str) -> str:
    """Title of a fixed row; code and its label of an added one („4500 chirurgiczny ogólny”)."""
    section = definition.section(section_code)
    fixed = section.table.row(row)
    if fixed is not None:
        return fixed.title.pl
    dynamic = section.table.dynamic
    if dynamic is None or not ADDED_ROW.match(row):
        return ""
    key = definition.cell(f"{section_code}.{row}.{dynamic.key.code}")
    value = str(sheet.cells.get(key.address, ""))
    return f"{value} {(key.codes or {}).get(value, '')}".strip()
