# SPDX-License-Identifier: EUPL-1.2
"""`python -m ssoz.attachments.picturing FILE TYPE PAGE`: one page as PNG.

A process of its own with limits, like the scanner: drawing a file means opening it.
"""

import sys
from io import BytesIO

import pypdfium2
from PIL import Image, ImageOps

from ssoz.attachments.scanning.kinds import PDF
from ssoz.attachments.scanning.limits import limit

WIDTH, HEIGHT = 1400, 2000


def main(path: str, kind: str, number: int) -> bytes:
    picture = _page(path, number) if kind == PDF else _photograph(path)
    picture.thumbnail((WIDTH, HEIGHT))
    drawn = BytesIO()
    picture.save(drawn, "PNG")
    return drawn.getvalue()


def _page(path: str, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        document.init_forms()
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1), 4)
        drawn: Image.Image = page.render(scale=scale).to_pil()
        return drawn.convert("RGB")
    finally:
        document.close()


def _photograph(path: str) -> Image.Image:
    with Image.open(path, formats=("JPEG",)) as photograph:
        photograph.draft("RGB", (WIDTH, HEIGHT))
        return ImageOps.exif_transpose(photograph).convert("RGB")


if __name__ == "__main__":
    limit()
    sys.stdout.buffer.write(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
