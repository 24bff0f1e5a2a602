# SPDX-License-Identifier: EUPL-1.2
"""Cells that a supervisor's sentence names: „dział 2, wiersz 03, kolumna 2” becomes the way there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from engine.answers import Sheet, row_number
from engine.definitions import FormDefinition, Section
from ssoz.www.reporter.presentation.words import anchor

BETWEEN = r"[\s.,;:]*"
ROW = rf"(?:wiersz(?:a|u|em|ie)?|w\.){BETWEEN}(?P<row>\w+)"
COLUMN = rf"(?:kolumn(?:a|y|ie|ę|ą)|rubryk(?:a|i|ę|ą)|rubryce|kol\.|rub\.|k\.){BETWEEN}(?P<column>\w+)"
FIELD = rf"(?:pole|pola|polu|polem){BETWEEN}(?P<field>\w+)"
PLACE = re.compile(
    rf"\b(?:dzia(?:ł|łu|łem|le)|dz\.){BETWEEN}(?P<section>\w+){BETWEEN}(?:{ROW}{BETWEEN}{COLUMN}|{FIELD})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    start: int
    end: int
    address: str


def named_cells(definition: FormDefinition, sheet: Sheet, text: str) -> tuple[Named, ...]:
    """Places of the text that name a cell of this report."""
    return tuple(_found(definition, sheet, text))


def _found(definition: FormDefinition, sheet: Sheet, text: str) -> Iterator[Named]:
    for match in PLACE.finditer(text):
        section = next((one for one in definition.sections if _same(one.symbol, match["section"])), None)
        if section is None:
            continue
        row = _row(section, sheet, match["row"] or match["field"])
        column = _column(section, match["column"])
        if row and column:
            yield Named(match.start(), match.end(), f"{section.code}.{row}.{column}")


def _row(section: Section, sheet: Sheet, symbol: str) -> str:
    rows = [row.code for row in section.table.rows] + [*sheet.added(section.code)]
    return next((row for row in rows if _same(row_number(section, sheet, row), symbol)), "")


def _column(section: Section, symbol: str | None) -> str:
    if symbol is None:
        return "k1" if section.layout == "fields" else ""
    return next((column.code for column in section.table.columns if _same(column.symbol, symbol)), "")


def _same(symbol: str, said: str) -> bool:
    """„3” is „03”."""
    return symbol.casefold().lstrip("0") == said.casefold().lstrip("0")


def linked(definition: FormDefinition, sheet: Sheet, text: str) -> SafeString:
    """The sentence with a link at each cell it names."""
    written, at = [], 0
    for named in named_cells(definition, sheet, text):
        written.append(escape(text[at : named.start]))
        written.append(f'<a href="#{anchor(named.address)}">{escape(text[named.start : named.end])}</a>')
        at = named.end
    whole = "".join((*written, escape(text[at:])))
    return mark_safe(whole.replace("\n", "<br>"))  # noqa: S308  escaped piece by piece
