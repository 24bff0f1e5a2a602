# SPDX-License-Identifier: EUPL-1.2
"""Whether the database can serve this version of the program."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def obstacle() -> str:
    """Say what stands in the way of serving pages; an empty text when nothing does."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "database"
    return "migrations" if waiting else ""
