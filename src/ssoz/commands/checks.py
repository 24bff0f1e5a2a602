# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz checks run --form MZ-29 --round 2025`: all reports of a round judged again, their findings written down."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ssoz.commands.system import system

if TYPE_CHECKING:
    from ssoz.rounds.models import Round

CANNOT = 2


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ssoz checks", description="Kontrole sprawozdań całego kraju.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="POLECENIE")
    running = commands.add_parser("run", help="sprawdza ponownie wszystkie sprawozdania i zapisuje niezgodności")
    running.add_argument("--form", help="symbol formularza, na przykład MZ-29")
    running.add_argument("--round", help="rok edycji albo identyfikator okresu sprawozdawczego")
    running.add_argument("--all", action="store_true", help="wszystkie otwarte i zamknięte okresy")
    return parser


def main(words: Sequence[str]) -> int:
    from shared.postgres.server import PostgresError

    wanted = arguments().parse_args(words)
    try:
        with system():
            return run(wanted)
    except KeyboardInterrupt:
        return 130
    except (PostgresError, OSError, ValueError) as error:
        print(f"ssoz checks: {error}", file=sys.stderr)
        return CANNOT


def run(wanted: argparse.Namespace, console: Console | None = None) -> int:
    from ssoz.access.actors import SYSTEM
    from ssoz.reports.operations import check_round

    console = console or Console(highlight=False)
    chosen = rounds_for(wanted)
    for row in chosen:
        with _progress(console) as progress:
            task = progress.add_task(str(row), total=None)
            done = check_round(by=SYSTEM, round=row.public_id, tell=partial(_tell, progress, task))
        console.print(f"{row}: {told(row)}; zmienionych od poprzedniego razu: {done.changed}.", soft_wrap=True)
    return 0


def rounds_for(wanted: argparse.Namespace) -> "list[Round]":
    """The rounds that are meant. Raises ValueError where there are none."""
    from ssoz.rounds.enums import RoundStatus
    from ssoz.rounds.queries import rounds

    known = rounds().filter(status__in=[RoundStatus.OPEN, RoundStatus.CLOSED])
    if wanted.all:
        return list(known)
    if not wanted.round:
        raise ValueError("podaj --round (rok albo identyfikator okresu) lub --all")
    if wanted.round.isdigit():
        if not wanted.form:
            raise ValueError("podaj symbol formularza: --form")
        known = known.filter(edition__form=wanted.form, edition__year=int(wanted.round))
    else:
        known = known.filter(public_id=_identifier(wanted.round))
        known = known.filter(edition__form=wanted.form) if wanted.form else known
    found = list(known)
    if not found:
        named = " ".join(filter(None, (wanted.form, wanted.round)))
        raise ValueError(f"nie ma otwartego ani zamkniętego okresu {named}")
    return found


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError(f"„{text}” to nie jest rok ani identyfikator okresu") from None


def told(row: "Round") -> str:
    from ssoz.reports.queries import checked_totals

    totals = checked_totals(row.pk)
    return (
        f"sprawozdań {totals.reports}, bez niezgodności {totals.clean}, "
        f"błędów {totals.errors}, ostrzeżeń {totals.warnings}"
    )


def _tell(progress: Progress, task: TaskID, ready: int, total: int) -> None:
    progress.update(task, completed=ready, total=total)


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
