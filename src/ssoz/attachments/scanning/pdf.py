# SPDX-License-Identifier: EUPL-1.2
"""PDF files: what they could do to whoever opens them, looked for in every object, those in object streams included."""

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from ssoz.attachments.scanning.dangers import Danger, Found

MOST_OBJECTS = 50_000
MOST_PAGES = 60
MOST_PIXELS = 120_000_000
LONGEST_STREAM = 160 * 1024 * 1024
LONGEST_OF_ALL = 640 * 1024 * 1024
READ_BY_RULES = 4 * 1024 * 1024
STEP = 1024 * 1024
WHITE = b"\0\t\n\x0c\r "

KEYS = {
    "/JS": Danger.SCRIPT,
    "/JavaScript": Danger.SCRIPT,
    "/AA": Danger.ACTION,
    "/EF": Danger.EMBEDDED,
    "/EmbeddedFiles": Danger.EMBEDDED,
    "/XFA": Danger.FORM,
    "/RichMediaContent": Danger.MEDIA,
    "/RichMediaSettings": Danger.MEDIA,
}
VALUES = {
    ("/S", "/JavaScript"): Danger.SCRIPT,
    **{
        ("/S", f"/{kind}"): Danger.ACTION for kind in ("Launch", "SubmitForm", "ImportData", "GoToR", "GoToE", "Thread")
    },
    **{("/S", f"/{kind}"): Danger.MEDIA for kind in ("Movie", "Sound", "Rendition", "RichMediaExecute", "GoTo3DView")},
    **{("/Subtype", f"/{kind}"): Danger.MEDIA for kind in ("RichMedia", "Movie", "Sound", "Screen", "3D")},
    ("/Subtype", "/FileAttachment"): Danger.EMBEDDED,
    ("/Type", "/EmbeddedFile"): Danger.EMBEDDED,
}
LINKS = re.compile(r"(?i)^(https?://|mailto:|tel:)")
LAST_LINES = re.compile(rb"startxref\s+\d+\s+%%EOF[\0\t\n\x0c\r ]*\Z")
NEXT_REVISION = re.compile(rb"[\0\t\n\x0c\r ]*(\d+\s+\d+\s+obj|xref|startxref|%(?!PDF-)|\Z)")

Look = Callable[[bytes], None]


def inspect(content: bytes, look: Look) -> int:
    """Raise what is dangerous, or count the pages; `look` is shown every stream that is no picture."""
    _ends_as_it_should(content)
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise Found(Danger.ENCRYPTED)
            _objects(document, look)
            pages = len(document.pages)
            if not 0 < pages <= MOST_PAGES:
                raise Found(Danger.BOMB, f"{pages} pages")
            return pages
    except pikepdf.PasswordError as error:
        raise Found(Danger.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError, zlib.error) as error:
        raise Found(Danger.DAMAGED, str(error)[:200]) from error


def _ends_as_it_should(content: bytes) -> None:
    """After each end of file stands another revision of the document, or nothing."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Found(Danger.DAMAGED, "no end of file")
    if content[end + 5 :].strip(WHITE):
        raise Found(Danger.APPENDED, f"{len(content) - end - 5} bytes after the end")
    if not LAST_LINES.search(content, max(0, end - 64)):
        raise Found(Danger.DAMAGED, "no table of objects at the end")
    for ending in re.finditer(rb"%%EOF", content):
        if not NEXT_REVISION.match(content, ending.end()):
            raise Found(Danger.APPENDED, f"between revisions, at {ending.end()}")


def _objects(document: pikepdf.Pdf, look: Look) -> None:
    seen = unpacked = 0
    for top in document.objects:
        for item in _walk(top):
            seen += 1
            if seen > MOST_OBJECTS:
                raise Found(Danger.BOMB, "objects")
            if isinstance(item, Dictionary | Stream):
                _entries(item)
        if isinstance(top, Stream):
            unpacked += _unpack(top, look)
            if unpacked > LONGEST_OF_ALL:
                raise Found(Danger.BOMB, "streams")


def _walk(top: Object) -> Iterator[Object]:
    """The object and the direct ones in it; those it only refers to have their own turn."""
    waiting = [top]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Dictionary | Stream):
            yield item
            waiting += [value for _, value in item.items() if isinstance(value, Object) and not value.is_indirect]
        elif isinstance(item, Array):
            yield item
            waiting += [value for value in item if isinstance(value, Object) and not value.is_indirect]


def _entries(item: Object) -> None:
    for key, value in item.items():
        if key in KEYS:
            raise Found(KEYS[key], key)
        if isinstance(value, Name) and (key, str(value)) in VALUES:
            raise Found(VALUES[key, str(value)], str(value))
        if key == "/OpenAction" and isinstance(value, Dictionary) and value.get("/S") != Name.GoTo:
            raise Found(VALUES.get(("/S", str(value.get("/S"))), Danger.ACTION), key)
        if key == "/URI" and isinstance(value, pikepdf.String) and not LINKS.match(str(value)):
            raise Found(Danger.ACTION, key)


def _unpack(stream: Object, look: Look) -> int:
    """How long the stream is unpacked, counted without keeping it."""
    is_picture = stream.get("/Subtype") == Name.Image
    if is_picture and int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        raise Found(Danger.BOMB, "picture")
    filters = _filters(stream)
    if len(filters) > 3 or filters.count("/FlateDecode") > 1 or filters.count("/LZWDecode") > 1:
        raise Found(Danger.BOMB, "filters in filters")
    if "/Crypt" in filters:
        raise Found(Danger.ENCRYPTED, "stream")
    raw = stream.read_raw_bytes()
    if filters[:1] != ["/FlateDecode"]:
        if not is_picture:
            look(raw)
        return len(raw)
    length, beginning = _inflated(raw)
    if not is_picture:
        look(beginning)
    return length


def _filters(stream: Object) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, Array) else [str(named)]


def _inflated(raw: bytes) -> tuple[int, bytes]:
    unpacker = zlib.decompressobj()
    beginning, length = bytearray(), 0
    try:
        while raw and not unpacker.eof:
            piece = unpacker.decompress(raw, STEP)
            raw = unpacker.unconsumed_tail
            length += len(piece)
            if length <= READ_BY_RULES:
                beginning += piece
            if length > LONGEST_STREAM:
                raise Found(Danger.BOMB, "stream")
    except zlib.error:
        return length, bytes(beginning)  # readers show what there was up to the fault
    return length, bytes(beginning)
