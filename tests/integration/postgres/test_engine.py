# SPDX-License-Identifier: EUPL-1.2
"""The connection between two requests: one that still stands is used unasked, one that was cut is opened anew."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, as a thread of the web server keeps it."""
    own = connection.copy("kept")
    own.settings_dict = {**own.settings_dict, "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
    assert _number(own)
    yield own
    own.close()


def test_one_that_stands_is_used_without_a_question(kept: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = _number(kept), []
    monkeypatch.setattr(DatabaseWrapper, "is_usable", asked.append)
    kept.close_if_unusable_or_obsolete()
    assert _number(kept) == before
    assert not asked


def test_one_that_was_cut_is_opened_anew(kept: BaseDatabaseWrapper) -> None:
    before = _number(kept)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    kept.close_if_unusable_or_obsolete()
    assert _number(kept) not in (None, before)


def test_one_that_we_closed_ourselves_is_not_usable(kept: BaseDatabaseWrapper) -> None:
    assert kept.is_usable()
    kept.connection.close()
    assert not kept.is_usable()
    kept.close()
    assert not kept.is_usable()


def _number(wrapper: BaseDatabaseWrapper) -> int:
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])
