# SPDX-License-Identifier: EUPL-1.2
"""Polish alphabetical order: ICU where the server has it, else the C library's, else by code point."""

import logging
from typing import Any

from django.db import DatabaseError, transaction

log = logging.getLogger(__name__)
ATTEMPTS = (
    "CREATE COLLATION pl (provider = icu, locale = 'pl-PL')",
    "CREATE COLLATION pl (provider = libc, locale = 'pl_PL.UTF-8')",
    "CREATE COLLATION pl (provider = libc, locale = 'pl_PL.utf8')",
)
LAST_RESORT = "CREATE COLLATION pl (provider = libc, locale = 'C')"


def create_collation(apps: Any, editor: Any) -> None:
    """Make the collation `pl` in the best way this server can."""
    connection = editor.connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = 'pl'")
        if cursor.fetchone():
            return
        for statement in ATTEMPTS:
            try:
                with transaction.atomic(using=connection.alias):
                    cursor.execute(statement)
            except DatabaseError:
                continue
            return
        log.warning("Serwer bazy danych nie zna polskiego porządku alfabetycznego; sortowanie pójdzie według kodów.")
        cursor.execute(LAST_RESORT)
