# SPDX-License-Identifier: EUPL-1.2
"""Cells that mostly stay as they were, as the form declares them: stable: ["d1[*,*]", "d2[*,k1]"]."""

from collections.abc import Iterator

from engine.definitions.forms import FormDefinition
from engine.definitions.source import Where
from engine.definitions.spots import Spot, SpotError, chosen, pattern, shown, spots


def stable_spots(definition: FormDefinition) -> frozenset[Spot]:
    """Of those that people fill; added rows of a section are one row."""
    known = spots(definition)
    named = (spot for text in definition.stable for spot in _named(definition, text))
    return frozenset(spot for spot in named if spot in known and known[spot].entered)


def _named(definition: FormDefinition, text: str) -> Iterator[Spot]:
    wanted = pattern(text)
    rows, columns = chosen(definition, wanted)
    yield from ((wanted.section, row, column) for row in rows for column in columns)


def stable_problems(definition: FormDefinition) -> Iterator[tuple[Where, str]]:
    """Places that are not there, and those that nobody fills."""
    known = spots(definition) if definition.stable else {}
    for index, text in enumerate(definition.stable):
        try:
            named = [spot for spot in _named(definition, text) if spot in known]
        except SpotError as error:
            yield ("stable", index), str(error)
            continue
        if not any(known[spot].entered for spot in named):
            places = ", ".join(map(shown, named[:3]))
            yield ("stable", index), f"Tych pól nikt nie wypełnia: {places or text}."
