# SPDX-License-Identifier: EUPL-1.2
"""The publication gate: what has to be right in a form before anybody is asked to fill it in.

    examination = examine(definition, others, previous, editions)
    examination.refusals    the form is not published: problems with file and line
    examination.notes       worth knowing

`problems` are the refusals alone. Texts, cells, code lists, the crosswalk and the examples that are there take a
moment; `deep` asks for the missing ones and adds what is proven of the checks by linear programs: which can never
fail, never hold, follow from the others, and which cells no report that can be sent will ever hold. `seal` names all
that was looked at.
Nothing is guessed: what is claimed has an exact proof, what is denied has a
report that shows it, and everything else is said to be not examined, with the reason: that there was too much to do is
one of them. How much is done is counted in steps, so every machine finds the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine.checks import CompiledForm, compile_form, example_problems
from engine.checks.divisions import division_problems
from engine.definitions import DefinitionError, FormDefinition, Problem
from engine.publication.cells import cell_problems, unread
from engine.publication.crosswalks import crosswalk_notes, translation_problems
from engine.publication.named import Editions, named_notes, named_problems
from engine.publication.owners import owner_problems
from engine.publication.seals import seal
from engine.publication.texts import text_notes, text_problems

__all__ = ["Examination", "examine", "problems", "seal"]

Others = Mapping[str, FormDefinition]
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Examination:
    """What was found in a form, each in the order of its lines. `unexamined`: checks of which nothing was found out
    somewhere; their notes say why."""

    refusals: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    unexamined: int = 0

    @property
    def passed(self) -> bool:
        return not self.refusals


def problems(
    definition: FormDefinition,
    others: Others | None = None,
    previous: FormDefinition | None = None,
    editions: Editions | None = None,
    *,
    deep: bool = True,
) -> tuple[Problem, ...]:
    """Why the form is not published."""
    return examine(definition, others, previous, editions, deep=deep).refusals


def examine(
    definition: FormDefinition,
    others: Others | None = None,
    previous: FormDefinition | None = None,
    editions: Editions | None = None,
    *,
    deep: bool = True,
    tell: Tell = lambda done, of: None,
) -> Examination:
    """Look at everything. `others`: forms it comes after or reads, by symbol; `previous`: the edition before;
    `editions`: all there are, without it what it names and was not handed over is noted, not refused; `tell`: is told
    how many of how many checks were looked into."""
    known = others or {}
    try:
        compiled = compile_form(definition, known)
    except DefinitionError as error:
        return Examination(error.problems)
    refusals = [*_shallow(definition, previous), *_examples(definition, known, deep), *division_problems(compiled)]
    refusals += named_problems(definition, known, previous, editions) if editions else ()
    notes = [*text_notes(definition), *unread(compiled), *crosswalk_notes(definition, previous)]
    notes += named_notes(definition, known) if editions is None else ()
    unexamined = 0
    if deep and not refusals:
        found = _deep(compiled, known, tell)
        refusals += found.refusals
        notes += found.notes
        unexamined = found.unexamined
    return Examination(_by_line(refusals), _by_line(notes), unexamined)


def _shallow(definition: FormDefinition, previous: FormDefinition | None) -> Iterator[Problem]:
    yield from text_problems(definition)
    yield from cell_problems(definition)
    yield from owner_problems(definition)
    yield from translation_problems(definition, previous)


def _examples(definition: FormDefinition, others: Others, all_of_them: bool) -> Iterator[Problem]:
    """Those that do not do what they say; and, where everything is asked for, those that are missing."""
    without = [f"checks[{number}]." for number, check in enumerate(definition.checks) if check.examples is None]
    for problem in example_problems(definition, others):
        if all_of_them or not problem.where.startswith(tuple(without)):
            yield problem


def _deep(compiled: CompiledForm, others: Others, tell: Tell) -> Examination:
    from engine.publication.system import System  # the solver is large, and pages only ask for the rest
    from engine.publication.verdicts import check_verdicts, shut_form, unreachable

    system = System(compiled, others)
    refusals = list(shut_form(system))
    if refusals:
        return Examination(tuple(refusals))
    told, blank = check_verdicts(system, tell), unreachable(system)
    return Examination((*told.refusals, *blank.refusals), (*told.notes, *blank.notes), told.unexamined)


def _by_line(found: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.line))
