# SPDX-License-Identifier: EUPL-1.2
"""The scan of the structure: every nasty file is refused for its own reason, every honest one passes."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from pyhanko.pdf_utils import incremental_writer
from pyhanko.pdf_utils.generic import NameObject, TextStringObject

from ssoz.attachments.scanning.dangers import Danger, Found
from ssoz.attachments.scanning.inspection import inspect
from ssoz.attachments.scanning.kinds import HEAD, JPEG, PDF, kind_of
from tests.factories.attachments import jpeg, pdf
from tests.factories.nasty import action, changed, clicked, opening
from tests.factories.nasty_door import DOOR
from tests.factories.nasty_pictures import NASTY


def test_there_are_enough_nasty_files() -> None:
    assert len(DOOR) + len(NASTY) >= 90


@pytest.mark.parametrize("name", DOOR)
def test_what_is_neither_pdf_nor_jpg_is_not_taken_in(name: str) -> None:
    assert kind_of(DOOR[name][:HEAD]) is None


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_file_is_refused_for_its_reason(name: str) -> None:
    danger, make = NASTY[name]
    content = make()
    kind = kind_of(content[:HEAD])
    assert kind is not None
    with pytest.raises(Found) as found:
        inspect(content, kind)
    assert found.value.danger == danger, found.value.detail


@pytest.mark.parametrize(("content", "kind"), [(pdf(), JPEG), (jpeg(), PDF)], ids=["pdf-as-jpg", "jpg-as-pdf"])
def test_a_file_must_be_what_it_was_taken_for(content: bytes, kind: str) -> None:
    with pytest.raises(Found) as found:
        inspect(content, kind)
    assert found.value.danger == Danger.MISMATCH


writer_of: Any = incremental_writer.IncrementalPdfFileWriter  # pyHanko is typed in part


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Samsung", "SM-A536B", 6
    return jpeg((1200, 900), exif=exif, quality=85)


def two_pictures() -> bytes:
    made = BytesIO()
    small = Image.new("RGB", (60, 40), (1, 2, 3))
    Image.new("RGB", (600, 400), (9, 8, 7)).save(made, "MPO", save_all=True, append_images=[small])
    return made.getvalue()


def scanned() -> bytes:
    made = BytesIO()
    Image.new("RGB", (1240, 1754), (250, 250, 245)).save(made, "PDF", resolution=150)
    return made.getvalue()


def revised() -> bytes:
    writer = writer_of(BytesIO(pdf("a")))
    writer.root[NameObject("/Lang")] = TextStringObject("pl")
    writer.update_root()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def revised_twice() -> bytes:
    writer = writer_of(BytesIO(revised()))
    writer.root[NameObject("/Lang")] = TextStringObject("en")
    writer.update_root()
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def form() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        field = Dictionary(FT=Name.Tx, T=String("a"), V=String("b"))
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))

    return changed(change)


HONEST: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "pdf-of-sixty-pages": lambda: pdf("a", pages=60),
    "pdf-with-object-streams": lambda: changed(
        lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
    ),
    "pdf-for-the-web": lambda: changed(lambda _: None, linearize=True),
    "pdf-with-another-revision": revised,
    "pdf-two-revisions-later": revised_twice,
    "pdf-that-opens-at-a-page": lambda: changed(lambda d: opening(d, Dictionary(S=Name.GoTo, D=Array([0, Name.Fit])))),
    "pdf-with-a-link": lambda: clicked(action("URI", URI=String("https://www.gov.pl"))),
    "pdf-with-a-form": form,
    "pdf-of-a-scanner": scanned,
    "pdf-with-empty-lines-after-its-end": lambda: pdf() + b"\r\n\0\0\n",
    "jpg": jpeg,
    "jpg-of-a-telephone": photograph,
    "jpg-of-a-telephone-with-a-second-picture": two_pictures,
    "jpg-of-a-telephone-with-notes": lambda: photograph() + b"\0\0\x01\nSEFHj\0\0\0\x01\0\0\0\x18\0\0\0SEFT",
    "jpg-in-four-colours": lambda: jpeg(mode="CMYK"),
    "jpg-in-grey": lambda: jpeg(mode="L"),
    "jpg-that-loads-in-steps": lambda: jpeg((400, 300), progressive=True),
    "jpg-with-zeros-after-its-end": lambda: jpeg() + bytes(64),
}


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_passes(name: str) -> None:
    content = HONEST[name]()
    inspect(content, kind_of(content[:HEAD]) or "")
