# SPDX-License-Identifier: EUPL-1.2
"""From text to a form definition, or to all of its problems at once."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.definitions import models
from engine.definitions.errors import DefinitionError, Problem
from engine.definitions.forms import FormDefinition
from engine.definitions.models import ADDED_ROW, CellType, Model, Section
from engine.definitions.source import Where, read

CodeLists = Mapping[str, Collection[str]]
Located = tuple[Where, str]

SENTENCES = {
    "missing": "Brak klucza „{name}”.",
    "int_parsing": "Tu potrzebna jest liczba całkowita.",
    "int_type": "Tu potrzebna jest liczba całkowita.",
    "int_from_float": "Tu potrzebna jest liczba całkowita.",
    "decimal_parsing": "Tu potrzebna jest liczba.",
    "decimal_type": "Tu potrzebna jest liczba.",
    "bool_parsing": "Tu potrzebne jest true albo false.",
    "bool_type": "Tu potrzebne jest true albo false.",
    "string_type": "Tu potrzebny jest tekst.",
    "date_parsing": "Tu potrzebna jest data w postaci 2026-02-25.",
    "date_from_datetime_parsing": "Tu potrzebna jest data w postaci 2026-02-25.",
    "date_type": "Tu potrzebna jest data w postaci 2026-02-25.",
    "tuple_type": "Tu potrzebna jest lista.",
    "dict_type": "Tu potrzebne są klucze i wartości.",
    "model_type": "Tu potrzebne są klucze i wartości.",
    "literal_error": "Dozwolone wartości: {expected}.",
    "string_pattern_mismatch": "Wartość „{input}” nie pasuje do wzoru {pattern}.",
    "greater_than_equal": "Najmniejsza dozwolona wartość to {ge}.",
    "less_than_equal": "Największa dozwolona wartość to {le}.",
    "too_short": "Lista nie może być pusta.",
}


def load(text: str, *, path: str = "", code_lists: CodeLists | None = None) -> FormDefinition:
    """Read a form. Raises DefinitionError with every problem found, each with its line."""
    source = read(text, path)
    if not isinstance(source.data, dict):
        raise DefinitionError((Problem(path, 1, "Plik jest pusty albo nie zawiera definicji formularza."),))
    try:
        definition = FormDefinition.model_validate(source.data)
    except ValidationError as error:
        details = [detail for detail in error.errors() if not _echo(detail)]
        found = [source.problem(_location(detail), _sentence(detail)) for detail in details]
        raise DefinitionError((*source.problems, *found)) from None
    definition._source = source
    definition._lists = {name: _labelled(codes) for name, codes in (code_lists or {}).items()}
    problems = [*source.problems, *(source.problem(where, message) for where, message in _contradictions(definition))]
    if problems:
        raise DefinitionError(tuple(problems))
    return definition


def _echo(detail: ErrorDetails) -> bool:
    """A list whose only items are wrong is also told to be too short."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _labelled(codes: Collection[str]) -> Mapping[str, str]:
    return (
        {str(k): str(v) for k, v in codes.items()} if isinstance(codes, Mapping) else dict.fromkeys(map(str, codes), "")
    )


def _location(detail: ErrorDetails) -> Where:
    """Where in the file: the model folds the flat type keys into one value, the file does not."""
    where = detail["loc"]
    if "type" in where[:-1]:
        at = where.index("type")
        inner = where[at + 1]
        return (*where[:at], "type" if inner == "kind" else inner)
    return where


def _sentence(detail: ErrorDetails) -> str:
    kind, name = detail["type"], detail["loc"][-1] if detail["loc"] else ""
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"Nieznany klucz „{name}”.{_hint(str(name))}"
    if kind == "value_error":
        return str(context["error"])
    pattern = SENTENCES.get(kind, "Niewłaściwa wartość „{input}”.")
    values = {key: str(value).replace(" or ", " lub ") for key, value in context.items()}
    return pattern.format(**{"name": name, "input": _short(detail["input"]), **values})


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _hint(name: str) -> str:
    near = difflib.get_close_matches(name, _KNOWN_KEYS, n=1)
    return f" Czy chodzi o „{near[0]}”?" if near else ""


def _known_keys() -> list[str]:
    parts: list[type[Model]] = [FormDefinition]
    parts += [part for part in vars(models).values() if isinstance(part, type) and issubclass(part, Model)]
    return sorted({field.alias or name for part in parts for name, field in part.model_fields.items()})


_KNOWN_KEYS = _known_keys()


def _contradictions(definition: FormDefinition) -> Iterator[Located]:
    """What each part alone cannot see."""
    yield from _repeated(("sections",), (section.code for section in definition.sections), "Kod działu")
    yield from _repeated(("checks",), (check.id for check in definition.checks), "Identyfikator kontroli")
    for number, section in enumerate(definition.sections):
        yield from _section(definition, section, ("sections", number, "table"))
    if definition.form in definition.after:
        yield ("after",), "Formularz nie może czekać sam na siebie."


def _repeated(where: Where, names: Iterable[str], what: str) -> Iterator[Located]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield (*where, index), f"{what} „{name}” powtarza się."
        seen.add(name)


def _section(definition: FormDefinition, section: Section, where: Where) -> Iterator[Located]:
    table = section.table
    yield from _repeated((*where, "columns"), (column.code for column in table.columns), "Kod kolumny")
    yield from _repeated((*where, "rows"), (row.code for row in table.rows), "Kod wiersza")
    for index, row in enumerate(table.rows):
        if ADDED_ROW.match(row.code):
            yield (
                (*where, "rows", index),
                f"Kod „{row.code}” jest zastrzeżony dla wierszy dodawanych; użyj na przykład w01.",
            )
        if row.type:
            yield from _code_list(definition, row.type, (*where, "rows", index))
    for index, column in enumerate(table.columns):
        yield from _code_list(definition, column.type, (*where, "columns", index))
        if column.computed and not column.type.numeric:
            yield (*where, "columns", index), "Wyliczać można tylko liczby."
    yield from _dynamic(definition, section, (*where, "dynamic"))
    spots = [f"{row.code}.{column.code}" for row in table.rows for column in table.columns]
    for index, pattern in enumerate(table.closed):
        if not any(fnmatchcase(spot, pattern) for spot in spots):
            yield (*where, "closed", index), f"Wzorzec „{pattern}” nie wskazuje żadnego pola tabeli."


def _dynamic(definition: FormDefinition, section: Section, where: Where) -> Iterator[Located]:
    dynamic = section.table.dynamic
    if dynamic is None:
        return
    if dynamic.key.type.kind not in {"code", "text"}:
        yield (*where, "key"), "Kluczem wiersza dodawanego jest kod albo tekst."
    if dynamic.min > dynamic.max:
        yield where, "Najmniejsza liczba wierszy jest większa niż największa."
    if any(column.code == dynamic.key.code for column in section.table.columns):
        yield (*where, "key"), f"Kod kolumny „{dynamic.key.code}” powtarza się."
    yield from _code_list(definition, dynamic.key.type, (*where, "key"))


def _code_list(definition: FormDefinition, cell_type: CellType, where: Where) -> Iterator[Located]:
    if cell_type.kind != "code" or not definition._lists:
        return
    if cell_type.list not in definition._lists:
        near = difflib.get_close_matches(cell_type.list, definition._lists, n=1)
        yield where, f"Nie ma słownika „{cell_type.list}”." + (f" Czy chodzi o „{near[0]}”?" if near else "")
    elif not definition.codes(cell_type):
        yield where, f"Żaden kod słownika „{cell_type.list}” nie pasuje do wzorca „{cell_type.where}”."
