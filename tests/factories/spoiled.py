# SPDX-License-Identifier: EUPL-1.2
"""Spoiled workbooks: each is made of a good one, and is refused with what stands beside it."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from openpyxl.worksheet.formula import ArrayFormula

from tests.factories.workbooks import changed_part, edited, repacked

Spoil = Callable[[bytes], bytes]
BOOK, TYPES, FIRST_SHEET = "xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet2.xml"


def cell(place: str, value: object) -> Spoil:
    return lambda content: edited(content, {place: value})


def deed(change: Callable[[Any], object]) -> Spoil:
    return lambda content: edited(content, {}, change)


def part(name: str, content: bytes = b"x") -> Spoil:
    return lambda good: repacked(good, {name: content})


def inside(name: str, old: bytes, new: bytes) -> Spoil:
    def change(text: bytes) -> bytes:
        assert old in text, old
        return text.replace(old, new, 1)

    return lambda good: changed_part(good, name, change)


def bomb(good: bytes) -> bytes:
    """Kilobytes that unpack to a gigabyte of nothing."""
    return repacked(good, {"xl/media/image1.xml": bytes(40 * 1024 * 1024)})


def many_parts(good: bytes) -> bytes:
    return repacked(good, {f"xl/media/{number}.bin": b"" for number in range(500)})


def lying(good: bytes) -> bytes:
    """The directory says one byte, the part holds more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    content = out.getvalue()
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", 1) + content[at + 28 :]


def encrypted(good: bytes) -> bytes:
    at = good.rindex(b"PK\x01\x02")
    return good[: at + 8] + struct.pack("<H", 1) + good[at + 10 :]


def twice(good: bytes) -> bytes:
    """Two parts of one name: who reads the first and who the last see different files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
        after.writestr("XL/workbook.xml", b"<x/>")
    return out.getvalue()


def entities(good: bytes) -> bytes:
    """Billion laughs."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed_part(good, BOOK, lambda text: text.replace(b"?>", b"?>" + laughs, 1))


def outer_entity(good: bytes) -> bytes:
    fetched = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return changed_part(good, FIRST_SHEET, lambda text: text.replace(b"?>", b"?>" + fetched, 1))


def sixteen_bits(good: bytes) -> bytes:
    """A document type that a search for its bytes does not see."""

    def change(text: bytes) -> bytes:
        words = text.decode().replace("UTF-8", "UTF-16")
        return words.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1).encode("utf-16")

    return changed_part(good, FIRST_SHEET, change)


def renamed(book: Any) -> None:
    book["Dział 1"].title = "Arkusz1"


def row_inserted(book: Any) -> None:
    book["Dział 1"].insert_rows(11)


def row_deleted(book: Any) -> None:
    book["Dział 1"].delete_rows(11)


def column_inserted(book: Any) -> None:
    book["Dział 1"].insert_cols(3)


def merged(book: Any) -> None:
    book["Dział 1"].merge_cells("C11:D12")


def array(book: Any) -> None:
    book["Dział 1"]["C11"] = ArrayFormula("C11:C12", "=ROW(A1:A2)")


def day_as_number(book: Any) -> None:
    """Pasted without its format, 31.12.2025 is 46,022 days."""
    book["Dział 2"]["C8"].value = 46022
    book["Dział 2"]["C8"].number_format = "General"


def sealed_by_another(book: Any) -> None:
    sheet = book["ssoz"]
    sheet["A2"] = sheet["A2"].value[:-6] + "AAAAAA"


def other_mark(book: Any) -> None:
    book["ssoz"]["A1"] = "SSOZ-XLSX/9"


def no_seal(book: Any) -> None:
    book["ssoz"].delete_rows(2, 5)


# files refused as a whole: what is done, and the words of the refusal
WHOLE: Mapping[str, tuple[Spoil, str]] = {
    "nothing": (lambda good: b"", "To nie jest skoroszyt XLSX"),
    "csv": (lambda good: "Dział;Wartość\n1;2\n".encode(), "To nie jest skoroszyt XLSX"),
    "html named xlsx": (lambda good: b"<html><table><tr><td>1</td></tr></table></html>", "To nie jest skoroszyt XLSX"),
    "pdf": (lambda good: b"%PDF-1.7\n", "To nie jest skoroszyt XLSX"),
    "old xls or a password": (lambda good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "stary format XLS albo"),
    "xlsb": (part("xl/workbook.bin"), "XLSB"),
    "another zip": (lambda good: repacked(good, {BOOK: None}), "To nie jest skoroszyt XLSX"),
    "ods": (lambda good: repacked(good, {BOOK: None, "content.xml": b"<x/>"}), "To nie jest skoroszyt XLSX"),
    "no types": (lambda good: repacked(good, {TYPES: None}), "To nie jest skoroszyt XLSX"),
    "cut off": (lambda good: good[: len(good) // 2], "uszkodzony"),
    "a byte changed": (lambda good: good[:200] + bytes([good[200] ^ 255]) + good[201:], "uszkodzony"),
    "encrypted": (encrypted, "zaszyfrowany"),
    "bomb": (bomb, "za duży"),
    "bomb of parts": (many_parts, "za duży"),
    "lying directory": (lying, "uszkodzony"),
    "macros": (part("xl/vbaProject.bin"), "makra"),
    "macros by type": (inside(TYPES, b"spreadsheetml.sheet.main", b"macroEnabled.main"), "makra"),
    "macros of 1992": (part("xl/macrosheets/sheet1.xml", b"<x/>"), "makra"),
    "dialog sheet": (part("xl/dialogsheets/sheet1.xml", b"<x/>"), "makra"),
    "ActiveX": (part("xl/activeX/activeX1.xml", b"<x/>"), "osadzone"),
    "embedded object": (part("xl/embeddings/oleObject1.bin"), "osadzone"),
    "embedded program": (part("xl/media/setup.exe"), "osadzone"),
    "other workbook": (part("xl/externalLinks/externalLink1.xml", b"<x/>"), "odwołuje się"),
    "data connection": (part("xl/connections.xml", b"<x/>"), "odwołuje się"),
    "query": (part("xl/queryTables/queryTable1.xml", b"<x/>"), "odwołuje się"),
    "fetched when opened": (
        part(
            "xl/worksheets/_rels/sheet2.xml.rels",
            b'<Relationships><Relationship Id="r1" Type="http://x/image" Target="http://x/" TargetMode="External"/>'
            b"</Relationships>",
        ),
        "odwołuje się",
    ),
    "billion laughs": (entities, "encji XML"),
    "XXE": (outer_entity, "encji XML"),
    "XXE in UTF-16": (sixteen_bits, "kodowaniu"),
    "path upwards": (part("../../etc/cron.d/x"), "nazwach"),
    "two parts of one name": (twice, "nazwach"),
    "broken XML": (inside(FIRST_SHEET, b"</sheetData>", b""), "uszkodzony"),
    "renamed sheet": (deed(renamed), "brakuje arkuszy: Dział 1. Są za to: "),
    "sheet removed": (deed(lambda book: book.remove(book["Dział 2"])), "brakuje arkuszy: Dział 2"),
    "no identity": (deed(lambda book: book.remove(book["ssoz"])), "ukryty arkusz „ssoz”"),
    "identity altered": (deed(sealed_by_another), "nie można zaufać"),
    "identity cut": (deed(no_seal), "nie można zaufać"),
    "identity of another version": (deed(other_mark), "nie można zaufać"),
}

# cells refused: what is done, the sheet and cell, the words at the cell
CELLS: Mapping[str, tuple[Spoil, str, str, str]] = {
    "formula": (cell("Dział 1!C11", "=1+1"), "Dział 1", "C11", "jest formuła"),
    "formula of another sheet": (cell("Dział 1!C11", "='Dział 2'!C7"), "Dział 1", "C11", "jest formuła"),
    "array formula": (deed(array), "Dział 1", "C11", "jest formuła"),
    "formula in a text": (cell("Dział 2!C7", '=HYPERLINK("http://x","y")'), "Dział 2", "C7", "jest formuła"),
    "DDE": (cell("Dział 2!C7", "=cmd|'/C calc'!A0"), "Dział 2", "C7", "jest formuła"),
    "division by zero": (cell("Dział 1!C11", "#DIV/0!"), "Dział 1", "C11", "#DIV/0!"),
    "not available": (cell("Dział 2!C8", "#N/A"), "Dział 2", "C8", "#N/A"),
    "date as a number": (deed(day_as_number), "Dział 2", "C8", "potrzebna jest data"),
    "number as a date": (cell("Dział 1!C11", date(2026, 2, 1)), "Dział 1", "C11", "zamienił wpis na datę"),
    "time as a day": (
        cell("Dział 2!C8", datetime.combine(date(2025, 12, 31), time(13, 5))),
        "Dział 2",
        "C8",
        "godzina",
    ),
    "time alone": (cell("Dział 2!C8", time(13, 5)), "Dział 2", "C8", "godzina"),
    "day in the far future": (cell("Dział 2!C8", date(9999, 12, 31)), "Dział 2", "C8", "poza zakresem"),
    "truth as a number": (cell("Dział 1!C11", True), "Dział 1", "C11", "PRAWDA albo FAŁSZ"),
    "two as yes or no": (cell("Dział 2!C9", 2), "Dział 2", "C9", "„tak” albo „nie”"),
    "words as a number": (cell("Dział 1!C11", "dużo"), "Dział 1", "C11", "to nie jest liczba"),
    "ambiguous number": (cell("Dział 1!D12", "1.234"), "Dział 1", "D12", "Nie wiadomo, co znaczy kropka"),
    "negative": (cell("Dział 1!C11", -1), "Dział 1", "C11", "nie może być ujemna"),
    "fraction of a whole": (cell("Dział 1!C11", 1.5), "Dział 1", "C11", "liczbę całkowitą"),
    "too many places": (cell("Dział 1!D12", 1.005), "Dział 1", "D12", "miejsc po przecinku: 2"),
    "too large": (cell("Dział 1!C11", 1e15), "Dział 1", "C11", "za duża"),
    "infinite": (cell("Dział 1!C11", "1E+400"), "Dział 1", "C11", "wszystkimi cyframi"),
    "code not listed": (cell("Dział 2!C10", "2001"), "Dział 2", "C10", "nie ma w słowniku"),
    "code with another's name": (cell("Dział 2!C10", "4500 Oddział okulistyczny"), "Dział 2", "C10", "słowniku"),
    "text too long": (cell("Dział 2!C7", "x" * 41), "Dział 2", "C7", "za długi"),
    "text turned around": (cell("Dział 2!C7", "abc\u202etxt"), "Dział 2", "C7", "niedozwolone znaki"),
    "closed cell filled": (cell("Dział 1!E12", 5), "Dział 1", "E12", "zamknięte"),
    "computed cell overwritten": (cell("Dział 1!C9", 999), "Dział 1", "C9", "wylicza się samo"),
    "below the table": (cell("Dział 1!C20", 5), "Dział 1", "C20", "nie ma pola formularza"),
    "beside the table": (cell("Dział 1!G11", 5), "Dział 1", "G11", "nie ma pola formularza"),
    "merged cells": (deed(merged), "Dział 1", "C11", "Scalono komórki do D12"),
    "row inserted": (deed(row_inserted), "Dział 1", "A11", "symbol „02”"),
    "row deleted": (deed(row_deleted), "Dział 1", "A11", "symbol „02”"),
    "column inserted": (deed(column_inserted), "Dział 1", "C8", "symbol „1”"),
    "symbol overwritten": (cell("Dział 1!A12", "99"), "Dział 1", "A12", "symbol „03”"),
    "row without a place": (cell("Dział 3!C14", 5), "Dział 3", "C14", "nie ma pola formularza"),
}


def broken_places(content: bytes) -> Iterator[bytes]:
    """The same file with each of many bytes changed."""
    for at in range(0, len(content), max(1, len(content) // 60)):
        yield content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
