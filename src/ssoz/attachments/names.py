# SPDX-License-Identifier: EUPL-1.2
"""A file's name as it may be shown and given back: one path segment that every system takes, and no trick in it."""

import re
import unicodedata

from ssoz.attachments.enums import MediaType

LONGEST = 120
SUFFIXES = {MediaType.PDF: (".pdf",), MediaType.JPEG: (".jpg", ".jpeg")}
DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\.|$)")
UNFIT = re.compile(r'[<>:"|?*]')


def proper_name(given: str, media_type: MediaType) -> str:
    """Keep what a person would recognise; the ending is always that of the content."""
    name = given.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in unicodedata.normalize("NFC", name) if _is_visible(letter))
    name = " ".join(UNFIT.sub("_", name).split()).strip(". ")
    if DEVICES.match(name):
        name = f"_{name}"
    suffix = next((ending for ending in SUFFIXES[media_type] if name.lower().endswith(ending)), "")
    stem = name[: len(name) - len(suffix)].strip(". ") or "zalacznik"
    return stem[:LONGEST].rstrip(". ") + (suffix or SUFFIXES[media_type][0])


def _is_visible(letter: str) -> bool:
    """Control characters, marks that turn the direction of writing, private and broken characters are none."""
    return unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
