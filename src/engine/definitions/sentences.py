# SPDX-License-Identifier: EUPL-1.2
"""What pydantic found, told in Polish at its place in the file."""

from typing import Any, TypeGuard, get_args, get_origin

from pydantic_core import ErrorDetails

from engine.definitions.errors import suggestion
from engine.definitions.forms import FormDefinition
from engine.definitions.models import TYPE_KEYS, Model
from engine.definitions.source import Source, Where

ONLY_EXTENDING = frozenset({"remove", "after", "before"})
SENTENCES = {
    "missing": "Brak klucza „{name}”.",
    "int_parsing": "Tu potrzebna jest liczba całkowita.",
    "int_type": "Tu potrzebna jest liczba całkowita.",
    "int_from_float": "Tu potrzebna jest liczba całkowita.",
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
    "string_too_long": "Tekst jest za długi; najwięcej znaków: {max_length}.",
    "string_too_short": "Tekst nie może być pusty.",
}


def echo(detail: ErrorDetails) -> bool:
    """A list whose only items are wrong is also told to be too short."""
    return detail["type"] == "too_short" and bool(detail["input"])


def location(detail: ErrorDetails, source: Source) -> Where:
    """Where in the file: the model folds the flat type keys into one value, the file does not."""
    where = detail["loc"]
    if "type" in where[:-1]:
        at = where.index("type")
        written = (*where[:at], where[at + 1])
        return written if source.has(written) else (*where[:at], "type")
    return where


def sentence(detail: ErrorDetails, whole: type[Model] = FormDefinition) -> str:
    """`whole` is the model of the file."""
    kind, name = detail["type"], detail["loc"][-1] if detail["loc"] else ""
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(name), detail["loc"], whole)
    if kind == "value_error":
        return str(context["error"])
    pattern = SENTENCES.get(kind, "Niewłaściwa wartość „{input}”.")
    values = {key: str(value).replace(" or ", " lub ") for key, value in context.items()}
    return pattern.format(**{"name": name, "input": _short(detail["input"]), **values})


def _unknown_key(name: str, where: Where, whole: type[Model]) -> str:
    if name in ONLY_EXTENDING:
        return f"Klucz „{name}” działa tylko z extends."
    return f"Nieznany klucz „{name}”.{suggestion(name, _keys_at(where[:-1], whole))}"


def _keys_at(where: Where, model: type[Model]) -> set[str]:
    """Keys that may stand at this place of a file."""
    is_own = False  # a name that the form has chosen itself, as of a reason, is no field
    for part in where:
        if is_own or not isinstance(part, str):
            is_own = False
            continue
        parts = _parts(_fields(model)[part])
        model = next(filter(_is_model, parts))
        is_own = any(get_origin(one) is dict for one in parts)
    own = set(_fields(model))
    return own | set(TYPE_KEYS) if "type" in own else own


def _fields(model: type[Model]) -> dict[str, Any]:
    """Keys of a model in a file, and what each holds."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _parts(annotation: Any) -> list[Any]:
    return [annotation, *(inner for part in get_args(annotation) for inner in _parts(part))]


def _is_model(part: Any) -> TypeGuard[type[Model]]:
    return isinstance(part, type) and issubclass(part, Model)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
