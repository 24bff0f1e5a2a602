# SPDX-License-Identifier: EUPL-1.2
"""The connection kept between two requests: whether it still stands is heard, not asked."""

import select
from contextlib import suppress
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.postgresql.operations import DatabaseOperations as PostgresOperations
from django.db.backends.utils import CursorWrapper
from psycopg import DataError

KEPT = object()


class DatabaseOperations(PostgresOperations):
    """Django's, which takes it that all cursors of a site bind alike."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """The question with its values, for whoever counts or reads questions."""
        if not isinstance(cursor, ServerBindingCursor):
            return super().last_executed_query(cursor, sql, params)
        with suppress(DataError):  # values that cannot be written down
            return str(self.compose_sql(sql, params))
        return sql


class DatabaseWrapper(PostgresWrapper):
    """Django's wrapper; `SELECT 1` at the beginning of every request costs as much as a question worth asking."""

    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """Whether the server has stayed silent: one that shuts down, dies or ends the session says so first."""
        if self.connection is None or self.connection.closed:
            return False
        ear = select.poll()
        ear.register(self.connection.fileno(), select.POLLIN)
        return not ear.poll(0) or super().is_usable()

    def kept_cursor(self) -> CursorWrapper:
        """A cursor for questions that never change: the server binds their values and keeps their plans."""
        ours: Any = self  # the stubs do not have what `cursor` calls
        cursor: CursorWrapper = ours._cursor(KEPT)
        return cursor

    def create_cursor(self, name: Any = None) -> Any:
        """The usual one, or for `KEPT` one whose values the server binds, whatever the settings say."""
        if name is not KEPT:
            return super().create_cursor(name)
        connection: Any = self.connection
        usual, connection.cursor_factory = connection.cursor_factory, ServerBindingCursor
        try:
            return super().create_cursor()
        finally:
            connection.cursor_factory = usual
