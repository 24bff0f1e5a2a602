# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with a form file, told to the person who wrote it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a form file: file, line, the place inside the document, a Polish sentence."""

    path: str
    line: int
    message: str
    where: str = ""

    def __str__(self) -> str:
        place = f"{self.path or 'formularz'}:{self.line}"
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


def suggestion(name: str, known: Iterable[str]) -> str:
    """„ Czy chodzi o …?” where a known name is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" Czy chodzi o „{near[0]}”?" if near else ""


class DefinitionError(Exception):
    """The form file is refused; all its problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.path, problem.line)))
        super().__init__("\n".join(map(str, self.problems)))


class UnknownForm(LookupError):
    """There is no form of this name to extend; `known`: those there are."""

    def __init__(self, name: str, known: Iterable[str] = ()) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(name)


class UnknownCell(KeyError):
    """The form has no cell of this address."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)

    def __str__(self) -> str:
        return f"Formularz nie ma pola „{self.address}”."
