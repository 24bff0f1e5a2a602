# SPDX-License-Identifier: EUPL-1.2
"""Workbooks filled in as people do, and spoiled as people, programs and attackers do."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook

from ssoz.catalogue.models import Edition
from ssoz.registers.models import CodeEntry, CodeList
from tests.factories.reports import tiny

WIDE = """
form: T-9
edition: {year}
title: Wszystkie rodzaje pól
kind: {kind}
subject: {subject}
owed_by: [hospital]
sections:
- code: d1
  title: Rodzaje pól
  table:
    columns:
    - {{code: k1, title: Liczba}}
    - {{code: k2, title: Kwota, type: money(2), group: [Koszty]}}
    - {{code: k3, title: Różnica, type: dec(1), min: null, group: [Koszty, w tym]}}
    - {{code: k4, title: Razem, type: dec(2), computed: "round(d1[.,k3] / d1[.,k1], 2)"}}
    rows:
    - {{code: w01, title: Ogółem, computed: "sum(d1[w02..w03, .])"}}
    - {{code: w02, title: Pierwszy, group: [Grupa]}}
    - {{code: w03, title: Drugi, group: [Grupa]}}
    closed: ["w03.k3"]
- code: d2
  title: Zapis
  fields:
  - {{code: opis, symbol: "1", title: Opis, type: text, max: 40}}
  - {{code: dzien, symbol: "2", title: Dzień, type: date}}
  - {{code: czy, symbol: "3", title: Czy, type: bool}}
  - {{code: kod, symbol: "4", title: Kod, type: code, list: oddzialy-na-probe, where: "4*"}}
- code: d3
  title: Oddziały
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    - {{code: k2, title: Chorzy}}
    rows:
    - {{code: w01, title: Ogółem, computed: "sum(d3[*, .])"}}
    dynamic: {{min: 0, max: 5, key: {{code: oddzial, title: Oddział, type: text, max: 20}}}}
"""
FILLED = {
    "d1.w02.k1": "10",
    "d1.w02.k2": "1 250,50",
    "d1.w03.k1": "5",
    "d2.opis.k1": "Zażółć gęślą jaźń",
    "d2.dzien.k1": "31.12.2025",
    "d2.czy.k1": "tak",
    "d2.kod.k1": "4500",
}


CODES = {"4500": "Oddział chirurgiczny", "4520": "Oddział okulistyczny", "2001": "Poradnia"}


def wide(year: int = 2025) -> Edition:
    """A form with every kind of cell; its code list is made with it."""
    listed, is_new = CodeList.objects.get_or_create(name="oddzialy-na-probe", defaults={"title": "Oddziały"})
    for position, (code, name) in enumerate(CODES.items() if is_new else ()):
        CodeEntry.objects.create(code_list=listed, code=code, name=name, position=position)
    return tiny(year, text=WIDE)


def edited(content: bytes, cells: Mapping[str, Any], deed: Callable[[Any], object] | None = None) -> bytes:
    """The workbook with cells written as a program writes them: `{"Dział 1!C7": 5}`; then whatever `deed` does."""
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        sheet, _mark, cell = place.rpartition("!")
        book[sheet][cell] = value
    if deed:
        deed(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def repacked(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The file with parts exchanged, added, or left out (None)."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            if part is not None:
                after.writestr(name, part)
    return out.getvalue()


def changed_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return repacked(content, {name: change(archive.read(name))})
