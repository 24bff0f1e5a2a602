# SPDX-License-Identifier: EUPL-1.2
"""The command line: one module for each subcommand."""

import argparse
from collections.abc import Callable, Mapping, Sequence

from rich.console import Console

from ssoz.commands.forms import checking, comparing, publishing, rehearsing, showing

Run = Callable[[argparse.Namespace, Console], int]
Options = Callable[[argparse.ArgumentParser], None]
COMMANDS: Mapping[str, tuple[Options, Run, str]] = {
    "check": (checking.options, checking.run, "bramka publikacji: kształt, teksty, przykłady, dowody o kontrolach"),
    "show": (showing.options, showing.run, "pokazuje formularz w terminalu"),
    "diff": (comparing.options, comparing.run, "mówi, co się zmieniło między edycjami"),
    "publish": (publishing.options, publishing.run, "publikuje formularze i ankiety z folderu forms/ w bazie systemu"),
    "rehearse": (rehearsing.options, rehearsing.run, "próba nowej edycji na zatwierdzonych sprawozdaniach rundy"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./ssoz forms", description="Definicje formularzy.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="POLECENIE")
    for name, (options, _, words) in COMMANDS.items():
        options(commands.add_parser(name, help=words, description=words))
    wanted = parser.parse_args(arguments)
    return COMMANDS[wanted.command][1](wanted, Console(highlight=False))
