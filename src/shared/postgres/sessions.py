# SPDX-License-Identifier: EUPL-1.2
"""Sessions in the database without the questions whose answers are known."""

from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.crypto import get_random_string

KEY_LENGTH = 32  # of 36 signs: 165 bits


class SessionStore(DatabaseStore):
    """Django's store: a new key is not looked for first, an old row is not read before it is deleted."""

    def _get_new_session_key(self) -> str:
        """A key nobody has; should somebody have it, `create` is refused by the table and takes another."""
        return get_random_string(KEY_LENGTH, VALID_KEY_CHARS)

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            rows: Any = self.model
            rows.objects.filter(pk=key).delete()
