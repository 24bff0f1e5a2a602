# SPDX-License-Identifier: EUPL-1.2
"""A form made ready to compute and verify sheets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from engine.answers import Sheet, Value
from engine.checks.findings import EMPTY, NO_NAMES, Context, Finding, Names, Needs, Period
from engine.checks.instances import Instance, Reader, as_json, code_lists
from engine.checks.labels import Labels
from engine.checks.layout import Layout, Vectors
from engine.checks.phrases import PHRASES, Language
from engine.checks.program import Program
from engine.checks.structure import structure
from engine.checks.tree import digest, walk
from engine.checks.words import Telling, demand
from engine.checks.world import Rows, World, world_of
from engine.definitions import DefinitionError, FormDefinition
from shared.garbage import uncollected


class CompiledForm:
    """Computes and verifies the sheets of one form."""

    def __init__(self, definition: FormDefinition, others: Mapping[str, FormDefinition]) -> None:
        self.definition = definition
        with uncollected():
            reader = Reader(definition, others)
            self.computed = reader.computed()
            self.instances = reader.checks()
            if reader.problems:
                raise DefinitionError(tuple(reader.problems))
            self.layout = Layout(definition)
            self.program = Program(self.layout, self.instances, self.computed)
        self.resolver = reader.resolver
        self._tellings: dict[tuple[Language, int], Telling] = {}

    @cached_property
    def needs(self) -> Needs:
        """What of the context the checks read."""
        return needs(self.instances)

    @cached_property
    def trees(self) -> dict[str, object]:
        """All trees as plain lists, and the code lists they ask."""
        lists = code_lists(self.definition, self.instances, self.computed)
        return as_json(self.instances, self.computed, lists)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all trees: a page that holds another one reloads its checks."""
        return digest(self.trees)

    def compute(self, sheet: Sheet, period: Period | None = None) -> Sheet:
        """The sheet with its computed cells filled in."""
        if not self.computed:
            return sheet
        return self._with_computed(sheet, self._vectors(world_of(self.definition, sheet, Context(period=period))))

    def verify(
        self,
        sheet: Sheet,
        context: Context | None = None,
        language: Language = "pl",
        *,
        checks: Collection[str] | None = None,
        computed: bool = False,
    ) -> tuple[Finding, ...]:
        """What does not hold, told in a language; of some checks only, when they are named.

        Computed cells are computed anew, whatever the sheet says, unless `computed`: they were just now.
        """
        world = world_of(self.definition, sheet, context or EMPTY)
        vectors = self.layout.load(world) if computed else self._vectors(world)
        found = list(structure(self.definition, sheet, PHRASES[language]))
        violations = self.program.violations(vectors)
        if violations:
            known = world if computed else replace(world, sheet=self._with_computed(sheet, vectors))
            for number, positions in violations:
                if checks is not None and self.instances[number].check.id not in checks:
                    continue
                rows = self._rows(sheet, number, positions)
                found.append(self._telling(language, number).finding(known, rows))
        return tuple(found)

    def demands(self, language: Language = "pl", names: Names = NO_NAMES) -> Mapping[str, str]:
        """For each check a sentence of what it demands, without values: „Dział 2, każdy wiersz: …”"""
        places: dict[str, list[Instance]] = {}
        for instance in self.instances:
            places.setdefault(instance.check.id, []).append(instance)
        return {check: demand(instances, self.labels(language), names) for check, instances in places.items()}

    def labels(self, language: Language) -> Labels:
        return Labels(self.definition, PHRASES[language])

    def _telling(self, language: Language, number: int) -> Telling:
        if (language, number) not in self._tellings:
            telling = Telling(self.instances[number], self.labels(language), self.resolver)
            self._tellings[language, number] = telling
        return self._tellings[language, number]

    def violated(self, sheet: Sheet, context: Context | None = None) -> tuple[str, ...]:
        """Keys of the checks that do not hold, without words: for many sheets at once."""
        violations = self.program.violations(self._vectors(world_of(self.definition, sheet, context or EMPTY)))
        return tuple(
            self.instances[number].key(self._rows(sheet, number, positions)) for number, positions in violations
        )

    def _vectors(self, world: World) -> Vectors:
        vectors = self.layout.load(world)
        self.program.compute(vectors)
        return vectors

    def _with_computed(self, sheet: Sheet, vectors: Vectors) -> Sheet:
        changed: dict[str, Value | None] = {}
        for item in self.computed:
            if not item.at.looped:
                value = vectors.v[self.layout.numbers[item.at.address]]
                changed[item.at.address] = value if value == value else None
                continue
            column = vectors.columns[self.layout.column(item.at, "")]
            for row, value in zip(sheet.added(item.at.section), column, strict=True):
                changed[f"{item.at.section}.{row}.{item.at.column}"] = value if value == value else None
        return sheet.with_cells(changed)

    def _rows(self, sheet: Sheet, number: int, positions: tuple[int, ...]) -> Rows:
        """The added rows a violation was found in."""
        if not positions:
            return {}
        loops = zip(self.instances[number].loops, positions, strict=True)
        return {name: ("", sheet.added(section)[position]) for (name, section), position in loops}


def needs(instances: Sequence[Instance]) -> Needs:
    """What of the context the checks read."""
    parts = [part for instance in instances for part in walk(instance.tree)]
    scopes = {part.at.scope for part in parts if part.at}
    return Needs(
        prior=frozenset(int(scope.removeprefix("prior:")) for scope in scopes if scope.startswith("prior:")),
        forms=frozenset(scope.removeprefix("form:") for scope in scopes if scope.startswith("form:")),
        unit=frozenset(str(part.value) for part in parts if part.op == "unit"),
    )


_compiled: dict[tuple[str, ...], CompiledForm] = {}


def compile_form(definition: FormDefinition, others: Mapping[str, FormDefinition] | None = None) -> CompiledForm:
    """Compile, once for the same content. Raises DefinitionError where an expression is wrong.

    `others` are the definitions of forms that `form("…")` reads; without them such cells are taken for whole numbers.
    """
    known = others or {}
    key = (definition.fingerprint, *sorted(other.fingerprint for other in known.values()))
    if key not in _compiled:
        _compiled[key] = CompiledForm(definition, known)
    return _compiled[key]
