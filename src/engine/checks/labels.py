# SPDX-License-Identifier: EUPL-1.2
"""What the parts of a form are called in a language. Where it has no text of its own, the Polish one stands."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from engine.answers import Sheet, Value, format_number, row_number
from engine.checks.phrases import POLISH, Phrases
from engine.checks.reference import LAST_DAY
from engine.checks.tree import RATIO, Node
from engine.checks.world import Known
from engine.definitions import Column, FormDefinition, Row, Section, Text

SHOWN_PLACES = 2  # of quotients


class Labels:
    """Names of one form's sections, rows and columns."""

    def __init__(self, definition: FormDefinition, phrases: Phrases) -> None:
        self.definition = definition
        self.phrases = phrases

    def text(self, text: Text) -> str:
        return (text.en if self.phrases.language == "en" else "") or text.pl

    def reason(self, code: str) -> str:
        return self.text(self.definition.reason(code))

    def section(self, section: Section) -> str:
        return self.phrases.section.format(section.symbol)

    def title(self, part: Column | Row) -> str:
        """„Łóżka – w tym dla dzieci”: headings above it and its own."""
        return " – ".join(filter(None, map(self.text, (*part.group, part.title))))

    def column(self, column: Column) -> str:
        """„kolumna 2”; a key column has no number."""
        if column.symbol[:1].isdigit():
            return self.phrases.column.format(column.symbol)
        return self.phrases.quoted.format(self.text(column.title) or column.code)

    def row(self, section: Section, sheet: Sheet, row: str) -> str:
        """„wiersz 03”; in a record „pole 4”, or by its title where no number is printed."""
        found = section.table.row(row)
        if section.layout == "table" or found is None:
            return self.phrases.row.format(row_number(section, sheet, row))
        number = found.symbol if found.symbol != found.code else self.phrases.quoted.format(self.title(found))
        return self.phrases.field.format(number)

    def row_title(self, section: Section, sheet: Sheet, row: str) -> str:
        """Title of a fixed row; code and its label of an added one („4500 chirurgiczny ogólny”)."""
        fixed = section.table.row(row)
        if fixed is not None:
            return self.title(fixed)
        dynamic = section.table.dynamic
        if dynamic is None or row not in sheet.added(section.code):
            return ""
        value = str(sheet.cells.get(f"{section.code}.{row}.{dynamic.key.code}", ""))
        codes = self.definition.added[section.code][dynamic.key.code].codes or {}
        return f"{value} {codes.get(value, '')}".strip()

    def place(self, sheet: Sheet, address: str) -> str:
        """„Dział 2, wiersz 03, kolumna 2”"""
        section_code, row, column_code = address.split(".")
        section = self.definition.by_code[section_code]
        column = section.table.column(column_code)
        last = [self.column(column)] if column and section.layout == "table" else []
        return ", ".join([self.section(section), self.row(section, sheet, row), *last])

    # values

    def value(self, node: Node, found: Known) -> str:
        """A value as people write it."""
        if found is None:
            return self.phrases.nothing
        if isinstance(found, str):
            return found
        if node.kind == "date":
            return self.day(int(found))
        return str(int(found)) if is_year(node) else self.exact(found, node.scale)

    def exact(self, found: int | Fraction, scale: int) -> str:
        if scale != RATIO:
            return self.number(int(found * 10**scale), scale)
        text = self.number(round(found * 10**SHOWN_PLACES), SHOWN_PLACES)
        return text.rstrip("0").rstrip(self.phrases.point)

    def shown(self, kind: str, scale: int, value: Value | None) -> str:
        """As `value`, from what a sheet stores."""
        if value is None:
            return self.phrases.nothing
        if kind == "bool":
            return self.phrases.yes if value == 1 else self.phrases.no
        if isinstance(value, int):
            return self.number(value, scale)
        return self.day(date.fromisoformat(value).toordinal()) if kind == "date" else value

    def number(self, value: int, scale: int) -> str:
        text = format_number(value, scale)
        return text if self.phrases is POLISH else text.replace(",", self.phrases.point)

    def day(self, ordinal: int) -> str:
        if not 1 <= ordinal <= LAST_DAY:
            return self.phrases.nothing
        found = date.fromordinal(ordinal)
        return f"{found:%d.%m.%Y}" if self.phrases is POLISH else f"{found.day} {found:%B} {found.year}"

    def name(self, text: str) -> str:
        """A label in the middle of a sentence."""
        if not self.phrases.lowered:
            return self.phrases.quoted.format(text)
        return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def is_year(node: Node) -> bool:
    """A number that is written without parting its thousands."""
    return node.kind == "year" or node.op == "year" or (node.op == "period" and node.value == "year")


def runs(names: Iterable[str]) -> str:
    """„02–05, 07”: printed symbols, neighbouring numbers drawn together."""
    parts: list[list[str]] = []
    for name in dict.fromkeys(names):
        if parts and name.isdigit() and parts[-1][-1].isdigit() and int(name) == int(parts[-1][-1]) + 1:
            parts[-1].append(name)
        else:
            parts.append([name])
    return ", ".join(part[0] if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)
