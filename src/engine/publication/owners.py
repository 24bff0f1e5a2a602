# SPDX-License-Identifier: EUPL-1.2
"""Who owes a form: a kind of unit that the register does not have would leave it owed by nobody."""

from collections.abc import Iterator

from engine.checks.codes import UNIT_KINDS
from engine.checks.grammar import hint
from engine.definitions import EVERYBODY, FormDefinition, Problem


def owner_problems(definition: FormDefinition) -> Iterator[Problem]:
    for number, kind in enumerate(definition.owed_by):
        if kind != EVERYBODY and kind not in UNIT_KINDS:
            message = f"Nie ma rodzaju jednostki „{kind}”.{hint(kind, UNIT_KINDS)}"
            yield definition.problem(("owed_by", number), message)
