# SPDX-License-Identifier: EUPL-1.2
"""What a text says to a person."""

import re

_DRAWN = re.compile(r"[\w+/=-]{20,}|\.\d{6}\b", re.ASCII)


def said(text: str) -> str:
    """The text without what was drawn or read from a clock: identifiers, digests, tokens, parts of a second.

    A short word that must not stand in a text stands in those by chance, once in some hundred runs.
    """
    return _DRAWN.sub("…", text)
