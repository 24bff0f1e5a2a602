# SPDX-License-Identifier: EUPL-1.2
"""The connection kept between two requests: whether it still stands is heard, not asked."""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper


class DatabaseWrapper(PostgresWrapper):
    """Django's wrapper; `SELECT 1` at the beginning of every request costs as much as a question worth asking."""

    def is_usable(self) -> bool:
        """Whether the server has stayed silent: one that shuts down, dies or ends the session says so first."""
        if self.connection is None or self.connection.closed:
            return False
        ear = select.poll()
        ear.register(self.connection.fileno(), select.POLLIN)
        return not ear.poll(0) or super().is_usable()
