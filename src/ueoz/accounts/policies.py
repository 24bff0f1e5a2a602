# SPDX-License-Identifier: EUPL-1.2
"""What the state of an account allows, whoever asks."""

from datetime import datetime, timedelta

from shared import clock
from ueoz.accounts.errors import LetterTooSoon, LinkExpired, LinkUsed
from ueoz.accounts.models import Verification

PAUSE = timedelta(minutes=1)
DAY = timedelta(days=1)
LETTERS_A_DAY = 5


def next_letter_at(asked: list[datetime]) -> datetime:
    """When the next letter may be asked for: a minute after the last, and no more than five in a day."""
    recent = sorted(moment for moment in asked if moment > clock.now() - DAY)
    if len(recent) >= LETTERS_A_DAY:
        return recent[-LETTERS_A_DAY] + DAY
    return recent[-1] + PAUSE if recent else clock.now()


def check_can_ask_letter(asked: list[datetime]) -> None:
    """Refuse a letter that comes too soon after the others."""
    at = next_letter_at(asked)
    if at > clock.now():
        raise LetterTooSoon(at)


def check_can_use(link: Verification) -> None:
    """Refuse a link that was opened before, was replaced, or is too old."""
    if link.used_at is not None:
        raise LinkUsed
    if link.dropped_at is not None or link.expires_at <= clock.now():
        raise LinkExpired
