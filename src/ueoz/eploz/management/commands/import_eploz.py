# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz import-eploz FILE`: accounts of e-PLOZ from a CSV file."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared.caller import given
from ueoz.eploz.importing import BadFileError, import_file

HELP = """Sprowadza konta e-PLOZ z pliku CSV (UTF-8) z kolumnami: pesel, imie, nazwisko, email, login, haslo.
Skróty haseł: PBKDF2, bcrypt i argon2 w postaci z Django lub Keycloak. Powtórzenie niczego nie zmienia."""


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=given)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        begun = time.perf_counter()
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                done = import_file(lines)
        except (OSError, UnicodeDecodeError, BadFileError) as error:
            raise CommandError(f"Nie można odczytać pliku {file}: {error}") from error
        for refusal in done.refused:
            self.stdout.write(f"{refusal}")
        for note in done.notes:
            self.stdout.write(f"{note} (konto przyjęto)")
        self.stdout.write(
            f"Wiersze: {done.read}; konta nowe: {done.new}, zmienione: {done.changed}, bez zmian: {done.same}, "
            f"odrzucone: {len(done.refused)}; już przeniesione do UEOZ: {done.migrated}. "
            f"Czas: {time.perf_counter() - begun:.1f} s."
        )
