# SPDX-License-Identifier: EUPL-1.2
"""What people who may not read reports must not be told: figures of one or two units, nor what betrays them."""

from engine.tabulation import COUNTRY, TOTAL, Line, Result

FEWEST = 3
Secret = frozenset[tuple[str, str]]  # (area, group)


def protect(result: Result) -> Secret:
    """Lines from one or two reports, and as many others as it takes that no total gives them away."""
    lines = {(line.area, line.group): line for line in result.lines}
    hidden = {place for place, line in lines.items() if 0 < line.reports < FEWEST}
    before = -1
    while before != len(hidden):
        before = len(hidden)
        for index in (0, 1):  # totals over areas, totals over groups
            for fixed in {place[1 - index] for place in lines}:
                hidden |= _companion(lines, hidden, index, fixed)
    return frozenset(hidden)


def _companion(
    lines: dict[tuple[str, str], Line], hidden: set[tuple[str, str]], index: int, fixed: str
) -> set[tuple[str, str]]:
    """One hidden part of a shown total can be computed: hide the total's smallest other part with it."""
    total = (COUNTRY, TOTAL)[index]
    along = [place for place in lines if place[1 - index] == fixed]
    parts = [place for place in along if place[index] != total and lines[place].reports]
    secret = [place for place in parts if place in hidden]
    whole = [place for place in along if place[index] == total]
    if len(secret) != 1 or not whole or whole[0] in hidden:
        return set()
    open_parts = [place for place in parts if place not in hidden]
    if not open_parts:
        return {whole[0]}
    return {min(open_parts, key=lambda place: (lines[place].reports, place))}
