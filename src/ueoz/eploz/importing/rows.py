# SPDX-License-Identifier: EUPL-1.2
"""Reading the file: each line becomes a row for the database, or a refusal with its reason."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from shared.identifiers import IdentifierError, clean_pesel
from ueoz.eploz import passwords
from ueoz.eploz.passwords import HashRefused

COLUMNS = {
    "pesel": "pesel",
    "imie": "given_name",
    "imię": "given_name",
    "given_name": "given_name",
    "nazwisko": "family_name",
    "family_name": "family_name",
    "email": "email",
    "e-mail": "email",
    "login": "login",
    "haslo": "password",
    "hasło": "password",
    "password": "password",
}
NEEDED = ("pesel", "given_name", "family_name", "email", "login", "password")
SHOWN = "pesel, imie, nazwisko, email, login, haslo"
LONGEST = {"given_name": 100, "family_name": 100, "login": 200}
POLISH = {"given_name": "imię", "family_name": "nazwisko", "login": "login"}


class BadFileError(Exception):
    """The file as a whole cannot be read; the text says why."""


@dataclass(frozen=True)
class Refusal:
    """A line that was left out, or the part of it that was."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"wiersz {self.line}: {self.reason}"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line that can be kept."""

    line: int
    pesel: str
    given_name: str
    family_name: str
    email: str
    login: str
    password: str
    note: str = ""


class RowRefused(ValueError):
    """A line cannot be kept; the text says why, without the PESEL."""


def read(lines: Iterable[str]) -> Iterator[Row | Refusal]:
    """Read a CSV file with a heading; commas or semicolons."""
    source = iter(lines)
    heading = next(source, "").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()
    delimiter = ";" if ";" in heading else ","
    names = [COLUMNS.get(word.strip().strip('"').casefold(), "") for word in heading.split(delimiter)]
    if any(name not in names for name in NEEDED):
        raise BadFileError(f"Pierwszy wiersz pliku ma zawierać nazwy kolumn: {SHOWN}.")
    reader = csv.reader(source, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(reader.line_num + 1, names, cells)
    except csv.Error as error:
        raise BadFileError(f"Wiersz {reader.line_num + 1} nie jest poprawnym CSV: {error}.") from error


def _row(line: int, names: list[str], cells: list[str]) -> Row | Refusal:
    if len(cells) != len(names):
        return Refusal(line, f"jest {len(cells)} pól, a ma być {len(names)}")
    values = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
    try:
        return _checked(line, values)
    except (RowRefused, IdentifierError, HashRefused) as error:
        return Refusal(line, str(error))


def _checked(line: int, values: dict[str, str]) -> Row:
    for name, longest in LONGEST.items():
        if not values[name]:
            raise RowRefused(f"brak pola {POLISH[name]}")
        if len(values[name]) > longest:
            raise RowRefused(f"{POLISH[name]} ma ponad {longest} znaków")
    if "\0" in "".join(values.values()):
        raise RowRefused("niedozwolony znak")
    pesel = clean_pesel(values["pesel"])
    password = passwords.read(values["password"]) if values["password"] else ""
    email, note = _address(values["email"])
    names = {name: values[name] for name in LONGEST}
    return Row(line=line, pesel=pesel, password=password, email=email, note=note, **names)


def _address(text: str) -> tuple[str, str]:
    """A wrong address is only left out: it would merely have been proposed."""
    if not text:
        return "", ""
    try:
        validate_email(text)
    except ValidationError:
        return "", "niepoprawny adres e-mail pominięto"
    return (text, "") if len(text) <= 254 else ("", "za długi adres e-mail pominięto")
