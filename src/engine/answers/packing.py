# SPDX-License-Identifier: EUPL-1.2
"""A sheet as a vector of 64-bit integers, for reading a whole country at once.

Fixed cells in the order of the definition; then for each section with added rows their number and, row by row, key and
columns. Dates are days, codes of digits are numbers; other texts do not travel. The sheet itself stays the truth.
"""

from datetime import date

import numpy as np

from engine.answers.sheets import Sheet, Value
from engine.definitions import CellSpec, FormDefinition

BLANK = -(2**63)


def pack(definition: FormDefinition, sheet: Sheet) -> bytes:
    cells = sheet.cells
    numbers = [_number(spec, cells.get(address)) for address, spec in definition.cells.items()]
    for section, columns in definition.added.items():
        rows = sheet.added(section)
        numbers.append(len(rows))
        for row in rows:
            numbers += [_number(spec, cells.get(f"{section}.{row}.{column}")) for column, spec in columns.items()]
    return np.array(numbers, dtype="<i8").tobytes()


def _number(spec: CellSpec, value: Value | None) -> int:
    if value is None:
        return BLANK
    if isinstance(value, int):
        return value
    if spec.type.kind == "date":
        return date.fromisoformat(value).toordinal()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else BLANK
