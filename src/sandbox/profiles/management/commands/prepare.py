# SPDX-License-Identifier: EUPL-1.2
"""`python -m django prepare --settings sandbox.settings`: keys, database, tables, people to try."""

from datetime import timedelta
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from psycopg import sql

from sandbox.citizens import roll
from sandbox.citizens.operations import take_in
from sandbox.environment import beside, current
from sandbox.node.models import NodeSession, SignIn
from sandbox.profiles.models import Attempt, OneTimeCode, ResetLink
from sandbox.profiles.operations import equip
from shared import clock, keys

A_DAY = timedelta(days=1)


class Command(BaseCommand):
    help = "Przygotowuje piaskownicę: klucze, baza, tabele, osoby do prób z profilami zaufanymi."

    def handle(self, *args: Any, **options: Any) -> None:
        keys.make(current().keys)
        create_database(current().database_url)
        call_command("migrate", interactive=False, verbosity=0)
        settle_citizens()
        forget()


def forget() -> None:
    """Let go of what nobody can use any more."""
    now = clock.now()
    OneTimeCode.objects.filter(expires_at__lt=now).delete()
    ResetLink.objects.filter(expires_at__lt=now).delete()
    Attempt.objects.filter(at__lt=now - A_DAY).delete()
    SignIn.objects.filter(created_at__lt=now - A_DAY).delete()
    NodeSession.objects.filter(created_at__lt=now - A_DAY).delete()
    call_command("clearsessions")


def settle_citizens() -> None:
    """Write down the people to try, with their trusted profiles."""
    entries = roll.read(current().citizens)
    for citizen, entry in zip(take_in(entries), entries, strict=True):
        equip(citizen, entry)


def create_database(url: str) -> None:
    """Make the database unless it is there."""
    name = settings.DATABASES["default"]["NAME"]
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
