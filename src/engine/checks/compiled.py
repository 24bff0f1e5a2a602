# SPDX-License-Identifier: EUPL-1.2
"""A form made ready to compute and verify sheets."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from engine.answers import Sheet, Value
from engine.checks.findings import Context, Finding, Needs, Period, default_period
from engine.checks.instances import Instance, Reader, as_json, code_lists
from engine.checks.layout import Layout, Vectors
from engine.checks.program import Program, Violation
from engine.checks.structure import structure
from engine.checks.tree import digest, walk
from engine.checks.words import finding
from engine.checks.world import Rows, World
from engine.definitions import DefinitionError, FormDefinition

EMPTY = Context()


class CompiledForm:
    """Computes and verifies the sheets of one form."""

    def __init__(self, definition: FormDefinition, others: Mapping[str, FormDefinition]) -> None:
        self.definition = definition
        reader = Reader(definition, others)
        self.computed = reader.computed()
        self.instances = reader.checks()
        if reader.problems:
            raise DefinitionError(tuple(reader.problems))
        self.layout = Layout(definition)
        self.program = Program(self.layout, self.instances, self.computed)
        self.needs = needs(self.instances)

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
        return self._with_computed(sheet, self._vectors(self._world(sheet, Context(period=period))))

    def verify(self, sheet: Sheet, context: Context | None = None) -> tuple[Finding, ...]:
        """What does not hold. Computed cells are computed anew, whatever the sheet says."""
        world = self._world(sheet, context or EMPTY)
        vectors = self._vectors(world)
        found = list(structure(self.definition, sheet))
        violations = self.program.violations(vectors)
        if violations:
            computed = self._world(self._with_computed(sheet, vectors), world.context)
            found += [finding(computed, *self._place(sheet, violation)) for violation in violations]
        return tuple(found)

    def violated(self, sheet: Sheet, context: Context | None = None) -> tuple[str, ...]:
        """Keys of the checks that do not hold, without words: for many sheets at once."""
        violations = self.program.violations(self._vectors(self._world(sheet, context or EMPTY)))
        places = (self._place(sheet, violation) for violation in violations)
        return tuple(instance.key(rows) for instance, rows in places)

    def _world(self, sheet: Sheet, context: Context) -> World:
        return World(self.definition, sheet, context, context.period or default_period(self.definition))

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

    def _place(self, sheet: Sheet, violation: Violation) -> tuple[Instance, Rows]:
        number, positions = violation
        instance = self.instances[number]
        loops = zip(instance.loops, positions, strict=True)
        return instance, {name: ("", sheet.added(section)[position]) for (name, section), position in loops}


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
