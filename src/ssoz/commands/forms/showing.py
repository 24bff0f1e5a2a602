# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms show`: a form as people know it."""

import argparse
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table
from rich.text import Text

from engine.checks import compile_form
from engine.definitions import CellSpec, DefinitionError, FormDefinition, Section
from engine.definitions.models import Text as Title
from engine.publication.changes import SEVERITY, type_in_words
from ssoz.commands.forms.files import Shelf, one_form, polish_names, print_problems, summary

STATUS = {"official": "wzór urzędowy", "reconstructed": "wzór odtworzony na podstawie publikacji"}
VERSIONS = {"preliminary": "dane wstępne", "final": "dane ostateczne", "": "termin"}


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="PLIK", help="plik albo MZ-29/2025")


def run(wanted: argparse.Namespace, console: Console) -> int:
    """Print a form as people fill it in."""
    shelf = Shelf()
    form = one_form(shelf, wanted.file, console)
    if form is None:
        return 1
    try:
        demands = compile_form(form, shelf.beside(form)).demands("pl", polish_names())
    except DefinitionError as error:
        print_problems(console, error.problems)
        return 1
    console.rule(Text(f"{form.form} · {form.title}"))
    console.print(Text(f"{summary(form)}; {STATUS[form.status]}; {due(form)}"))
    console.print(Markdown(form.note))
    console.print(Text("● wymagane  ○ można zostawić puste  Σ wyliczane  × zamknięte"))
    for section in form.sections:
        console.print()
        console.print(Text(f"Dział {section.symbol}. {section.title}"), style="bold")
        for line in legend(section):
            console.print(Text(line), style="dim")
        console.print(fields_table(form, section) if section.layout == "fields" else section_table(form, section))
    console.print()
    console.print(check_table(form, demands))
    return 0


def due(form: FormDefinition) -> str:
    dates = {version: form.due_of(version).unit for version in form.versions or ("",)}
    return ", ".join(f"{VERSIONS[version]}: {day or 'nieustalony'}" for version, day in dates.items())


def section_table(form: FormDefinition, section: Section) -> Table:
    """One line a row, one sign a cell; headings above the rows they head."""
    columns = section.table.columns
    table = Table("Wiersz", "Treść", *(column.symbol for column in columns))
    above: Sequence[Title] = ()
    for row in section.table.rows:
        for depth, heading in headings(above, row.group):
            table.add_row("", Text("  " * depth + str(heading), style="bold"))
        above = row.group
        cells = [form.cell(f"{section.code}.{row.code}.{column.code}") for column in columns]
        indent = "  " * (row.indent + len(row.group))
        table.add_row(Text(row.symbol), Text(indent + str(row.title)), *map(sign, cells))
    if section.table.dynamic:
        key = section.table.dynamic.key
        cells = [form.cell(f"{section.code}.r1.{column.code}") for column in columns]
        table.add_row(Text("…"), Text(f"wiersze dodawane: {key.title} ({type_in_words(key.type)})"), *map(sign, cells))
    return table


def fields_table(form: FormDefinition, section: Section) -> Table:
    """A record: one answer to each question."""
    table = Table("Pole", "Treść", "Odpowiedź", "")
    above: Sequence[Title] = ()
    for row in section.fields:
        for depth, heading in headings(above, row.group):
            table.add_row("", Text("  " * depth + str(heading), style="bold"))
        above = row.group
        cell = form.cell(f"{section.code}.{row.code}.k1")
        indent = "  " * (row.indent + len(row.group))
        table.add_row(row.symbol, Text(indent + str(row.title)), Text(type_in_words(cell.type)), sign(cell))
    return table


def headings(above: Sequence[Title], group: Sequence[Title]) -> Iterator[tuple[int, Title]]:
    """The headings of a row or column that the one before did not stand under."""
    same = 0
    while same < min(len(above), len(group)) and above[same] == group[same]:
        same += 1
    yield from enumerate(group[same:], same)


def legend(section: Section) -> Iterator[str]:
    """Titles of columns under their headings: there is no room for them above the table."""
    above: Sequence[Title] = ()
    for column in section.table.columns if section.layout == "table" else ():
        for depth, heading in headings(above, column.group):
            yield f"{'  ' * depth}{heading}"
        above = column.group
        yield f"{'  ' * len(column.group)}{column.symbol}: {column.title}"


def sign(cell: CellSpec) -> str:
    if cell.closed:
        return "×"
    if cell.computed:
        return "Σ"
    return "●" if cell.required else "○"


def check_table(form: FormDefinition, demands: Mapping[str, str]) -> Table:
    table = Table(title="Kontrole")
    for heading in ("Kontrola", "Waga", "Czego wymaga", "Warunek"):
        table.add_column(heading, no_wrap=heading in {"Kontrola", "Waga"})
    for check in form.checks:
        condition = f"{', '.join(check.foreach)}: {check.check}" if check.foreach else check.check
        table.add_row(*map(Text, (check.id, SEVERITY[check.severity], demands[check.id], condition)))
    return table
