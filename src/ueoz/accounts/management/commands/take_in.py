# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz take-in FILE`: people known from elsewhere, with accounts that are active at once."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared.caller import given
from ueoz.accounts.operations import take_in


class Command(BaseCommand):
    help = "Przyjmuje konta z pliku JSON (sub, given_name, family_name, pesel, email); powtórzenie niczego nie zmienia."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=given)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            rows = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"Nie można odczytać pliku {file}: {error}") from error
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise CommandError(f"Plik {file} ma zawierać listę osób.")
        taken = take_in(rows)
        for reason in taken.refused:
            self.stderr.write(reason)
        self.stdout.write(f"Konta: {taken.known}, w tym nowe: {taken.new}; pominięte: {len(taken.refused)}.")
