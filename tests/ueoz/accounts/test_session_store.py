# SPDX-License-Identifier: EUPL-1.2
"""Rows of sessions: a key is never shared, an old one opens nothing."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from shared.postgres.sessions import SessionStore

pytestmark = pytest.mark.django_db


def stored() -> SessionStore:
    store = SessionStore()
    store["said"] = "before"
    store.save()
    return store


def test_a_key_that_somebody_has_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    first = stored()
    monkeypatch.setattr("shared.postgres.sessions.get_random_string", lambda *_: first.session_key)
    with pytest.raises(IntegrityError), transaction.atomic():
        stored()
    assert SessionStore(first.session_key)["said"] == "before"


def test_under_a_new_key_the_old_one_opens_nothing() -> None:
    store = stored()
    old = store.session_key
    store.cycle_key()
    assert store.session_key != old
    store.save()
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


def test_a_session_under_a_new_key_is_written_once() -> None:
    store = SessionStore()
    store.cycle_key()
    store["said"] = "after"
    with CaptureQueriesContext(connection) as asked:
        store.save()
        store.modified = True
        store.save()
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["INSERT"]


def test_what_changes_after_it_was_written_is_written_again() -> None:
    store = stored()
    store["said"] = ["after"]
    store.save()
    store["said"].append("later")
    store.save()
    assert SessionStore(store.session_key)["said"] == ["after", "later"]


def test_a_key_without_a_row_leaves_nothing_behind() -> None:
    store = SessionStore()
    store.cycle_key()
    with CaptureQueriesContext(connection) as asked:
        store.flush()
    assert not asked.captured_queries
    assert not Session.objects.exists()


def test_a_session_that_was_ended_meanwhile_does_not_come_back() -> None:
    kept = stored()
    there = SessionStore(kept.session_key)
    there["said"] = "after"
    SessionStore(kept.session_key).delete()
    with pytest.raises(UpdateError):
        there.save()
    assert not Session.objects.exists()
