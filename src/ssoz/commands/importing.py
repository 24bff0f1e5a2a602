# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz import ssoz1 FILE`: accounts of SSOZ I from a CSV file, so that people can carry their roles over.
`./ssoz import archive FILE`: reports of SSOZ I and SSRMZ, cell by cell, to compare with."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self, TextIO

from shared.caller import given
from shared.tables import BadFileError
from ssoz.commands.system import system

CANNOT = 2
COLUMNS = """Plik CSV (UTF-8, przecinki albo średniki) z kolumnami: login, haslo, imie, nazwisko, email, role
oraz co najmniej jedną z: nip, regon, ksiega; telefon i utworzono są nieobowiązkowe.
Role: nazwy albo kody, rozdzielone znakiem „|”. Skróty haseł: PBKDF2, bcrypt i argon2 w postaci z Django lub Keycloak.
Powtórzenie niczego nie zmienia; konta, których uprawnienia już przeniesiono, zostają bez zmian."""

CELLS = """Plik CSV (UTF-8, przecinki albo średniki) z kolumnami: jednostka, formularz, rok, pole, wartość
(albo: unit, form, year, cell, value), w dowolnej kolejności wierszy.
jednostka: REGON, NIP albo numer księgi; rok: 2021, a dla okresów krótszych niż rok ich początek: 2021-07;
pole: d2.w01.k1, w dodanym wierszu d2.r3.k1 i jego klucz d2.r3.oddzial. Gdy nie ma edycji z tego roku, pola są według
najbliższej późniejszej. Wartości jak na stronie („1 234,5”); pusta usuwa to, co sprowadzono wcześniej.
Sprawozdania służą do porównań i kontroli z poprzednim rokiem. Powtórzenie niczego nie zmienia."""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ssoz import", description="Sprowadza dane z innych systemów.")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="CO")
    ssoz1 = kinds.add_parser(
        "ssoz1", help="konta SSOZ I", description=COLUMNS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ssoz1.add_argument("file", type=given, metavar="PLIK")
    archive = kinds.add_parser(
        "archive",
        help="sprawozdania SSOZ I i SSRMZ",
        description=CELLS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    archive.add_argument("file", type=given, metavar="PLIK")
    return parser


def main(words: Sequence[str]) -> int:
    from shared.postgres.server import PostgresError

    wanted = arguments().parse_args(words)
    try:
        with system():
            return {"ssoz1": ssoz1, "archive": archive}[wanted.kind](wanted.file)
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


def archive(file: Path) -> int:
    """Bring the reports here; what was refused, with its reason, lies beside the file."""
    from ssoz.access.actors import SYSTEM
    from ssoz.reports.operations import import_archive

    told = Refused(file.with_name(f"{file.name}.odrzucone.txt"))
    with file.open(encoding="utf-8-sig", newline="") as lines, told:
        done = import_archive(by=SYSTEM, lines=lines, refuse=told, tell=_progress)
    for note in sorted(done.borrowed):
        print(note)
    print(
        f"Wiersze: {done.lines}, odrzucone: {done.refused}; "
        f"sprawozdania nowe: {done.new}, zmienione: {done.changed}, bez zmian: {done.same}."
    )
    return 0


class Refused:
    """The first refusals are shown, all of them are written to a file; no refusals, no file."""

    SHOWN = 20

    def __init__(self, file: Path) -> None:
        self.file = file
        self.count = 0
        self._open: TextIO | None = None

    def __call__(self, refusal: object) -> None:
        self.count += 1
        if self._open is None:
            self._open = self.file.open("w", encoding="utf-8")
        self._open.write(f"{refusal}\n")
        if self.count <= self.SHOWN:
            print(refusal)

    def __enter__(self) -> Self:
        self.file.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            self._open.close()
            print(f"Wszystkie odmowy ({self.count}): {self.file}")


def _progress(lines: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{lines} wierszy", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
