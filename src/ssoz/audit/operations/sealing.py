# SPDX-License-Identifier: EUPL-1.2
"""Chaining what is committed. Whoever writes events never waits for this, and it never waits for them.

Numbers are given when a row is written, transactions end in another order: a seal takes the events it can see, in the
order of their numbers, and remembers which numbers below the highest were missing. Such an event is sealed when it
appears. A number is given up once every transaction of the time it was missed is over: what turns up under it
afterwards was slipped in, is never sealed, and is named by the verification.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from ssoz.audit import hashing, ranges
from ssoz.audit.hashing import Row, SealRow
from ssoz.audit.models import Seal
from ssoz.audit.queries.chain import rows_unsealed

AT_ONCE = 10_000
LOCK = 0x55_02_A0_D1  # of sealers among each other
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NEXT = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
OLDEST = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def seal_events(*, at_once: int = AT_ONCE) -> int:
    """Seal everything that is committed; returns how many events that were. Twice at a time does no harm."""
    total = 0
    while True:
        sealed = _seal(at_once)
        total += sealed
        if sealed < at_once:
            return total


@transaction.atomic
def _seal(at_once: int) -> int:
    """The order of the questions matters: who still works before the rows, who has begun after them."""
    _ask(f"SELECT pg_advisory_xact_lock({LOCK})")
    last = Seal.objects.defer("digests").last()
    oldest = _ask(OLDEST)
    missing = ranges.read(last.missing) if last else ()
    rows = rows_unsealed(last.horizon if last else 0, missing, at_once)
    if not rows:
        return 0
    over = last is not None and (oldest >= last.running or _ask(NEXT) < last.running)  # less: another cluster
    _write(last, rows, _still_missing(last, rows, over=over, full=len(rows) == at_once))
    return len(rows)


def _ask(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int((cursor.fetchone() or (0,))[0] or 0)


def _still_missing(last: Seal | None, rows: list[Row], *, over: bool, full: bool) -> ranges.Ranges:
    """Numbers that may still come: those of before, unless given up, and those this seal leaves out."""
    taken = [row.id for row in rows]
    before = ranges.without(ranges.read(last.missing), taken) if last else ()
    if over:
        before = ranges.above(before, taken[-1]) if full else ()
    start = last.horizon if last else 0
    skipped = ranges.without(((start + 1, taken[-1]),), taken) if taken[-1] > start else ()
    return (*before, *skipped)


def _write(last: Seal | None, rows: list[Row], missing: ranges.Ranges) -> None:
    digests = b"".join(map(hashing.row_digest, rows))
    ids = [row.id for row in rows]
    at = datetime.now(UTC)
    seal = SealRow(
        number=last.number + 1 if last else 1,
        sealed_at=_text(at),
        horizon=max(ids[-1], last.horizon if last else 0),
        total=len(rows) + (last.total if last else 0),
        events=ranges.written(ranges.ranges(ids)),
        missing=ranges.written(missing),
        running=_ask(NEXT),
        digests=hashing.digests_digest(digests),
        previous=last.root if last else "",
    )
    root = hashing.root(seal)
    Seal.objects.create(
        **{**seal._asdict(), "sealed_at": at, "digests": digests},
        root=root,
        signature=hashing.signature(root, settings.LOOKUP_KEY),
    )


def _text(at: datetime) -> str:
    """As PostgreSQL writes `extract(epoch FROM …)`."""
    seconds, rest = divmod((at - EPOCH) // timedelta(microseconds=1), 1_000_000)
    return f"{seconds}.{rest:06}"
