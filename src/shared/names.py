# SPDX-License-Identifier: EUPL-1.2
"""Whether two registers mean the same person (ADR 0075)."""

import re
import unicodedata

STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss"})
PARTS = re.compile(r"[\s\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}'’.]+")


def key(name: str) -> tuple[str, ...]:
    """The words of a name without case, diacritics, hyphens and spaces."""
    bare = unicodedata.normalize("NFKD", name.translate(STROKES).casefold())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return tuple(word for word in PARTS.split(plain) if word)


def same_family_name(one: str, other: str) -> bool:
    """All words of a family name have to agree: a part of a double one is another name."""
    return bool(key(one)) and key(one) == key(other)


def same_given_name(one: str, other: str) -> bool:
    """The first given name has to agree: e-PLOZ did not ask for the second."""
    return bool(key(one)) and bool(key(other)) and key(one)[0] == key(other)[0]
