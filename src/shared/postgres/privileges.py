# SPDX-License-Identifier: EUPL-1.2
"""Two roles of a database: one owns the tables and migrates them, the application works in another."""

from collections.abc import Mapping

from django.db import connections
from psycopg import sql

EVERYTHING = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
)


def grant(role: str, *, only: Mapping[str, str], using: str = "default") -> bool:
    """Let the role work with all tables, with those of `only` just so; False where there is no such role.

    `only` maps a table to what may be granted on it: `SELECT, INSERT (name)`.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user", [role])
        if cursor.fetchone() is None:
            return False
        name = sql.Identifier(role)
        for statement in EVERYTHING:
            cursor.execute(sql.SQL(statement).format(role=name))
        for table, rights in only.items():
            cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(sql.Identifier(table), name))
            words = sql.SQL("GRANT " + rights + " ON {} TO {}")
            cursor.execute(words.format(sql.Identifier(table), name))
    return True
