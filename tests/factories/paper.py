# SPDX-License-Identifier: EUPL-1.2
"""What is on a printed page, as people and readers of tags find it."""

import pypdfium2


def pages(content: bytes) -> list[str]:
    """The words of each page, parted by single spaces."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [" ".join(document[number].get_textpage().get_text_range().split()) for number in range(len(document))]
    finally:
        document.close()


def words(content: bytes) -> str:
    return " ".join(pages(content))


def sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [(round(page.get_width() * 25.4 / 72), round(page.get_height() * 25.4 / 72)) for page in document]
    finally:
        document.close()
