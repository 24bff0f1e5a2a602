# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz import ssoz1 FILE`: accounts of SSOZ I from a CSV file, so that people can carry their roles over."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shared.tables import BadFileError
from ssoz.commands.system import system

CANNOT = 2
COLUMNS = """Plik CSV (UTF-8, przecinki albo średniki) z kolumnami: login, haslo, imie, nazwisko, email, role
oraz co najmniej jedną z: nip, regon, ksiega; telefon i utworzono są nieobowiązkowe.
Role: nazwy albo kody, rozdzielone znakiem „|”. Skróty haseł: PBKDF2, bcrypt i argon2 w postaci z Django lub Keycloak.
Powtórzenie niczego nie zmienia; konta, których uprawnienia już przeniesiono, zostają bez zmian."""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ssoz import", description="Sprowadza dane z innych systemów.")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="CO")
    ssoz1 = kinds.add_parser(
        "ssoz1", help="konta SSOZ I", description=COLUMNS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ssoz1.add_argument("file", type=Path, metavar="PLIK")
    return parser


def main(words: Sequence[str]) -> int:
    from shared.postgres.server import PostgresError

    wanted = arguments().parse_args(words)
    try:
        with system():
            return ssoz1(wanted.file)
    except (PostgresError, OSError, ValueError, BadFileError) as error:
        print(f"ssoz import: {error}", file=sys.stderr)
        return CANNOT


def ssoz1(file: Path) -> int:
    """Bring the accounts here and say what became of each line that was not kept whole."""
    from ssoz.access.actors import SYSTEM
    from ssoz.access.operations import import_legacy_accounts

    with file.open(encoding="utf-8-sig", newline="") as lines:
        done = import_legacy_accounts(by=SYSTEM, lines=lines)
    for refusal in done.refused:
        print(refusal)
    for note in done.notes:
        print(f"{note} (konto przyjęto)")
    print(
        f"Wiersze: {done.read}; konta nowe: {done.new}, zmienione: {done.changed}, bez zmian: {done.same}, "
        f"odrzucone: {len(done.refused)}; już przeniesione: {done.transferred}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
