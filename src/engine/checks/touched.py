# SPDX-License-Identifier: EUPL-1.2
"""Which checks an edit touches: those that read the cell, or a computed cell that follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from engine.checks.compiled import CompiledForm
from engine.checks.instances import Instance
from engine.checks.tree import Node, cells
from engine.definitions import FormDefinition

KEPT = 64  # forms


class Readers:
    """Who reads what. A cell of added rows stands for its column in all of them: `d2.$.k1`; `d2.$` for the rows."""

    def __init__(self, compiled: CompiledForm) -> None:
        definition = self.definition = compiled.definition
        self.instances = compiled.instances
        self._checks: dict[str, list[int]] = defaultdict(list)
        self._computed: dict[str, set[str]] = defaultdict(set)
        for number, instance in enumerate(compiled.instances):
            for key in {*_reads(definition, instance.tree), *(f"{section}.$" for _, section in instance.loops)}:
                self._checks[key].append(number)
        for item in compiled.computed:
            for key in _reads(definition, item.tree):
                self._computed[key].add(item.at.anywhere)

    def of_cells(self, addresses: Iterable[str]) -> tuple[Instance, ...]:
        return self._of(self._named(address) for address in addresses)

    def of_rows(self, section: str) -> tuple[Instance, ...]:
        """Rows were added to a section or removed from it."""
        rows = f"{section}.$"
        return self._of(key for key in {*self._checks, *self._computed} if key == rows or key.startswith(f"{rows}."))

    def _of(self, keys: Iterable[str]) -> tuple[Instance, ...]:
        found: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting.extend(self._computed.get(key, ()))
        numbers = {number for key in found for number in self._checks.get(key, ())}
        return tuple(self.instances[number] for number in sorted(numbers))

    def _named(self, address: str) -> str:
        if address in self.definition.cells:
            return address
        section, _, rest = address.partition(".")
        return f"{section}.$.{rest.partition('.')[2]}"


def _reads(definition: FormDefinition, tree: Node) -> Iterator[str]:
    """Cells of this sheet, of a loop too; where another sheet's row is found by its key, the key."""
    for at in cells(tree):
        if not at.scope:
            yield at.anywhere
        section = definition.by_code.get(at.section) if at.looped and at.scope else None
        if section is not None and section.table.dynamic is not None:
            yield f"{at.section}.$.{section.table.dynamic.key.code}"


@lru_cache(maxsize=KEPT)
def readers(compiled: CompiledForm) -> Readers:
    return Readers(compiled)
