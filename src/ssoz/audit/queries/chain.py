# SPDX-License-Identifier: EUPL-1.2
"""Events and seals as the text that is hashed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import connection

from ssoz.audit.hashing import Row
from ssoz.audit.ranges import Ranges

SELECT = """
SELECT e.id, extract(epoch FROM e.at)::text, e.person_id::text, n.digest, e.profile_id::text, e.roles::text,
       e.address::text, e.action, e.object_type, e.object_id, e.data::text
FROM audit_event e LEFT JOIN audit_name n ON n.id = e.name_id
"""
BELOW = SELECT + "WHERE e.id <= %s ORDER BY e.id"
BETWEEN = SELECT + "WHERE e.id > %s AND e.id <= %s ORDER BY e.id"
NEXT = SELECT + "WHERE e.id > %s ORDER BY e.id LIMIT %s"
AMONG = (
    SELECT
    + """
JOIN unnest(%s::bigint[], %s::bigint[]) AS r (low, high) ON e.id BETWEEN r.low AND r.high ORDER BY e.id LIMIT %s
"""
)
SEALS = """
SELECT number, extract(epoch FROM sealed_at)::text, horizon, total, events, missing, running, digests, previous,
       root, signature
FROM audit_seal WHERE number >= %s ORDER BY number
"""


class StoredSeal(NamedTuple):
    """A seal as it lies in the table."""

    number: int
    sealed_at: str
    horizon: int
    total: int
    events: str
    missing: str
    running: int
    digests: bytes
    previous: str
    root: str
    signature: str


def rows_unsealed(horizon: int, missing: Ranges, at_most: int) -> list[Row]:
    """Events that were missing below the horizon, then those above it, in the order of their numbers."""
    late = rows_among(missing, at_most)
    return late + _rows(NEXT, [horizon, at_most - len(late)])


def rows_between(low: int | None, high: int) -> list[Row]:
    """Events above `low` up to `high`, whatever is said of them elsewhere."""
    return _rows(BELOW, [high]) if low is None else _rows(BETWEEN, [low, high])


def rows_among(some: Ranges, at_most: int | None = None) -> list[Row]:
    """Events with these numbers."""
    lows, highs = [low for low, _high in some], [high for _low, high in some]
    return _rows(AMONG, [lows, highs, at_most]) if some else []


def seals(since: int) -> Iterator[StoredSeal]:
    """Seals from the number on, one at a time: each holds the digests of thousands of events."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(SEALS, [since])
        while found := cursor.fetchmany(20):
            for values in found:
                yield StoredSeal._make(values)._replace(digests=bytes(values[7]))


def _rows(question: str, values: list[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [Row._make(row) for row in cursor.fetchall()]
