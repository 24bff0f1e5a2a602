# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz receipt verify FILE`: whether a receipt was issued here and says what was sent."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from shared.caller import given
from shared.clock import WARSAW
from ssoz.commands.system import system

if TYPE_CHECKING:
    from ssoz.documents.verifying import Verified

FALSE, CANNOT = 1, 2


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ssoz receipt", description="Potwierdzenia złożenia sprawozdań.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="POLECENIE")
    verifying = commands.add_parser("verify", help="sprawdza, czy potwierdzenie jest prawdziwe")
    verifying.add_argument("file", type=given, metavar="PLIK")
    return parser


def main(words: Sequence[str]) -> int:
    from shared.postgres.server import PostgresError

    wanted = arguments().parse_args(words)
    try:
        with system():
            from ssoz.documents.verifying import verify

            return tell(verify(wanted.file), Console(highlight=False, soft_wrap=True))
    except (PostgresError, OSError, ValueError) as error:
        print(f"ssoz receipt: {error}", file=sys.stderr)
        return CANNOT


def tell(verified: "Verified", console: Console) -> int:
    for finding in verified.findings:
        console.print(f"  {'[green]tak[/green]' if finding.holds else '[bold red]NIE[/bold red]'}  {finding.sentence}")
    found = verified.genuine
    if found is None or not verified.is_genuine:
        console.print("[bold red]Tego potwierdzenia nie można uznać za prawdziwe.[/bold red]")
        return FALSE
    console.print(f"[green]Potwierdzenie jest prawdziwe.[/green] {found.number}: {found.form}, {found.period}")
    console.print(f"{found.unit}, wysłano {found.sent_at.astimezone(WARSAW):%d.%m.%Y %H:%M}")
    if found.superseded_at:
        console.print(f"Później wysłano korektę: {found.superseded_at.astimezone(WARSAW):%d.%m.%Y %H:%M}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
