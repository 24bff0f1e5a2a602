# SPDX-License-Identifier: EUPL-1.2
"""The national data set of a form: a wide table of fixed cells, a long one for each section with added rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from engine.answers import Sheet
from engine.definitions import FormDefinition
from engine.tabulation.binding import NUMERIC, UNIT_FIELDS, row_columns

FACTS = "facts"


@dataclass(frozen=True)
class Entry:
    """One report on its way into the data set."""

    report: str
    unit: Mapping[str, str]
    sheet: Sheet


def facts_columns(definition: FormDefinition) -> dict[str, str]:
    """Address → kind of every fixed cell that statistics can use; free text is not."""
    kinds = {address: definition.cell(address).type.kind for address in definition.addresses}
    return {address: kind for address, kind in kinds.items() if kind != "text"}


def _arrow(kind: str) -> pa.DataType:
    return pa.int64() if kind in NUMERIC else pa.string()


def facts_schema(definition: FormDefinition) -> pa.Schema:
    cells = [pa.field(address, _arrow(kind)) for address, kind in facts_columns(definition).items()]
    return pa.schema([pa.field("report", pa.string()), *(pa.field(name, pa.string()) for name in UNIT_FIELDS), *cells])


def rows_schemas(definition: FormDefinition) -> dict[str, pa.Schema]:
    schemas = {}
    for section in definition.sections:
        if columns := row_columns(section):
            cells = [pa.field(code, _arrow(column.kind)) for code, column in columns.items() if column.kind != "text"]
            head = [pa.field("report", pa.string()), pa.field("row", pa.string())]
            schemas[section.code] = pa.schema([*head, *cells])
    return schemas


def arrange(definition: FormDefinition, entries: Iterable[Entry]) -> dict[str, pa.Table]:
    """`facts` and, by section code, the tables of added rows."""
    kept = list(entries)
    schema = facts_schema(definition)
    columns = {name: [entry.unit.get(name) for entry in kept] for name in UNIT_FIELDS}
    columns["report"] = [entry.report for entry in kept]
    for address in facts_columns(definition):
        columns[address] = [entry.sheet.cells.get(address) for entry in kept]  # type: ignore[misc]  # numbers and codes
    tables = {FACTS: pa.table(columns, schema=schema)}
    for code, rows_schema in rows_schemas(definition).items():
        tables[code] = _rows(code, rows_schema, kept)
    return tables


def _rows(section: str, schema: pa.Schema, entries: list[Entry]) -> pa.Table:
    found = [(entry, row) for entry in entries for row in entry.sheet.rows.get(section, ())]
    columns: dict[str, list[object]] = {
        "report": [entry.report for entry, _ in found],
        "row": [row for _, row in found],
    }
    for name in schema.names[2:]:
        columns[name] = [entry.sheet.cells.get(f"{section}.{row}.{name}") for entry, row in found]
    return pa.table(columns, schema=schema)
