# SPDX-License-Identifier: EUPL-1.2
"""A sheet as a vector of 64-bit integers, for reading a whole country at once.

Fixed cells in the order of the definition; then for each section with added rows their number and, row by row, key and
columns. Dates are days, codes of digits are numbers; other texts do not travel. The sheet itself stays the truth.
"""

from datetime import date

import numpy as np

from engine.answers.sheets import Sheet, Value
from engine.definitions import FormDefinition

BLANK = -(2**63)


def pack(definition: FormDefinition, sheet: Sheet) -> bytes:
    get = sheet.cells.get
    numbers: list[Value] = [get(address, BLANK) for address in definition.addresses]
    for section, columns in definition.added.items():
        rows = sheet.added(section)
        numbers.append(len(rows))
        numbers += [get(f"{section}.{row}.{column}", BLANK) for row in rows for column in columns]
    packed = [value if type(value) is int else _number(value) for value in numbers]
    return np.array(packed, dtype="<i8").tobytes()


def _number(text: Value) -> int:
    """A date as its day, a code of digits as a number."""
    text = str(text)
    if text.isascii() and text.isdigit():
        return int(text) if len(text) < 19 else BLANK
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return BLANK
