# SPDX-License-Identifier: EUPL-1.2
"""A few checks of a long form, to be asked about many sheets: what they do not read costs nothing."""

from collections.abc import Iterator, Sequence

from engine.checks.compiled import CompiledForm
from engine.checks.instances import Computed, Instance
from engine.checks.layout import Layout
from engine.checks.program import Program
from engine.checks.tree import cells
from engine.definitions import Check

TOGETHER = 50  # checks: few to ask, and alike ones among them are still compiled once


class Excerpt(CompiledForm):
    """Some checks, the computed cells they need, and of all cells those they read."""

    def __init__(self, whole: CompiledForm, instances: Sequence[Instance]) -> None:
        self.definition, self.resolver = whole.definition, whole.resolver
        self.instances = tuple(instances)
        read = {at.anywhere for instance in instances for at in cells(instance.tree)}
        self.computed = _needed(whole.computed, read)
        numbers = whole.layout.numbers
        self.layout = Layout(self.definition, sorted(read & numbers.keys(), key=numbers.__getitem__))
        self.program = Program(self.layout, self.instances, self.computed)
        self._tellings = {}


def _needed(computed: Sequence[Computed], read: set[str]) -> tuple[Computed, ...]:
    """Those that are read, directly or by others; `read` grows by what they read themselves."""
    found: list[Computed] = []
    for item in reversed(computed):  # each stands after those it reads
        if item.at.anywhere in read:
            read.update(at.anywhere for at in cells(item.tree))
            found.append(item)
    return tuple(reversed(found))


def excerpts(whole: CompiledForm) -> Iterator[tuple[CompiledForm, Sequence[Check]]]:
    """All checks; those of a long form in parts."""
    checks = whole.definition.checks
    if len(checks) <= TOGETHER:
        yield whole, checks
        return
    places: dict[str, list[Instance]] = {}
    for instance in whole.instances:
        places.setdefault(instance.check.id, []).append(instance)
    for first in range(0, len(checks), TOGETHER):
        some = checks[first : first + TOGETHER]
        yield Excerpt(whole, [instance for check in some for instance in places[check.id]]), some
