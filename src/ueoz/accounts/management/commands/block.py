# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz block ACCOUNT [--undo]`: an account that was misused is shut at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ueoz.accounts.errors import AccountError
from ueoz.accounts.operations import block, unblock
from ueoz.accounts.origins import SYSTEM
from ueoz.accounts.queries import named


class Command(BaseCommand):
    help = "Blokuje konto (PESEL albo identyfikator „sub”) i kończy jego sesje, albo je odblokowuje (--undo)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account")
        parser.add_argument("--undo", action="store_true", help="odblokowuje")

    def handle(self, *args: Any, account: str, undo: bool, **options: Any) -> None:
        found = named(account)
        if found is None:
            raise CommandError("Nie ma takiego konta.")
        try:
            (unblock if undo else block)(by=SYSTEM, account=found, who="system")
        except AccountError as error:
            raise CommandError(f"Konto nie zostało zmienione ({error}).") from error
        self.stdout.write(f"{found.name}: konto {'odblokowane' if undo else 'zablokowane'}.")
