# SPDX-License-Identifier: EUPL-1.2
"""Files that declare tables, groupings and mappings: read with lines, refused with every reason at once."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from engine.definitions import DefinitionError, Problem
from engine.definitions.source import Source, read_yaml

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

MESSAGES = {
    "missing": "brakuje pola",
    "extra_forbidden": "nieznane pole",
    "string_type": "ma być tekst",
    "int_type": "ma być liczba całkowita",
    "int_parsing": "ma być liczba całkowita",
    "bool_type": "ma być true albo false",
    "tuple_type": "ma być lista",
    "dict_type": "ma być słownik",
    "model_type": "ma być słownik",
    "literal_error": "niedozwolona wartość",
    "string_pattern_mismatch": "niedozwolony zapis",
    "too_short": "lista jest pusta",
}


class DeclarationError(DefinitionError):
    """A file of a table, a grouping or a mapping that cannot be used."""


class Declaration:
    """A file on its way to a model; collects problems so that they are raised together."""

    def __init__(self, text: str, path: str = "") -> None:
        self.path = path
        try:
            self._source = read_yaml(text, path) if text else Source(path)
        except DefinitionError as error:
            raise DeclarationError(error.problems) from None
        self.problems: list[Problem] = list(self._source.problems)

    def complain(self, where: Path, message: str) -> None:
        self.problems.append(self._source.problem(where, message))

    def raise_if_any(self) -> None:
        if self.problems:
            raise DeclarationError(tuple(dict.fromkeys(self.problems)))

    def validate(self, model: type[Model]) -> Model:
        """The data as `model`, or every problem of its schema."""
        if not isinstance(self._source.data, Mapping):
            self.complain((), "plik ma zawierać słownik YAML")
        self.raise_if_any()
        try:
            return model.model_validate(self._source.data)
        except ValidationError as error:
            for item in error.errors():
                self.complain(tuple(item["loc"]), MESSAGES.get(item["type"], item["msg"].removeprefix("Value error, ")))
        raise DeclarationError(tuple(self.problems))
