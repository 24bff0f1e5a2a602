# SPDX-License-Identifier: EUPL-1.2
"""Columns of a file of cards: one for each field of the form, named by its code, and three for each stay on a ward."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from engine.answers import CellError, Sheet, Value, parse_cell
from engine.definitions import CellSpec, FormDefinition
from ssoz.cards.errors import BadRequest
from ssoz.cards.fields import STAYS

SHOWN_STAYS = 3  # in the template; a file may have as many as the form allows
NEEDED = ("nazwisko", "imie", "plec", "przyjety")


class Told(NamedTuple):
    """What is wrong in one line: the column it stands in, or nothing for the line as a whole."""

    column: str
    text: str
    message: str


@dataclass(frozen=True)
class Read:
    """One line as cells, with what could not be read."""

    sheet: Sheet
    problems: tuple[Told, ...]


@dataclass(frozen=True)
class Heading:
    """A column: its name, where its text goes, what it means."""

    name: str
    address: str
    spec: CellSpec
    known: dict[str, Value | None] = field(default_factory=dict)  # texts read before: most stand in many lines

    def value(self, text: str) -> Value | None:
        if text not in self.known:
            self.known[text] = parse_cell(self.spec, text)
        return self.known[text]


def headings(form: FormDefinition) -> Iterator[Heading]:
    """Every column a file may have, in the order of the form."""
    for section in form.sections:
        code = section.code
        for address in form.entered[code]:
            yield Heading(address.split(".")[1], address, form.cells[address])
        dynamic = section.table.dynamic
        for number in range(1, dynamic.max + 1 if dynamic else 1):
            for column, spec in form.added[code].items():
                yield Heading(f"{column}{number}", f"{code}.r{number}.{column}", spec)


def template(form: FormDefinition) -> list[Heading]:
    """The columns offered to be filled in."""
    return [one for one in headings(form) if not _number(one) or _number(one) <= SHOWN_STAYS]


def _number(one: Heading) -> int:
    """Which stay a column is about; 0 where it is about none."""
    row = one.address.split(".")[1]
    return int(row[1:]) if one.address.startswith(f"{STAYS}.") else 0


class Reader:
    """Turns lines into sheets, by the words of the first line."""

    def __init__(self, form: FormDefinition, words: Sequence[str]) -> None:
        known = {one.name: one for one in headings(form)}
        names = [word.strip().casefold() for word in words]
        unknown = [word.strip() for word, name in zip(words, names, strict=True) if name and name not in known]
        missing = [name for name in NEEDED if name not in names]
        if unknown or missing or len(set(filter(None, names))) != len([*filter(None, names)]):
            raise BadRequest(_refusal(unknown, missing))
        self.columns = [known.get(name) for name in names]

    def read(self, texts: Sequence[str]) -> Read:
        cells: dict[str, Value | None] = {}
        problems = []
        for column, text in zip(self.columns, texts, strict=False):
            if column is None or not text:
                continue
            try:
                cells[column.address] = column.value(text)
            except CellError as error:
                problems.append(Told(column.name, text, error.message))
        if any(text for text in texts[len(self.columns) :]):
            problems.append(Told("", "", _("W wierszu jest więcej pól niż kolumn.")))
        return Read(_sheet(cells), tuple(problems))


def _sheet(cells: Mapping[str, Value | None]) -> Sheet:
    """Stays on wards are the rows that say anything."""
    rows = sorted({address.split(".")[1] for address in cells if address.startswith(f"{STAYS}.")}, key=_order)
    return Sheet({address: value for address, value in cells.items() if value is not None}, {STAYS: tuple(rows)})


def _order(row: str) -> int:
    return int(row[1:])


def _refusal(unknown: Sequence[str], missing: Sequence[str]) -> str:
    if missing:
        return _("W pierwszym wierszu pliku brakuje kolumn: %(names)s.") % {"names": ", ".join(missing)}
    if unknown:
        return _("Nieznane kolumny: %(names)s. Pobierz wzór pliku.") % {"names": ", ".join(unknown[:5])}
    return _("Dwie kolumny mają tę samą nazwę.")
