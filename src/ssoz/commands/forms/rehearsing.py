# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms rehearse NOWA --on RUNDA`: what a new edition would have said of the reports accepted in a round."""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from engine.definitions import FormDefinition
from engine.publication.changes import SEVERITY
from shared.caller import given
from shared.postgres.server import PostgresError
from ssoz.commands.forms.files import Shelf, one_form
from ssoz.commands.system import system

if TYPE_CHECKING:
    from ssoz.reports.queries.rehearsal import Rehearsal, Tally

HEADINGS = ("kontrola", "waga", "jednostki", "udział w %", "przykład", "pola", "komunikat")


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="NOWA", help="plik albo MZ-29/2025")
    parser.add_argument("--on", required=True, metavar="RUNDA", help="MZ-29/2024, MZ-29/2024-07-01 albo identyfikator")
    parser.add_argument("--csv", type=given, metavar="PLIK", help="zapisuje wynik, wiersz na każdy przykład")
    parser.add_argument("--examples", type=int, default=3, metavar="ILE", help="ile przykładów kontroli (domyślnie 3)")


def run(wanted: argparse.Namespace, console: Console) -> int:
    if wanted.examples < 0:
        return _refused(console, "Liczba przykładów nie może być ujemna.")
    shelf = Shelf()
    form = one_form(shelf, wanted.file, console)
    if form is None:
        return 1
    if wanted.csv and not wanted.csv.absolute().parent.is_dir():
        return _refused(console, f"Nie ma folderu na plik {wanted.csv}.")
    try:
        with system():
            rehearsal = _rehearsed(form, shelf, wanted, console)
    except (PostgresError, OSError, ValueError) as error:
        return _refused(console, str(error))
    show(rehearsal, console)
    if wanted.csv:
        write(rehearsal, wanted.csv)
        console.print(f"Zapisano {wanted.csv}.")
    return 0


def _rehearsed(form: FormDefinition, shelf: Shelf, wanted: argparse.Namespace, console: Console) -> "Rehearsal":
    from ssoz.reports.queries.rehearsal import rehearse

    rehearsal = rehearse(form, shelf.beside(form), wanted.on, wanted.examples)
    with _progress(console) as progress:
        task = progress.add_task("Sprawozdania", total=rehearsal.total)
        for done in rehearsal.run():
            progress.update(task, completed=done)
    return rehearsal


def _refused(console: Console, message: str) -> int:
    console.print(Text(message), style="red", soft_wrap=True)
    return 1


def _progress(console: Console) -> Progress:
    bars = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*bars, console=console, transient=True)


def show(rehearsal: "Rehearsal", console: Console) -> None:
    console.print(Text(rehearsal.title, style="bold"))
    stopped = rehearsal.units("error")
    warned = rehearsal.units("warning")
    told = f"Sprawozdania: {rehearsal.total}; zatrzymałyby błędy: {_share(stopped, rehearsal.total)}"
    console.print(f"{told}; ostrzeżenia: {_share(warned, rehearsal.total)}.")
    table = Table("Kontrola", "Waga", "Jednostki", "Udział", "Przykłady")
    for tally in rehearsal.tallies:
        examples = "\n".join(f"{example.unit}: {example.sentence}" for example in tally.examples)
        share = percent(tally.units, rehearsal.total)
        table.add_row(tally.check, SEVERITY[tally.severity], str(tally.units), f"{share}%", Text(examples))
    if rehearsal.tallies:
        console.print(table)
    else:
        console.print("Żadna kontrola niczego nie zgłasza.")


def _share(count: int, total: int) -> str:
    return f"{count} ({percent(count, total)}%)"


def percent(count: int, total: int) -> str:
    return f"{100 * count / total if total else 0:.1f}".replace(".", ",")


def write(rehearsal: "Rehearsal", path: Path) -> None:
    """One line an example; a check that says nothing has none."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for tally in rehearsal.tallies:
            writer.writerows(_lines(tally, rehearsal.total))


def _lines(tally: "Tally", total: int) -> Iterator[tuple[str, ...]]:
    head = (tally.check, SEVERITY[tally.severity], str(tally.units), percent(tally.units, total))
    for example in tally.examples:
        cells = ", ".join(f"{address}={value or ''}" for address, value in example.cells)
        yield (*head, example.unit, cells, example.sentence)
    if not tally.examples:
        yield (*head, "", "", "")
