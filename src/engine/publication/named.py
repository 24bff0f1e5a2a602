# SPDX-License-Identifier: EUPL-1.2
"""What a form names of others: those in `after` and `reads`, and the edition its crosswalk starts from.

What was handed over is there. Anything else is looked for among all editions there are and refused where it is none of
them. Beside a form outside the catalogue anything may stand once it is in: there it is only noted that nobody looked.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from engine.checks.grammar import hint
from engine.definitions import FormDefinition, Problem
from engine.definitions.source import Where

Edition = tuple[str, int]  # a form and its year
Editions = Callable[[], Collection[Edition]]  # all there are, asked for only where something is missing
Others = Mapping[str, FormDefinition]


def named_problems(
    definition: FormDefinition, others: Others, previous: FormDefinition | None, editions: Editions
) -> Iterator[Problem]:
    """What is not there, with what is near."""
    missing = [*_beside(definition, others), *_before(definition, previous)]
    known = editions() if missing else ()
    for where, (form, year) in missing:
        if (form, year) not in known:
            message = f"Nie ma formularza „{form}” za {year} r.{_near(definition, (form, year), known)}"
            yield definition.problem(where, message)


def named_notes(definition: FormDefinition, others: Others) -> Iterator[Problem]:
    """The same where nobody knows what there is; of a crosswalk that is said where it would be read."""
    for where, (form, year) in _beside(definition, others):
        message = f"Nie sprawdzono, czy jest formularz „{form}” za {year} r.: nie ma pod ręką katalogu."
        yield definition.problem(where, message)


def _beside(definition: FormDefinition, others: Others) -> Iterator[tuple[Where, Edition]]:
    for key, names in (("after", definition.after), ("reads", definition.reads)):
        for number, name in enumerate(names):
            if name not in others:
                yield (key, number), (name, definition.edition)


def _before(definition: FormDefinition, previous: FormDefinition | None) -> Iterator[tuple[Where, Edition]]:
    if definition.crosswalk is not None and previous is None:
        yield ("crosswalk", "from"), (definition.form, definition.crosswalk.previous)


def _near(definition: FormDefinition, wanted: Edition, known: Collection[Edition]) -> str:
    """Another form of the same year; of the form itself another year before."""
    form, year = wanted
    if form == definition.form:
        return hint(str(year), (str(one) for name, one in known if name == form and one < definition.edition))
    return hint(form, (name for name, one in known if one == year and name != definition.form))
