# SPDX-License-Identifier: EUPL-1.2
"""From text to a form definition, or to all of its problems at once."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import ValidationError

from engine.definitions.consistency import contradictions
from engine.definitions.errors import DefinitionError, Problem
from engine.definitions.forms import FormDefinition
from engine.definitions.sentences import echo, location, sentence
from engine.definitions.source import Where, read

CodeLists = Mapping[str, Collection[str]]


def load(text: str, *, path: str = "", code_lists: CodeLists | None = None) -> FormDefinition:
    """Read a form. Raises DefinitionError with every problem found, each with its line."""
    source = read(text, path)
    if not isinstance(source.data, dict):
        raise DefinitionError((Problem(path, 1, "Plik jest pusty albo nie zawiera definicji formularza."),))
    try:
        definition = FormDefinition.model_validate(source.data)
    except ValidationError as error:
        details = [detail for detail in error.errors() if not echo(detail)]
        found = [source.problem(location(detail), sentence(detail)) for detail in details]
        raise DefinitionError((*source.problems, *found)) from None
    source.moved.update(_records(definition))
    definition._source = source
    definition._lists = {name: _labelled(codes) for name, codes in (code_lists or {}).items()}
    problems = [*source.problems, *(source.problem(where, message) for where, message in contradictions(definition))]
    if problems:
        raise DefinitionError(tuple(problems))
    return definition


def _records(definition: FormDefinition) -> Iterator[tuple[Where, Where]]:
    """Fields of a record are kept as rows of a table."""
    for number, section in enumerate(definition.sections):
        if section.layout == "fields":
            yield ("sections", number, "table", "rows"), ("sections", number, "fields")


def _labelled(codes: Collection[str]) -> Mapping[str, str]:
    return (
        {str(k): str(v) for k, v in codes.items()} if isinstance(codes, Mapping) else dict.fromkeys(map(str, codes), "")
    )
