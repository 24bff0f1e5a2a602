# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz administrator ACCOUNT [--revoke]`: who may add and change systems."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ueoz.accounts.queries import named
from ueoz.provider.operations import Who, set_administrator


class Command(BaseCommand):
    help = "Nadaje kontu (PESEL albo identyfikator „sub”) uprawnienia administratora UEOZ albo je odbiera (--revoke)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account")
        parser.add_argument("--revoke", action="store_true", help="odbiera uprawnienia")

    def handle(self, *args: Any, account: str, revoke: bool, **options: Any) -> None:
        found = named(account)
        if found is None:
            raise CommandError("Nie ma takiego konta.")
        set_administrator(by=Who(), account=found, granted=not revoke)
        self.stdout.write(f"{found.name}: {'odebrano' if revoke else 'nadano'} uprawnienia administratora UEOZ.")
