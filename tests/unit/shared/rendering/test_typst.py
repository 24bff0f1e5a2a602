# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from typst import TypstError

from shared.rendering import qr, typst

MOMENT = datetime(2026, 5, 4, 10, 30, 15, 123456, tzinfo=UTC)
TEMPLATE = """
#import "/shared/rendering/page.typ": data, pairs, sheet
#show: sheet.with(title: data.title, note: [Uwaga])
= #data.title
#pairs(("Nazwa", data.name), ("Brak", ""))
#image(bytes(data.code), alt: "Kod QR")
"""
DATA = {"title": "Zażółć gęślą jaźń", "name": "Żaneta Ćwiękała-Чехов", "code": qr.svg("U000001/2026")}


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A tree of sources with one template of ours beside the frame."""
    rendering = tmp_path / "shared" / "rendering"
    rendering.mkdir(parents=True)
    (rendering / "page.typ").write_bytes((typst.SOURCE / "shared/rendering/page.typ").read_bytes())
    (tmp_path / "own.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(typst, "SOURCE", tmp_path)
    return "own.typ"


def test_a_file_says_that_it_is_accessible_and_archival_at_once(template: str) -> None:
    with pikepdf.open(BytesIO(typst.pdf(template, DATA, moment=MOMENT))) as document:
        metadata = document.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "pl-PL"
        assert metadata["dc:title"] == DATA["title"]


def test_every_letter_is_in_the_file_and_can_be_read_back(template: str) -> None:
    document = pypdfium2.PdfDocument(typst.pdf(template, DATA, moment=MOMENT))
    text = document[0].get_textpage().get_text_range()
    assert "Żaneta Ćwiękała-Чехов" in text
    assert "Strona 1 z 1" in text
    document.close()


def test_the_same_data_make_the_same_bytes(template: str) -> None:
    first, second = (typst.pdf(template, DATA, moment=MOMENT) for _ in range(2))
    assert first == second
    assert typst.pdf(template, {**DATA, "name": "Kto inny"}, moment=MOMENT) != first


def test_a_template_cannot_read_outside_the_sources(template: str, tmp_path: Path) -> None:
    (tmp_path / template).write_text('#read("/../../etc/passwd")', encoding="utf-8")
    with pytest.raises(TypstError):
        typst.pdf(template, DATA, moment=MOMENT)


def test_a_picture_without_words_for_it_is_refused(template: str, tmp_path: Path) -> None:
    (tmp_path / template).write_text(TEMPLATE.replace(', alt: "Kod QR"', ""), encoding="utf-8")
    with pytest.raises(TypstError, match="alt text"):
        typst.pdf(template, DATA, moment=MOMENT)


def test_a_code_is_a_picture_that_scales() -> None:
    drawn = qr.svg("U000001/2026")
    assert "viewBox" in drawn
    assert ' width="' not in drawn
