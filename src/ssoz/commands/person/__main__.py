# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz person export|forget|rotate-keys`: the command line."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from shared.caller import given
from ssoz.commands.system import system

if TYPE_CHECKING:
    from ssoz.access.models import Person

CANNOT = 2
KEPT = """Zostało, bo wymaga tego prawo albo rozliczalność systemu:
- numer osoby, jej profile i role z datami (kto był uprawniony w chwili czynności);
- zdarzenia dziennika z numerem osoby i adresem sieciowym, bez nazwiska (łańcuch pieczęci pozostaje ważny);
- imię i nazwisko pod sprawozdaniami i kartami, które osoba wypełniła, wysłała albo zatwierdziła, a w nich przy zmianach
  pól, uwagach, notatkach i zgłoszeniach (dokumentacja statystyki);
- złożone wnioski i podpisane pliki (podstawa decyzji); ich okres przechowywania określa instrukcja kancelaryjna.
Osobno usuń dane w UEOZ i w kopiach zapasowych, gdy minie ich okres."""


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./ssoz person", description="Dane osobowe.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="POLECENIE")
    exporting = commands.add_parser("export", help="wszystko o osobie: plik JSON i plik do czytania")
    forgetting = commands.add_parser("forget", help="usuwa dane, które prawo pozwala usunąć")
    for one in (exporting, forgetting):
        one.add_argument(
            "person", nargs="?", default="", metavar="OSOBA", help="numer, identyfikator albo adres e-mail"
        )
        one.add_argument("--pesel", action="store_true", help="zapyta o PESEL (nie zostanie w historii powłoki)")
    exporting.add_argument("--to", type=given, default=given(""), metavar="FOLDER", help="dokąd (domyślnie: tutaj)")
    forgetting.add_argument("--yes", action="store_true", help="bez pytania")
    commands.add_parser("rotate-keys", help="szyfruje numery PESEL i karty pierwszym kluczem z SSOZ_ENCRYPTION_KEYS")
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
        print(f"ssoz person: {error}", file=sys.stderr)
        return CANNOT


def run(wanted: argparse.Namespace) -> int:
    if wanted.command == "rotate-keys":
        return rotate()
    person = found(wanted.person, getpass.getpass("PESEL: ") if wanted.pesel else "")
    return export(person, wanted.to) if wanted.command == "export" else forget(person, sure=wanted.yes)


def found(text: str, pesel: str) -> "Person":
    """Exactly one person, or a sentence."""
    from ssoz.access.models import Person
    from ssoz.access.pesel import hashed

    if pesel:
        people = Person.objects.filter(pesel_hash=hashed(pesel.strip()))
    elif text.isdigit():
        people = Person.objects.filter(pk=int(text))
    elif "@" in text:
        people = Person.objects.filter(email__iexact=text)
    else:
        people = Person.objects.filter(public_id=_uuid(text))
    try:
        return people.get()
    except Person.DoesNotExist:
        raise ValueError("nie ma takiej osoby") from None
    except Person.MultipleObjectsReturned:
        numbers = ", ".join(str(person.pk) for person in people)
        raise ValueError(f"takich osób jest więcej, podaj numer: {numbers}") from None


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("podaj numer osoby, jej identyfikator, adres e-mail albo --pesel") from None


def export(person: "Person", folder: Path) -> int:
    from ssoz.commands.person.gathering import gathered
    from ssoz.commands.person.writing import write

    for path in write(gathered(person), folder, f"osoba-{person.public_id}"):
        print(f"Zapisano {path}")
    print("Pliki zawierają dane osobowe. Przekaż je osobie bezpieczną drogą i usuń.")
    return 0


def forget(person: "Person", *, sure: bool) -> int:
    from ssoz.access.errors import PersonStillActive
    from ssoz.commands.person.forgetting import forget as forgotten

    question = f"Usunąć dane osoby {person.pk} ({person.name})? Tego nie można cofnąć. Wpisz „tak”: "
    if not sure and input(question).strip().casefold() != "tak":
        print("Niczego nie usunięto.")
        return 0
    try:
        done = forgotten(person)
    except PersonStillActive as error:
        raise ValueError(str(error)) from error
    print(
        f"Usunięto dane osoby {person.pk}; w tym dane kontaktowe z wniosków: {done.submissions}, "
        f"wiadomości: {done.messages}."
    )
    print(KEPT)
    return 0


def rotate() -> int:
    from ssoz.access.actors import SYSTEM
    from ssoz.access.operations import rotate_keys
    from ssoz.cards.operations import rotate_cards

    people, cards = rotate_keys(by=SYSTEM), rotate_cards(by=SYSTEM)
    print(f"Zaszyfrowano ponownie: {people}; karty psychiatryczne: {cards}.", end=" ")
    print("Stary klucz można usunąć z SSOZ_ENCRYPTION_KEYS.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
