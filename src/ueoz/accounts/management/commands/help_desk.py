# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz help-desk ACCOUNT [--revoke]`: who may search cases of others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ueoz.accounts.operations import set_help_desk
from ueoz.accounts.origins import SYSTEM
from ueoz.accounts.queries import named


class Command(BaseCommand):
    help = "Nadaje kontu (PESEL albo identyfikator „sub”) uprawnienia działu obsługi albo je odbiera (--revoke)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account")
        parser.add_argument("--revoke", action="store_true", help="odbiera uprawnienia")

    def handle(self, *args: Any, account: str, revoke: bool, **options: Any) -> None:
        found = named(account)
        if found is None:
            raise CommandError("Nie ma takiego konta.")
        set_help_desk(by=SYSTEM, account=found, granted=not revoke)
        self.stdout.write(f"{found.name}: {'odebrano' if revoke else 'nadano'} uprawnienia działu obsługi.")
