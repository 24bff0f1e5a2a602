# SPDX-License-Identifier: EUPL-1.2
"""A workbook from a stranger, before any library reads it: whole, small enough unpacked, without programs or entities.

What Excel, LibreOffice and Google write passes; what passes is XML in UTF-8 without a document type, so that nothing
in it can be expanded, fetched or run.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_PARTS = 400
LARGEST_PART = 16 * 1024 * 1024
LARGEST_WHOLE = 32 * 1024 * 1024
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOOK, BINARY_BOOK, TYPES = "xl/workbook.xml", "xl/workbook.bin", "[Content_Types].xml"
MACROS = re.compile(r"vbaproject|macrosheets/|dialogsheets/|\.bas$|customui/", re.IGNORECASE)
EMBEDDED = re.compile(r"/embeddings/|/activex/|/ctrlprops/|oleobject|\.(exe|dll|js|vbs|zip|jar|html?)$", re.IGNORECASE)
OUTSIDE = re.compile(r"/externallinks/|connections\.xml$|/querytables/|/model/|xl/webextensions/", re.IGNORECASE)
MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject|ms-excel\.(intl)?macrosheet", re.IGNORECASE)
EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
HYPERLINK = re.compile(rb"relationships/hyperlink[\"']", re.IGNORECASE)
DOCUMENT_TYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
UTF_8 = (b"utf-8", b"us-ascii", b"ascii")
XML = (".xml", ".rels", ".vml")


class Danger(StrEnum):
    """Why a file is not opened."""

    NO_WORKBOOK = "no_workbook"
    OLD_OR_LOCKED = "old_or_locked"
    BINARY = "binary"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    NAMES = "names"
    MACROS = "macros"
    EMBEDDED = "embedded"
    OUTSIDE = "outside"
    ENTITIES = "entities"
    ENCODING = "encoding"


class UnsafePackage(ValueError):
    def __init__(self, danger: Danger, part: str = "") -> None:
        super().__init__(f"{danger} {part}".strip())
        self.danger = danger
        self.part = part


@dataclass(frozen=True)
class Package:
    """The parts of a workbook that was found safe to read."""

    parts: dict[str, bytes]


def opened(content: bytes) -> Package:
    """All parts unpacked, or the reason why they are not."""
    if not content.startswith(ZIP_MAGIC):
        raise UnsafePackage(Danger.OLD_OR_LOCKED if content.startswith(OLE_MAGIC) else Danger.NO_WORKBOOK)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _listed(entries)
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except UnsafePackage:
        raise
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise UnsafePackage(Danger.BROKEN) from error
    except Exception as error:  # zlib.error and lzma's have no common ground
        raise UnsafePackage(Danger.BROKEN) from error
    for name, part in parts.items():
        _read(name, part)
    return Package(parts)


def _listed(entries: list[ZipInfo]) -> None:
    """What the archive says of itself; an entry that says too little is broken when it is read."""
    names = [entry.filename for entry in entries]
    if BINARY_BOOK in names:
        raise UnsafePackage(Danger.BINARY)
    sizes = [entry.file_size for entry in entries]
    if len(entries) > MOST_PARTS or sum(sizes) > LARGEST_WHOLE or max(sizes, default=0) > LARGEST_PART:
        raise UnsafePackage(Danger.TOO_LARGE)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnsafePackage(Danger.ENCRYPTED)
    if BOOK not in names or TYPES not in names:
        raise UnsafePackage(Danger.NO_WORKBOOK)
    if len({name.lower() for name in names}) < len(names) or any(map(_strays, names)):
        raise UnsafePackage(Danger.NAMES)
    for danger, pattern in ((Danger.MACROS, MACROS), (Danger.EMBEDDED, EMBEDDED), (Danger.OUTSIDE, OUTSIDE)):
        found = next((name for name in names if pattern.search(name)), "")
        if found:
            raise UnsafePackage(danger, found)


def _strays(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or not name.isprintable()


def _read(name: str, part: bytes) -> None:
    if not name.lower().endswith(XML):
        return
    declared = DECLARED.match(part[:200])
    if b"\x00" in part or (declared and declared[1].lower() not in UTF_8):
        raise UnsafePackage(Danger.ENCODING, name)
    if DOCUMENT_TYPE.search(part):
        raise UnsafePackage(Danger.ENTITIES, name)
    if name == TYPES and MACRO_TYPE.search(part):
        raise UnsafePackage(Danger.MACROS, name)
    if name.endswith(".rels") and _leads_outside(part):
        raise UnsafePackage(Danger.OUTSIDE, name)


def _leads_outside(part: bytes) -> bool:
    """A link that a person may click is no danger; anything else is fetched without asking."""
    return any(EXTERNAL.search(found) and not HYPERLINK.search(found) for found in RELATION.findall(part))
