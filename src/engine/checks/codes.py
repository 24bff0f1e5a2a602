# SPDX-License-Identifier: EUPL-1.2
"""Codes that a check writes out: one that nothing can hold is a slip of the pen, and the check would never speak."""

from collections.abc import Collection
from fnmatch import fnmatchcase

from engine.checks.grammar import Syntax, hint
from engine.checks.kinds import error
from engine.checks.selection import spec_at
from engine.checks.tree import Node, place_of
from engine.definitions import FormDefinition

UNIT_KINDS = (  # those of the register (ssoz.registers.enums.UnitKind), which the engine does not read; a test compares
    "hospital",
    "entity",
    "practice_doctor",
    "practice_dentist",
    "practice_nurse",
    "practice_midwife",
    "practice_physiotherapist",
    "blood_centre",
    "occupational_centre",
    "voivodeship_office",
    "psychiatry_institute",
    "addiction_centre",
    "ehealth_centre",
    "ministry",
    "statistical_office",
)


def refuse_unknown(definition: FormDefinition, subject: Node, choice: str, written: Syntax) -> None:
    """A code, or a pattern of codes, beside a unit's kind or a cell of this sheet; an earlier list had other codes."""
    known = _known(definition, subject)
    if known is None or any(fnmatchcase(code, choice) for code in known):
        return
    what = "Nie ma rodzaju jednostki" if subject.op == "unit" else "To pole nie przyjmuje kodu"
    raise error(f"{what} „{choice}”.{hint(choice, known)}", written)


def _known(definition: FormDefinition, subject: Node) -> Collection[str] | None:
    if subject.op == "unit" and subject.value == "kind":
        return UNIT_KINDS
    is_own = subject.kind == "code" and subject.at is not None and not subject.at.scope
    spec = spec_at(definition, place_of(subject)) if is_own else None
    return definition.codes(spec.type) if spec is not None else None
