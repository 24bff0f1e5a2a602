# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms publish [forms|questionnaires]`: what lies in forms/ into the system's database."""

import argparse
from typing import TYPE_CHECKING

from rich.console import Console

from engine.definitions import DefinitionError
from shared.postgres.server import PostgresError
from ssoz.commands.system import system

if TYPE_CHECKING:
    from ssoz.catalogue.models import Edition
    from ssoz.rounds.models import Questionnaire

WHAT = ("all", "forms", "questionnaires")
REFUSED, CANNOT = 1, 2


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        choices=WHAT,
        default=WHAT[0],
        metavar="CO",
        help="forms (formularze), questionnaires (ankiety), all (jedne i drugie, domyślnie)",
    )


def run(wanted: argparse.Namespace, console: Console) -> int:
    try:
        with system():
            new, known = _published(wanted.what)
    except DefinitionError as error:
        console.print("Niczego nie opublikowano.", style="bold red")
        for problem in error.problems:
            console.print(str(problem), markup=False)
        return REFUSED
    except (PostgresError, OSError, ValueError) as error:
        console.print(str(error), style="red", markup=False)
        return CANNOT
    for name in new:
        console.print(f"Opublikowano {name}", markup=False)
    console.print(f"Nowe albo zmienione: {len(new)}, bez zmian: {known}. Edycje, których już użyto, zostają, jak były.")
    return 0


def _published(what: str) -> tuple[list[str], int]:
    """Names of what is new or has changed, and how many were there as they are; all of it or nothing."""
    from django.db import transaction

    from ssoz.catalogue.models import Edition
    from ssoz.catalogue.operations import load_forms
    from ssoz.rounds.models import Questionnaire
    from ssoz.rounds.operations import load_questionnaires

    before = {digest for model in (Edition, Questionnaire) for digest in model.objects.values_list("digest", flat=True)}
    with transaction.atomic():
        rows: list[Edition | Questionnaire] = [*load_forms()] if what != "questionnaires" else []
        rows += load_questionnaires() if what != "forms" else ()
    new = [_name(row) for row in rows if row.digest not in before]
    return new, len(rows) - len(new)


def _name(row: "Edition | Questionnaire") -> str:
    return f"{getattr(row, 'form', 'ankieta')}/{row.year}"
