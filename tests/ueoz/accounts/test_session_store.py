# SPDX-License-Identifier: EUPL-1.2
"""Rows of sessions: a key is never shared, an old one opens nothing."""

import pytest
from django.contrib.sessions.models import Session

from shared.postgres.sessions import SessionStore

pytestmark = pytest.mark.django_db


def stored() -> SessionStore:
    store = SessionStore()
    store["said"] = "before"
    store.save()
    return store


def test_a_key_that_somebody_has_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    first = stored()
    keys = iter([str(first.session_key), "a" * 32])
    monkeypatch.setattr("shared.postgres.sessions.get_random_string", lambda *_: next(keys))
    second = stored()
    assert second.session_key == "a" * 32
    assert SessionStore(first.session_key)["said"] == "before"


def test_under_a_new_key_the_old_one_opens_nothing() -> None:
    store = stored()
    old = store.session_key
    store.cycle_key()
    assert store.session_key != old
    assert not Session.objects.filter(pk=old).exists()
    assert SessionStore(store.session_key)["said"] == "before"


def test_a_flushed_session_leaves_no_row_and_no_key() -> None:
    store = stored()
    store.flush()
    assert store.session_key is None
    assert not Session.objects.exists()


def test_deleting_what_is_not_there_does_nothing() -> None:
    kept = stored()
    SessionStore().delete()
    SessionStore().delete("nobody")
    assert Session.objects.get().pk == kept.session_key


def test_a_key_brought_along_is_never_adopted() -> None:
    brought = SessionStore("b" * 32)
    brought["said"] = "after"
    brought.save()
    assert brought.session_key != "b" * 32
