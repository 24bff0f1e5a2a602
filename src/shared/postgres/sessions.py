# SPDX-License-Identifier: EUPL-1.2
"""Sessions in the database without the questions whose answers are known, and without writing a row twice."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.contrib.sessions.backends.base import VALID_KEY_CHARS, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from shared.postgres.questions import Question

KEY_LENGTH = 32  # of 36 signs: 165 bits


class SessionStore(DatabaseStore):
    """Django's store: a new key is not looked for first, its row is made once, when there is something to keep, and an
    old row is not read before it is deleted.
    """

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._is_new = False
        self._written = b""

    def load(self) -> dict[str, Any]:
        """What the row says, while it holds; without one there is no key either."""
        found = _stored(self.model).row(key=self.session_key, now=timezone.now())
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])

    def create(self) -> None:
        """Take a key; the row comes with `save`."""
        self._session_key = self._get_new_session_key()
        self._get_session(no_load=True)  # type: ignore[attr-defined]  # the stubs do not have it
        self._is_new, self._written, self.modified = True, b"", True

    def save(self, must_create: bool = False) -> None:
        """Make the row or change it; one that has been deleted meanwhile is not made again."""
        if self.session_key is None:
            self.create()
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # the same
        said = self.serializer().dumps(data)
        if said == self._written:
            return
        row: Any = self.create_model_instance(data)
        if must_create or self._is_new:
            row.save(force_insert=True)
        elif not self._rows().filter(pk=row.pk).update(**_columns(row)):
            raise UpdateError
        self._is_new, self._written = False, said

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key and not (self._is_new and key == self.session_key):
            self._rows().filter(pk=key).delete()

    def _get_new_session_key(self) -> str:
        """A key nobody has; should somebody have it, the table refuses it."""
        return get_random_string(KEY_LENGTH, VALID_KEY_CHARS)

    def _rows(self) -> Any:
        rows: Any = self.model
        return rows.objects


@cache
def _stored(model: type[Model]) -> Question:
    """What a session knows; the first thing every request asks."""

    def written(key: str, now: datetime) -> "QuerySet[Any, Any]":
        return model._default_manager.filter(session_key=key, expire_date__gt=now).values_list("session_data")

    return Question(written, key="key", now=datetime.max.replace(tzinfo=UTC))


def _columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
