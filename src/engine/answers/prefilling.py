# SPDX-License-Identifier: EUPL-1.2
"""Stable cells of an earlier sheet written into a later one, where that one is still blank."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from engine.answers.sheets import Sheet, Value
from engine.definitions import ADDED, FormDefinition, stable_spots


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The sheet with the values in it, and which cells they are; `rows` were added for them."""

    sheet: Sheet
    cells: Mapping[str, Value]
    rows: tuple[str, ...]  # „d2.r3”


def prefill(definition: FormDefinition, sheet: Sheet, before: Sheet) -> Prefilled:
    """`before` is already at the addresses of this form. Nothing that stands in the sheet is changed; a code that the
    form no longer allows is left out."""
    stable = stable_spots(definition)
    keys: dict[str, Value] = {}
    rows: list[str] = []
    for section, dynamic in ((one.code, one.table.dynamic) for one in definition.sections):
        if dynamic and (section, ADDED, dynamic.key.code) in stable:
            for row, value in _missing(definition, section, dynamic.max, sheet, before):
                if row not in sheet.added(section):
                    sheet = Sheet(sheet.cells, {**sheet.rows, section: (*sheet.added(section), row)})
                    rows.append(f"{section}.{row}")
                keys[f"{section}.{row}.{dynamic.key.code}"] = value
    sheet = sheet.with_cells(keys)
    found = {**keys, **dict(_values(definition, sheet, before, stable))}
    return Prefilled(sheet.with_cells(found), found, tuple(rows))


def _key(definition: FormDefinition, section: str) -> str:
    """The key is the first of the section's columns."""
    return next(iter(definition.added[section]))


def _missing(
    definition: FormDefinition, section: str, most: int, sheet: Sheet, before: Sheet
) -> Iterator[tuple[str, Value]]:
    """Keys the sheet does not have yet, each with the row for it, as far as there is room; blank rows first."""
    own, other = _keyed(definition, section, sheet), _keyed(definition, section, before)
    spec = definition.added[section][_key(definition, section)]
    rows = sheet.added(section)
    highest = max((int(row[1:]) for row in rows), default=0)
    fresh = (f"r{highest + number}" for number in range(1, most - len(rows) + 1))
    places = chain((row for row in rows if not _written(sheet, section, row)), fresh)
    values = (value for value, number in other if (value, number) not in own and spec.allows(str(value)))
    yield from zip(places, values, strict=False)


def _written(sheet: Sheet, section: str, row: str) -> bool:
    prefix = f"{section}.{row}."
    return any(address.startswith(prefix) for address in sheet.cells)


def _values(
    definition: FormDefinition, sheet: Sheet, before: Sheet, stable: frozenset[tuple[str, str, str]]
) -> Iterator[tuple[str, Value]]:
    aligned = {section: rows_by_key(definition, section, sheet, before) for section in definition.added}
    for section, row, column in sorted(stable):
        places = aligned[section].items() if row == ADDED else [(row, row)]
        for own, other in places:
            address, value = f"{section}.{own}.{column}", before.cells.get(f"{section}.{other}.{column}")
            if value is None or address in sheet.cells:
                continue
            if definition.cell(address).allows(str(value)):
                yield address, value


def rows_by_key(definition: FormDefinition, section: str, sheet: Sheet, before: Sheet) -> dict[str, str]:
    """Added rows → rows of another sheet with the same key; the second of a key with its second."""
    own, other = _keyed(definition, section, sheet), _keyed(definition, section, before)
    return {row: other[key] for key, row in own.items() if key in other}


def _keyed(definition: FormDefinition, section: str, sheet: Sheet) -> dict[tuple[Value, int], str]:
    """Rows by their key and how many times it stood before."""
    key = _key(definition, section)
    seen: Counter[Value] = Counter()
    found = {}
    for row in sheet.added(section):
        value = sheet.cells.get(f"{section}.{row}.{key}")
        if value is not None:
            found[value, seen[value]] = row
            seen[value] += 1
    return found
