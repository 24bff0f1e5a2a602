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

from shared.postgres.questions import Change, Question, Removal, add

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
            add(row)
        elif not _changed(self.model).made(key=row.pk, **_columns(row)):
            raise UpdateError
        self._is_new, self._written = False, said

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key and not (self._is_new and key == self.session_key):
            _removed(self.model).made(key=key)

    def _get_new_session_key(self) -> str:
        """A key nobody has; should somebody have it, the table refuses it."""
        return get_random_string(KEY_LENGTH, VALID_KEY_CHARS)


@cache
def _stored(model: type[Model]) -> Question:
    """What a session knows; the first thing every request asks."""

    def written(key: str, now: datetime) -> "QuerySet[Any, Any]":
        return model._default_manager.filter(session_key=key, expire_date__gt=now).values_list("session_data")

    return Question(written, key="key", now=datetime.max.replace(tzinfo=UTC))


@cache
def _changed(model: type[Model]) -> Change:
    """All columns of a session anew."""

    def written(key: str, **columns: Any) -> "tuple[QuerySet[Any, Any], dict[str, Any]]":
        return model._default_manager.filter(pk=key), columns

    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    samples: dict[str, Any] = {name: f"a {name}" for name in names}
    relations = (field.attname for field in model._meta.concrete_fields if field.is_relation)
    samples |= {"expire_date": datetime.max.replace(tzinfo=UTC), **dict.fromkeys(relations, -1)}
    return Change(written, key="key", **samples)


@cache
def _removed(model: type[Model]) -> Removal:
    """The end of a session."""
    return Removal(lambda key: model._default_manager.filter(pk=key), key="key")


def _columns(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
