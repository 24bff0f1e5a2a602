# SPDX-License-Identifier: EUPL-1.2
"""Signs that no text for people may hold, in a form or in an answer."""

from unicodedata import category

FORBIDDEN = frozenset({"Cc", "Cs", "Cn"})  # control signs, halves of signs, signs that do not exist
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn the order of a line


def unfit_signs(text: str) -> list[str]:
    """Those of a text, as they come; lines and columns may be parted."""
    if text.isprintable():
        return []
    return [sign for sign in text if (category(sign) in FORBIDDEN and sign not in "\n\t\r") or sign in TURNING]
