# SPDX-License-Identifier: EUPL-1.2
"""CSV files with a heading that another system has written: each line becomes values, or a refusal with its reason."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


class BadFileError(Exception):
    """The file as a whole cannot be read; the text says why."""


@dataclass(frozen=True)
class Refusal:
    """A line that was left out, or the part of it that was."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"wiersz {self.line}: {self.reason}"


class RowRefused(ValueError):
    """A line cannot be kept; the text says why, without what is secret in it."""


Line = tuple[int, dict[str, str]]


def read(lines: Iterable[str], *, columns: Mapping[str, str], needed: Collection[str]) -> Iterator[Line | Refusal]:
    """Read a file with commas or semicolons; `columns` says what the words of the heading are called here."""
    source = iter(lines)
    heading = next(source, "").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()
    delimiter = ";" if ";" in heading else ","
    names = [columns.get(word.strip().strip('"').casefold(), "") for word in heading.split(delimiter)]
    if any(name not in names for name in needed):
        raise BadFileError(f"Pierwszy wiersz pliku ma zawierać nazwy kolumn: {', '.join(_usual(columns, needed))}.")
    reader = csv.reader(source, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _values(reader.line_num + 1, names, cells)
    except csv.Error as error:
        raise BadFileError(f"Wiersz {reader.line_num + 1} nie jest poprawnym CSV: {error}.") from error


def _usual(columns: Mapping[str, str], needed: Collection[str]) -> Iterator[str]:
    """The first word for each column that has to be there."""
    for name in needed:
        yield next(word for word, meaning in columns.items() if meaning == name)


def _values(line: int, names: list[str], cells: list[str]) -> Line | Refusal:
    if len(cells) != len(names):
        return Refusal(line, f"jest {len(cells)} pól, a ma być {len(names)}")
    values = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
    return Refusal(line, "niedozwolony znak") if "\0" in "".join(cells) else (line, values)


def check_texts(values: Mapping[str, str], *, longest: Mapping[str, int], words: Mapping[str, str]) -> None:
    """Refuse a line whose texts are missing or too long."""
    for name, limit in longest.items():
        if not values[name]:
            raise RowRefused(f"brak pola {words[name]}")
        if len(values[name]) > limit:
            raise RowRefused(f"{words[name]} ma ponad {limit} znaków")


def email_of(text: str) -> tuple[str, str]:
    """The address, and what is to be said of it: a wrong one is only left out, as it is merely proposed to people."""
    if not text:
        return "", ""
    try:
        validate_email(text)
    except ValidationError:
        return "", "niepoprawny adres e-mail pominięto"
    return (text, "") if len(text) <= 254 else ("", "za długi adres e-mail pominięto")
