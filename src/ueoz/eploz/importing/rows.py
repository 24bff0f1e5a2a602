# SPDX-License-Identifier: EUPL-1.2
"""Reading the file: each line becomes a row for the database, or a refusal with its reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shared import passwords, tables
from shared.identifiers import IdentifierError, clean_pesel
from shared.passwords import HashRefused
from shared.tables import Refusal, RowRefused

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
LONGEST = {"given_name": 100, "family_name": 100, "login": 200}
POLISH = {"given_name": "imię", "family_name": "nazwisko", "login": "login"}


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


def read(lines: Iterable[str]) -> Iterator[Row | Refusal]:
    """Read a CSV file with a heading; commas or semicolons."""
    for found in tables.read(lines, columns=COLUMNS, needed=NEEDED):
        yield found if isinstance(found, Refusal) else _row(*found)


def _row(line: int, values: dict[str, str]) -> Row | Refusal:
    try:
        return _checked(line, values)
    except (RowRefused, IdentifierError, HashRefused) as error:
        return Refusal(line, str(error))


def _checked(line: int, values: dict[str, str]) -> Row:
    tables.check_texts(values, longest=LONGEST, words=POLISH)
    pesel = clean_pesel(values["pesel"])
    password = passwords.read(values["password"]) if values["password"] else ""
    email, note = tables.email_of(values["email"])
    names = {name: values[name] for name in LONGEST}
    return Row(line=line, pesel=pesel, password=password, email=email, note=note, **names)
