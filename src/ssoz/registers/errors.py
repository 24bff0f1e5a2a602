# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with an entry of a register: one sentence a field."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class FieldProblem:
    field: str
    message: str


class RegisterError(Exception):
    """A sentence for the person, and the HTTP status that fits."""

    status = 422


class InvalidUnit(RegisterError):
    def __init__(self, name: str, problems: tuple[FieldProblem, ...]) -> None:
        self.name, self.problems = name, problems
        super().__init__(
            _("Jednostka „%(name)s”: %(problems)s")
            % {"name": name, "problems": " ".join(problem.message for problem in problems)}
        )


class UnitRegistered(RegisterError):
    """The database holds it already; `constraint` is the rule it would break."""

    status = 409

    def __init__(self, name: str, constraint: str = "") -> None:
        self.constraint = constraint
        sentence = _("Jednostka „%(name)s” jest już w rejestrze z tym samym REGON i kodem TERYT.")
        if constraint == "unit_one_office_per_voivodeship":
            sentence = _("Jednostki „%(name)s” nie można wpisać: to województwo ma już urząd wojewódzki.")
        super().__init__(sentence % {"name": name})


class InvalidUnits(RegisterError):
    """Several units at once: all that is wrong, nothing written."""

    def __init__(self, errors: tuple[InvalidUnit, ...]) -> None:
        self.errors = errors
        count = len(errors)
        text = ngettext(
            "%(count)d jednostka ma błędy, nie zapisano żadnej.",
            "%(count)d jednostek ma błędy, nie zapisano żadnej.",
            count,
        ) % {"count": count}
        super().__init__(f"{text} {' '.join(str(error) for error in errors[:20])}")


class InvalidSeeds(RegisterError):
    """A file of reference data that cannot be read: file, line, reason."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        self.path, self.line = path, line
        super().__init__(f"{path}:{line}: {reason}")
