# SPDX-License-Identifier: EUPL-1.2
"""The one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """Return this moment, with its time zone."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Return the date in Poland, which a due date is about."""
    return now().astimezone(WARSAW).date()


@contextmanager
def frozen(moment: datetime | date) -> Iterator[None]:
    """Make the block happen at the moment (of a date: at noon in Poland)."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=WARSAW)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)


@contextmanager
def advanced(by: timedelta) -> Iterator[None]:
    """Make the block happen that much later."""
    with frozen(now() + by):
        yield
