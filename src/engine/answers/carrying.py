# SPDX-License-Identifier: EUPL-1.2
"""An earlier sheet in the addresses of today's edition."""

from collections.abc import Iterable, Mapping

from engine.answers.sheets import Sheet, Value
from engine.definitions import ADDED, CellSpec, FormDefinition, Spot, Translation, translation


def carry_over(definition: FormDefinition, previous: FormDefinition, sheet: Sheet) -> Sheet:
    """The sheet of the previous edition as this edition reads it: cells moved, summed and rescaled as the crosswalk
    says, added rows with their ids and order. Twice for the edition before the previous one."""
    if definition.digest == previous.digest:
        return sheet
    found = translation(definition, previous)
    rows = {section: sheet.added(before) for section, before in found.sections.items() if before in sheet.rows}
    cells: dict[str, Value] = {}
    for spot, sources in found.cells.items():
        if spot[1] != ADDED:
            _put(cells, found, spot, sources, sheet.cells, None)
        else:
            for row in rows.get(spot[0], ()):
                _put(cells, found, spot, sources, sheet.cells, row)
    return Sheet(cells, rows)


def _put(
    cells: dict[str, Value],
    found: Translation,
    spot: Spot,
    sources: Iterable[Spot],
    old: Mapping[str, Value],
    added: str | None,
) -> None:
    spec = found.now[spot]
    stood = [
        (found.before[source], value)
        for source in sources
        if (value := old.get(f"{source[0]}.{added or source[1]}.{source[2]}")) is not None
    ]
    value = _together(spec, stood)
    if value is not None:
        cells[f"{spot[0]}.{added or spot[1]}.{spot[2]}"] = value


def _together(spec: CellSpec, stood: list[tuple[CellSpec, Value]]) -> Value | None:
    """The sum of numbers, blanks skipped; anything else is one value."""
    if not stood:
        return None
    if spec.type.numeric:
        return _rescaled([(int(value), before.type.scale) for before, value in stood], spec.type.scale)
    before, value = stood[0]
    if spec.type.kind == "code" and before.type.list != spec.type.list and not spec.allows(str(value)):
        return None
    return value


def _rescaled(numbers: list[tuple[int, int]], scale: int) -> int:
    """Halves away from zero, as everywhere."""
    finest = max(scale, *(places for _, places in numbers))
    total: int = sum(value * 10 ** (finest - places) for value, places in numbers)
    unit: int = 10 ** (finest - scale)
    whole, rest = divmod(abs(total), unit)
    rounded: int = whole + (2 * rest >= unit)
    return -rounded if total < 0 else rounded
