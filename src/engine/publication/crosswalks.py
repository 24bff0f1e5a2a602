# SPDX-License-Identifier: EUPL-1.2
"""Whether the way from the previous edition is whole: no cell is lost without a word."""

from collections.abc import Iterator

from engine.definitions import FormDefinition, Problem, crosswalk_problems


def translation_problems(definition: FormDefinition, previous: FormDefinition | None) -> Iterator[Problem]:
    """A crosswalk tells of every cell; without one the editions have to have the same cells."""
    if previous is not None:
        yield from crosswalk_problems(definition, previous)


def crosswalk_notes(definition: FormDefinition, previous: FormDefinition | None) -> Iterator[Problem]:
    if definition.crosswalk is not None and previous is None:
        year = definition.crosswalk.previous
        yield definition.problem(("crosswalk",), f"Przejścia z edycji {year} nie sprawdzono: nie ma jej pod ręką.")
