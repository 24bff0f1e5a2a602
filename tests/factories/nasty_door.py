# SPDX-License-Identifier: EUPL-1.2
"""Files that are not even taken in: they begin as neither a PDF nor a JPEG does, whatever they are called."""

from tests.factories.attachments import pdf
from tests.factories.nasty import ELF, PAGE, PROGRAM, archive

DOOR: dict[str, bytes] = {
    "zero-bytes": b"",
    "one-byte": b"%",
    "program-called-pdf": PROGRAM,
    "unix-program": ELF,
    "shell-script": b"#!/bin/sh\necho\n",
    "zip-called-pdf": archive(),
    "word-document-called-pdf": archive("word/document.xml"),
    "old-word-document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "rich-text": rb"{\rtf1\ansi}",
    "png-called-jpg": b"\x89PNG\r\n\x1a\n" + b"\0" * 60,
    "gif": b"GIF89a" + b"\0" * 60,
    "webp": b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 40,
    "tiff": b"II*\0" + b"\0" * 60,
    "svg-with-script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "web-page": PAGE,
    "pdf-behind-a-line": b"\n" + pdf("a"),
    "pdf-behind-a-byte-order-mark": b"\xef\xbb\xbf" + pdf("a"),
    "pdf-behind-a-web-page": PAGE + pdf("a"),
    "pdf-without-its-dash": pdf("a").replace(b"%PDF-", b"%PDF ", 1),
    "jpg-without-a-marker": b"\xff\xd8" + b"\0" * 60,
    "postscript": b"%!PS-Adobe-3.0\n",
}
