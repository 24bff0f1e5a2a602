# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms check`: the publication gate over form files, each with the time it took.

Of a file in forms/YEAR everything it names of other forms has to be there. A file that lies elsewhere finds those of
its year, too; what it does not find may come with it, and is noted.
"""

import argparse
import time
from pathlib import Path

from rich.console import Console
from rich.status import Status
from rich.text import Text

from engine.definitions import FormDefinition
from engine.publication import Examination, examine
from ssoz.catalogue.passed import write_seals
from ssoz.commands.forms.files import (
    Shelf,
    editions,
    is_published,
    path_of,
    print_problems,
    published_files,
    shown,
    summary,
)


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", metavar="PLIK", help="plik albo MZ-29/2025; bez nich: wszystkie formularze")
    parser.add_argument("--notes", action="store_true", help="pokazuje też uwagi, które nie przeszkadzają")
    parser.add_argument("--quick", action="store_true", help="bez dowodów o kontrolach (programów liniowych)")


def run(wanted: argparse.Namespace, console: Console) -> int:
    """Print every problem with file and line; 1 where there is any. Where all forms pass, that is written down."""
    files = [path_of(name) for name in wanted.files] or published_files()
    shelf = Shelf()
    refused = 0
    started = time.process_time()
    with console.status("") as status:
        for number, path in enumerate(files, 1):
            status.update(f"{number} z {len(files)}: {shown(path)} …")
            refused += not _one(shelf, path, wanted, console, status)
    if len(files) > 1:
        seconds = time.process_time() - started
        console.print(f"Formularze: {len(files)}, odrzucone: {refused}, czas procesora: {_seconds(seconds)}.")
    if not (wanted.files or wanted.quick or refused):
        sound = [(path, form) for path in files if isinstance(form := shelf.form(path), FormDefinition)]
        write_seals((shelf.seal(form), shown(path)) for path, form in sound)
    return int(refused > 0)


def _one(shelf: Shelf, path: Path, wanted: argparse.Namespace, console: Console, status: Status) -> bool:
    found = shelf.form(path)
    if not isinstance(found, FormDefinition):
        print_problems(console, found)
        return False
    started = time.process_time()
    known = editions if is_published(path) else None
    told = str(status.status)

    def tell(done: int, of: int) -> None:
        status.update(f"{told} {done} z {of} kontroli")

    examination = examine(found, shelf.beside(found), shelf.previous(found), known, deep=not wanted.quick, tell=tell)
    seconds = time.process_time() - started
    print_problems(console, examination.refusals)
    if examination.passed:
        told = f"✓ {shown(path)}: {summary(found)}, {_notes(examination, wanted.notes)}{_seconds(seconds)}"
        console.print(Text(told), style="green", soft_wrap=True)
    if wanted.notes:
        print_problems(console, examination.notes, "yellow")
    return examination.passed


def _notes(examination: Examination, are_shown: bool) -> str:
    count, unexamined = len(examination.notes), examination.unexamined
    told = f"uwagi: {count}, " if count and not are_shown else ""
    return told + (f"niezbadane kontrole: {unexamined}, " if unexamined else "")


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
