# SPDX-License-Identifier: EUPL-1.2
"""The vocabulary of the register: which of its words hold what somebody typed, and which are spelt nearly so."""

from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher

from django.db import connection, transaction

SHORTEST = 3  # of what is looked up here: in shorter pieces there is nothing to misspell
MANY = 20  # words that hold the same piece: beyond, matching the names themselves is quicker
CANDIDATES = 60
ALIKE = 0.3  # as trigrams see it, which is blind in short words; `NEAR` has the last word
NEAR = 0.75
ENDING = 0.05  # of two that are as near, the one of the same length
AT_MOST = 5
HOLDING = """
    SELECT piece, found.text FROM unnest(%s::text[]) AS piece,
    LATERAL (SELECT text FROM registers_word WHERE text LIKE '%%' || piece || '%%' LIMIT %s) AS found
"""
CANDIDATES_OF = """
    SELECT typed, found.text FROM unnest(%s::text[]) AS typed,
    LATERAL (SELECT text FROM registers_word WHERE typed <%% text
             ORDER BY word_similarity(typed, text) DESC, text LIMIT %s) AS found
"""
Words = tuple[str, ...]


def is_spelt(word: str) -> bool:
    """Whether the vocabulary knows about such words at all: numbers and scraps are not in it."""
    return len(word) >= SHORTEST and not word.isdigit()


def containing(pieces: Collection[str]) -> Mapping[str, Words | None]:
    """For each piece of a word (letters and digits) the words of the register that hold it; None: too many to name."""
    found: dict[str, list[str]] = {piece: [] for piece in pieces}
    for piece, text in _asked(HOLDING, pieces, MANY + 1):
        found[piece].append(text)
    return {piece: None if len(words) > MANY else tuple(words) for piece, words in found.items()}


def near(words: Collection[str]) -> Mapping[str, Words]:
    """For each word those of the register spelt nearly like it, or beginning so, the nearest first."""
    found: dict[str, list[tuple[float, str]]] = {word: [] for word in words}
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)])
        for word, text in _asked(CANDIDATES_OF, words, CANDIDATES):
            if (alike := _alike(word, text)) >= NEAR:
                found[word].append((-alike, text))
    return {word: tuple(text for _alike, text in sorted(rated)[:AT_MOST]) for word, rated in found.items()}


def _alike(word: str, text: str) -> float:
    return max(_ratio(word, text), _ratio(word, text[: len(word)]) - ENDING)


def _ratio(word: str, text: str) -> float:
    """How much two words share; 0 where a glance shows that they are not near."""
    pair = SequenceMatcher(None, word, text, autojunk=False)
    near_enough = pair.real_quick_ratio() >= NEAR and pair.quick_ratio() >= NEAR
    return pair.ratio() if near_enough else 0.0


def _asked(question: str, words: Collection[str], most: int) -> Iterator[tuple[str, str]]:
    if words:
        with connection.cursor() as cursor:
            cursor.execute(question, [list(words), most])
            yield from cursor.fetchall()
