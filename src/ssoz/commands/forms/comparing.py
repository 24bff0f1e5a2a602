# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms diff`: what changed between two editions, for a person."""

import argparse

from rich.console import Console
from rich.text import Text

from engine.definitions import DefinitionError
from engine.publication.changes import Change, changes
from ssoz.commands.forms.files import Shelf, one_form, polish_names, print_problems

SIGNS = {"added": ("+", "green"), "removed": ("−", "red"), "changed": ("~", "yellow")}


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="WCZEŚNIEJSZA", help="plik albo MZ-29/2024")
    parser.add_argument("now", metavar="PÓŹNIEJSZA", help="plik albo MZ-29/2025")


def run(wanted: argparse.Namespace, console: Console) -> int:
    shelf = Shelf()
    before, now = (one_form(shelf, name, console) for name in (wanted.before, wanted.now))
    if before is None or now is None:
        return 1
    console.print(Text(f"{before.form} za {before.edition} r. → {now.form} za {now.edition} r.", style="bold"))
    try:
        found = changes(before, now, polish_names())
    except DefinitionError as error:
        print_problems(console, error.problems)
        return 1
    for change in found:
        console.print(line(change), soft_wrap=True)
    if not found:
        console.print("Bez zmian.")
    return 0


def line(change: Change) -> Text:
    sign, style = SIGNS[change.kind]
    return Text.assemble((f"{sign} ", style), str(change))
