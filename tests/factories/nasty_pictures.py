# SPDX-License-Identifier: EUPL-1.2
"""Pictures among the files that must never be read by anybody; importing this puts them into `NASTY`."""

import struct

from ssoz.attachments.scanning.dangers import Danger
from tests.factories.attachments import eicar, jpeg, pdf
from tests.factories.nasty import ELF, NASTY, PAGE, PROGRAM, archive, nasty

__all__ = ["NASTY"]

for _name, (_danger, _tail) in {
    "zip": (Danger.POLYGLOT, archive()),
    "program": (Danger.MALWARE, PROGRAM),
    "unix-program": (Danger.MALWARE, ELF),
    "web-page": (Danger.POLYGLOT, PAGE),
    "film": (Danger.APPENDED, b"\0\0\0\x18ftypmp42" + bytes(range(256))),
    "pdf": (Danger.POLYGLOT, pdf("a")),
    "test-virus": (Danger.MALWARE, eicar()),
}.items():
    NASTY[f"jpg-and-{_name}"] = (_danger, lambda tail=_tail: jpeg() + tail)  # type: ignore[misc]  # bound


def commented(comment: bytes) -> bytes:
    """A picture with a note in it."""
    picture = jpeg()
    return picture[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + picture[2:]


@nasty(Danger.POLYGLOT)
def jpg_with_a_script_in_its_note() -> bytes:
    return commented(b"<script src=//example.org>")


@nasty(Danger.POLYGLOT)
def jpg_with_a_server_script_in_its_note() -> bytes:
    return commented(b"<?php phpinfo();")


@nasty(Danger.POLYGLOT)
def jpg_that_is_a_pdf_too() -> bytes:
    return commented(pdf("a"))


@nasty(Danger.DAMAGED)
def jpg_cut_in_half() -> bytes:
    whole = jpeg((800, 600))
    return whole[: len(whole) // 2]


@nasty(Danger.DAMAGED)
def jpg_without_its_end() -> bytes:
    return jpeg()[:-2]


@nasty(Danger.DAMAGED)
def jpg_of_nothing() -> bytes:
    return b"\xff\xd8\xff\xd9"


@nasty(Danger.DAMAGED)
def jpg_with_a_segment_past_its_end() -> bytes:
    picture = jpeg()
    return picture[:4] + b"\xff\xff" + picture[6:]


@nasty(Danger.BOMB)
def jpg_of_four_gigapixels() -> bytes:
    picture = bytearray(jpeg())
    frame = picture.index(b"\xff\xc0")
    picture[frame + 5 : frame + 9] = struct.pack(">HH", 65_000, 65_000)
    return bytes(picture)
