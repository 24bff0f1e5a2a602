# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz ueoz prepare`: database and tables."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from shared.postgres.creation import create_database
from ueoz.conf.settings import ENVIRONMENT


class Command(BaseCommand):
    help = "Przygotowuje UEOZ: baza i tabele."

    def handle(self, *args: Any, **options: Any) -> None:
        create_database(ENVIRONMENT.database_url)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("ssoz_client")
