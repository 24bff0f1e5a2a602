# SPDX-License-Identifier: EUPL-1.2
"""What a browser's session knows of the person signed in: which row of ours, since when, last active when."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from shared import clock

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
STEP = timedelta(seconds=30)  # activity is written down no oftener
ROW, BEGAN, ACTIVE, NEXT = "row", "began", "active", "next"
RESTING = "resting"  # the row of whoever was here half an hour ago and still is in the systems entered from here


def begin(session: SessionBase, row: int | None) -> None:
    """Write down which row of ours the session is (none before there is an account), and that its time begins."""
    moment = clock.now().timestamp()
    session.update({ROW: row, BEGAN: moment, ACTIVE: moment})


def _moment(session: SessionBase, key: str) -> datetime:
    return datetime.fromtimestamp(session.get(key, 0), clock.WARSAW)


def is_idle(session: SessionBase) -> bool:
    """Whether nobody has used the session for half an hour."""
    return clock.now() >= _moment(session, ACTIVE) + IDLE


def is_too_long(session: SessionBase) -> bool:
    """Whether the session has lasted half a day."""
    return clock.now() >= _moment(session, BEGAN) + LONGEST


def is_due(session: SessionBase) -> bool:
    """Whether activity is to be written down again."""
    return clock.now() >= _moment(session, ACTIVE) + STEP
