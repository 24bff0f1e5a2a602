# SPDX-License-Identifier: EUPL-1.2
"""From text to a form definition, or to all of its problems at once."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import ValidationError

from engine.definitions.consistency import contradictions
from engine.definitions.errors import DefinitionError
from engine.definitions.extending import Read, gather
from engine.definitions.forms import FormDefinition
from engine.definitions.sentences import echo, location, sentence
from engine.definitions.source import Source, Where
from shared.garbage import uncollected

CodeLists = Mapping[str, Collection[str]]


@uncollected()
def load(text: str, *, path: str = "", code_lists: CodeLists | None = None, read: Read | None = None) -> FormDefinition:
    """Read a form. Raises DefinitionError with every problem found, each with its line. `read` gives the text of a
    form that this one extends, by path or as „MZ-29/2024”; LookupError or OSError where there is none."""
    source = gather(text, path, read)
    try:
        definition = FormDefinition.model_validate(source.data)
    except ValidationError as error:
        details = [detail for detail in error.errors() if not echo(detail)]
        found = [source.problem(location(detail, source), sentence(detail)) for detail in details]
        raise DefinitionError((*source.problems, *found)) from None
    source.moved.update(_records(definition, source))
    definition._source = source
    definition._lists = {name: _labelled(codes) for name, codes in (code_lists or {}).items()}
    problems = [*source.problems, *(source.problem(where, message) for where, message in contradictions(definition))]
    if problems:
        raise DefinitionError(tuple(problems))
    return definition


def _records(definition: FormDefinition, source: Source) -> Iterator[tuple[Where, tuple[Source, Where]]]:
    """Fields of a record are kept as rows of a table."""
    for number, section in enumerate(definition.sections):
        if section.layout == "fields":
            yield ("sections", number, "table", "rows"), (source, ("sections", number, "fields"))


def _labelled(codes: Collection[str]) -> Mapping[str, str]:
    return (
        {str(k): str(v) for k, v in codes.items()} if isinstance(codes, Mapping) else dict.fromkeys(map(str, codes), "")
    )
