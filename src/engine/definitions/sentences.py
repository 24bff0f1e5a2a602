# SPDX-License-Identifier: EUPL-1.2
"""What pydantic found, told in Polish at its place in the file."""

from typing import Any

from pydantic_core import ErrorDetails

from engine.definitions import models
from engine.definitions.errors import suggestion
from engine.definitions.forms import FormDefinition
from engine.definitions.models import Model
from engine.definitions.source import Where

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


def echo(detail: ErrorDetails) -> bool:
    """A list whose only items are wrong is also told to be too short."""
    return detail["type"] == "too_short" and bool(detail["input"])


def location(detail: ErrorDetails) -> Where:
    """Where in the file: the model folds the flat type keys into one value, the file does not."""
    where = detail["loc"]
    if "type" in where[:-1]:
        at = where.index("type")
        inner = where[at + 1]
        return (*where[:at], "type" if inner == "kind" else inner)
    return where


def sentence(detail: ErrorDetails) -> str:
    kind, name = detail["type"], detail["loc"][-1] if detail["loc"] else ""
    context: dict[str, Any] = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"Nieznany klucz „{name}”.{suggestion(str(name), _KNOWN_KEYS)}"
    if kind == "value_error":
        return str(context["error"])
    pattern = SENTENCES.get(kind, "Niewłaściwa wartość „{input}”.")
    values = {key: str(value).replace(" or ", " lub ") for key, value in context.items()}
    return pattern.format(**{"name": name, "input": _short(detail["input"]), **values})


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _known_keys() -> list[str]:
    parts: list[type[Model]] = [FormDefinition]
    parts += [part for part in vars(models).values() if isinstance(part, type) and issubclass(part, Model)]
    return sorted({field.alias or name for part in parts for name, field in part.model_fields.items()})


_KNOWN_KEYS = _known_keys()
