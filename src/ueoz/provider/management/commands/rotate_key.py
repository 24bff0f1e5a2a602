# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz rotate-key`: the next key that signs tokens."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shared import clock
from ueoz.provider.operations import Who, rotate_key


class Command(BaseCommand):
    help = "Tworzy następny klucz podpisujący; zacznie podpisywać, gdy systemy zdążą go poznać."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--withdraw", action="store_true", help="klucz wyciekł: unieważnia wszystkie dotychczasowe od zaraz"
        )

    def handle(self, *args: Any, withdraw: bool, **options: Any) -> None:
        key = rotate_key(by=Who(), withdraw=withdraw)
        moment = key.signs_from.astimezone(clock.WARSAW)
        self.stdout.write(f"Klucz {key.kid} podpisuje od {moment:%Y-%m-%d %H:%M:%S}.")
