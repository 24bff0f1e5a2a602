# SPDX-License-Identifier: EUPL-1.2
"""Files to attach: honest ones. `tests.factories.nasty` makes the others."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import count
from uuid import UUID, uuid4

import pikepdf
from PIL import Image

from ssoz.access.actors import Actor
from ssoz.attachments.models import Attachment
from ssoz.attachments.operations import attach, scan
from tests.factories import access

_numbers = count(1)


def pdf(text: str = "", pages: int = 1) -> bytes:
    """A small file of its own kind each time, unless the text is said."""
    document = pikepdf.new()
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        words = text or f"Wniosek {next(_numbers)}"
        page.Contents = document.make_stream(f"BT /F1 24 Tf 72 720 Td ({words}) Tj ET".encode())
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def jpeg(size: tuple[int, int] = (120, 160), mode: str = "RGB", **options: object) -> bytes:
    """A picture of one colour."""
    made = BytesIO()
    shade = next(_numbers) % 200
    colour = {"L": shade, "CMYK": (shade, 10, 20, 0)}.get(mode, (shade, 120, 90))
    Image.new(mode, size, colour).save(made, "JPEG", **options)  # type: ignore[arg-type]  # Pillow's own options
    return made.getvalue()


def attached(
    content: bytes | None = None, *, name: str = "wniosek.pdf", by: Actor | None = None, collection: UUID | None = None
) -> Attachment:
    """A file that waits to be scanned."""
    stream = BytesIO(pdf() if content is None else content)
    return attach(by=by or access.actor(), collection=collection or uuid4(), name=name, stream=stream)


def judged(
    content: bytes | None = None, *, name: str = "wniosek.pdf", by: Actor | None = None, collection: UUID | None = None
) -> Attachment:
    """A file after its scan."""
    attachment = attached(content, name=name, by=by, collection=collection)
    scan(attachment=attachment.pk)
    attachment.refresh_from_db()
    return attachment


@cache
def eicar() -> bytes:
    """The string every antivirus knows, put together here so that none takes this file for one."""
    return rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


MOMENT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
