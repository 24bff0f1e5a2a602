# SPDX-License-Identifier: EUPL-1.2
"""Pictures: whole, of a bearable size, and nothing after their end."""

import re
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from ssoz.attachments.scanning.dangers import Danger, Found

MOST_PIXELS = 120_000_000
MARKER_IN_SCAN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
END, SCAN = 0xD9, 0xDA
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
PADDING = b"\0\r\n \x1a"
Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked


def inspect(content: bytes) -> None:
    """Raise what is dangerous."""
    end = end_of_picture(content)
    try:
        with Image.open(BytesIO(content), formats=("JPEG",)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Found(Danger.BOMB, f"{picture.width}×{picture.height}")
            several = picture.format == "MPO"
            picture.draft("RGB", (1, 1))
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Found(Danger.DAMAGED, str(error)) from error
    if several:
        end = _end_of_last(content, end)
    if content[end:].strip(PADDING) and not _is_samsungs(content[end:]):
        raise Found(Danger.APPENDED, f"{len(content) - end} bytes after the picture")


def end_of_picture(content: bytes, start: int = 0) -> int:
    """Walk from marker to marker to the end of the picture that starts here."""
    at = start + 2
    while True:
        marker, at = _marker(content, at)
        if marker == END:
            return at
        if marker in ALONE:
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        if length < 2 or at + length > len(content):
            raise Found(Danger.DAMAGED, "segment reaches past the end")
        at += length
        if marker == SCAN:
            after = MARKER_IN_SCAN.search(content, at)
            if after is None:
                raise Found(Danger.DAMAGED, "no end of picture")
            at = after.start()


def _marker(content: bytes, at: int) -> tuple[int, int]:
    if content[at : at + 1] != b"\xff":
        raise Found(Danger.DAMAGED, "no marker where one has to be")
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content):
        raise Found(Danger.DAMAGED, "no end of picture")
    return content[at], at + 1


def _end_of_last(content: bytes, end: int) -> int:
    """Telephones put a small second picture behind the first (MPO); it has to be one, to its end."""
    following = content.find(b"\xff\xd8\xff", end)
    while following >= 0 and not content[end:following].strip(PADDING):
        end = end_of_picture(content, following)
        following = content.find(b"\xff\xd8\xff", end)
    return end


def _is_samsungs(trailer: bytes) -> bool:
    """Short notes that a common make of telephones writes behind every picture."""
    return len(trailer) < 4096 and b"SEFH" in trailer and trailer.rstrip(b"\0").endswith(b"SEFT")
