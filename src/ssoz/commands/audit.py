# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz audit verify`: proof that nothing in the audit trail was altered; `root` publishes what it comes to."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from shared.caller import given
from ssoz.commands.system import system

if TYPE_CHECKING:
    from ssoz.audit.roots import Root

ALTERED, CANNOT = 1, 2


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ssoz audit", description="Dziennik zdarzeń.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="POLECENIE")
    verifying = commands.add_parser(
        "verify", help="dowodzi, że niczego nie zmieniono, albo wskazuje pierwszy zły wiersz"
    )
    verifying.add_argument("--roots", type=given, help="plik opublikowanych korzeni, na przykład kopia z innej maszyny")
    verifying.add_argument("--since", type=int, default=0, metavar="PIECZĘĆ", help="zaczyna za opublikowaną pieczęcią")
    commands.add_parser("root", help="pieczętuje zdarzenia i dopisuje korzeń do pliku")
    return parser


def main(words: Sequence[str]) -> int:
    from shared.postgres.server import PostgresError

    wanted = arguments().parse_args(words)
    console = Console(highlight=False, soft_wrap=True)
    try:
        with system():
            return verify(wanted, console) if wanted.command == "verify" else publish(console)
    except KeyboardInterrupt:
        return 130
    except (PostgresError, OSError, ValueError) as error:
        print(f"ssoz audit: {error}", file=sys.stderr)
        return CANNOT


def publish(console: Console) -> int:
    from django.conf import settings

    from ssoz.audit.operations import publish_root

    root = publish_root()
    if root is None:
        console.print("Dziennik jest pusty: nie ma czego publikować.")
        return 0
    console.print(f"Pieczęć {root.seal}, zdarzeń {root.events}: {root.root}")
    console.print(f"Zapisano w {settings.AUDIT_ROOTS}. Przekaż ten wiersz tam, dokąd nie sięga administrator bazy.")
    return 0


def verify(wanted: argparse.Namespace, console: Console) -> int:
    from django.conf import settings

    from ssoz.audit import roots
    from ssoz.audit.queries.verifying import verify as verified

    path = wanted.roots or Path(settings.AUDIT_ROOTS)
    if wanted.roots and not path.exists():
        raise ValueError(f"nie ma pliku {path}")
    published = {root.seal: root for root in roots.read(path)}
    if wanted.since and wanted.since not in published:
        raise ValueError(f"pieczęci {wanted.since} nie opublikowano w pliku {path}")
    with console.status("Sprawdzam …") as status:
        verdict = verified(
            roots=published, since=wanted.since, tell=lambda done: status.update(f"Sprawdzono zdarzeń: {done} …")
        )
    if verdict.fault:
        console.print(f"[bold red]Dziennik naruszono.[/bold red] {verdict.fault}")
        return ALTERED
    console.print(
        f"[green]Dziennik jest nienaruszony.[/green] Zdarzeń {verdict.events} pod pieczęciami: {verdict.seals}; "
        f"bez pieczęci czeka: {verdict.waiting}."
    )
    for line in remarks(path, list(published.values())):
        console.print(line)
    return 0


def remarks(path: Path, published: "list[Root]") -> list[str]:
    """How far the proof reaches."""
    from ssoz.audit.privileges import may_alter

    lines = [
        f"Opublikowanych korzeni: {len(published)}; ostatni: pieczęć {published[-1].seal}, {published[-1].at}."
        if published
        else f"Uwaga: w pliku {path} nie ma korzeni; bez nich nie widać, że usunięto najnowsze zdarzenia."
    ]
    if may_alter():
        lines.append("To polecenie połączyło się z bazą w roli, która może zmieniać dziennik (właściciel tabel).")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
