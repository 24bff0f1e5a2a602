# SPDX-License-Identifier: EUPL-1.2
"""What of a stranger's file is opened at all; the files themselves are made in tests of workbooks."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from shared.rendering.xlsx.packages import BOOK, MOST_PARTS, TYPES, Danger, UnsafePackage, opened

LEAST = {BOOK: b"<workbook/>", TYPES: b"<Types/>"}


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in {**LEAST, **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def danger(content: bytes) -> tuple[Danger, str]:
    with pytest.raises(UnsafePackage) as refused:
        opened(content)
    return refused.value.danger, refused.value.part


def test_all_parts_of_a_good_file_are_unpacked() -> None:
    assert set(opened(packed(**{"xl/styles.xml": b"<x/>"})).parts) == {*LEAST, "xl/styles.xml"}


@pytest.mark.parametrize(
    "name",
    [
        "xl/theme/theme1.xml",
        "xl/printerSettings/printerSettings1.bin",
        "docMetadata/LabelInfo.xml",
        "xl/media/logo.png",
    ],
)
def test_what_programs_leave_beside_the_cells_does_no_harm(name: str) -> None:
    opened(packed(**{name: b"<x/>"}))


def test_the_part_at_fault_is_named() -> None:
    assert danger(packed(**{"xl/vbaProject.bin": b"x"})) == (Danger.MACROS, "xl/vbaProject.bin")
    assert danger(packed(**{"xl/a.xml": b"<!DOCTYPE x>"})) == (Danger.ENTITIES, "xl/a.xml")


@pytest.mark.parametrize("text", [b"<!doctype x>", b"<x/><!ENTITY a 'b'>", b"<! DOCTYPE x>"])
def test_a_document_type_is_found_however_it_is_written(text: bytes) -> None:
    assert danger(packed(**{"xl/a.xml": text}))[0] is Danger.ENTITIES


@pytest.mark.parametrize(
    "text",
    [
        b"<?xml version='1.0' encoding='utf-16'?><x/>",
        "<?xml version='1.0'?><x/>".encode("utf-16"),
        b"<?xml version='1.0' encoding='UTF-7'?><x/>",
        b"<?xml version='1.0' encoding='IBM037'?><x/>",
    ],
)
def test_only_utf_8_is_read(text: bytes) -> None:
    assert danger(packed(**{"xl/a.xml": text}))[0] is Danger.ENCODING


def test_utf_8_with_its_mark_is_read() -> None:
    opened(packed(**{"xl/a.xml": "\ufeff<?xml version='1.0' encoding='utf-8'?><x/>".encode()}))


def test_a_link_to_click_is_no_danger_and_one_that_is_fetched_is() -> None:
    link = b'<Relationships><Relationship Type="http://x/relationships/%s" Target="http://x" TargetMode="External"/>'
    opened(packed(**{"xl/_rels/a.rels": link % b"hyperlink"}))
    assert danger(packed(**{"xl/_rels/a.rels": link % b"image"})) == (Danger.OUTSIDE, "xl/_rels/a.rels")


def test_as_many_parts_as_a_workbook_has_and_no_more() -> None:
    parts = {f"xl/{number}.bin": b"" for number in range(MOST_PARTS - len(LEAST))}
    opened(packed(**parts))
    assert danger(packed(**parts, **{"xl/more.bin": b""}))[0] is Danger.TOO_LARGE


@pytest.mark.parametrize("name", ["/etc/passwd", "..\\x.xml", "xl/../../x", "xl/\x00.xml"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    found = danger(packed(**{name: b"x"}))[0] if "\x00" not in name else Danger.NAMES
    assert found is Danger.NAMES
