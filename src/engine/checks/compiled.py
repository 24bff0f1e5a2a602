# SPDX-License-Identifier: EUPL-1.2
"""A form made ready to compute and verify sheets."""

from engine.answers import Sheet
from engine.checks.findings import Context, Finding, Needs, Period
from engine.checks.structure import structure
from engine.definitions import FormDefinition


class CompiledForm:
    """Computes and verifies the sheets of one form."""

    def __init__(self, definition: FormDefinition) -> None:
        self.definition = definition
        self.needs = Needs()

    def compute(self, sheet: Sheet, period: Period | None = None) -> Sheet:
        """The sheet with its computed cells filled in."""
        return sheet

    def verify(self, sheet: Sheet, context: Context | None = None) -> tuple[Finding, ...]:
        """What does not hold."""
        return tuple(structure(self.definition, sheet))


_compiled: dict[str, CompiledForm] = {}


def compile_form(definition: FormDefinition) -> CompiledForm:
    """Compile once per content. Raises DefinitionError where an expression is wrong."""
    if definition.fingerprint not in _compiled:
        _compiled[definition.fingerprint] = CompiledForm(definition)
    return _compiled[definition.fingerprint]
