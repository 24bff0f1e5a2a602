# SPDX-License-Identifier: EUPL-1.2
"""Names and numbers as people look for them: case, diacritics, punctuation and spacing do not matter."""

import re
import unicodedata

_STROKED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"})
_SEPARATORS = re.compile(r"[\s-]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def normalised(name: str) -> str:
    """The form under which a name is indexed: `„ŁÓDŹ-Med” S.A.` is `lodz med s a`."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_STROKED))
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def digits(text: str) -> str:
    """`782-160-47-48` as it is kept: `7821604748`."""
    return _SEPARATORS.sub("", text)
