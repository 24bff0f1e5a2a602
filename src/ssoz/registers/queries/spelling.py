# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary of the register: which of its words hold what somebody typed, and which are spelt nearly so."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from django.db import connection, transaction

from ssoz.registers.models import Word

SHORTEST = 3  # of what is looked up here: in shorter pieces there is nothing to misspell
MANY = 20  # words that hold the same piece: beyond, matching the names themselves is quicker
CANDIDATES = 60
ALIKE = 0.3  # as trigrams see it, which is blind in short words; `NEAR` has the last word
NEAR = 0.75
AT_MOST = 5


def is_spelt(word: str) -> bool:
    """Whether the vocabulary knows about such words at all: numbers and scraps are not in it."""
    return len(word) >= SHORTEST and not word.isdigit()


def containing(word: str) -> tuple[str, ...] | None:
    """Words of the register that hold this piece; None: too many to name them."""
    found = Word.objects.filter(text__contains=word).values_list("text", flat=True)[: MANY + 1]
    return None if len(found) > MANY else tuple(found)


def near(word: str) -> tuple[str, ...]:
    """Words of the register spelt nearly like this one, or beginning so, the nearest first."""
    rated = sorted(((_alike(word, text), text) for text in _candidates(word)), key=lambda pair: (-pair[0], pair[1]))
    return tuple(text for alike, text in rated if alike >= NEAR)[:AT_MOST]


def _alike(word: str, text: str) -> float:
    whole = SequenceMatcher(None, word, text).ratio()
    beginning = SequenceMatcher(None, word, text[: len(word)]).ratio()
    return max(whole, beginning - 0.05)  # of two that are as near, the one of the same length


def _candidates(word: str) -> Iterable[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)])
        cursor.execute(
            "SELECT text FROM registers_word WHERE %s <%% text ORDER BY word_similarity(%s, text) DESC, text LIMIT %s",
            [word, word, CANDIDATES],
        )
        return [text for (text,) in cursor.fetchall()]
