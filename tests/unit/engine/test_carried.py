# SPDX-License-Identifier: EUPL-1.2
"""Sheets of an earlier edition carried over by columns are those carried over one by one."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from engine.answers import BLANK, Sheet, carry_over, pack, unpack
from engine.checks.country import Packed
from engine.checks.country.carrying import BEYOND
from engine.definitions import FormDefinition, load

OLD = """
form: F
edition: 2023
title: Formularz
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, type: int, min: null}, {code: k2, type: dec(2), min: null}, {code: k3, type: text},
      {code: k4, type: code, list: stare}]
    rows: [{code: w01}, {code: w02}, {code: w03}]
- code: d2
  title: Dodawany
  table:
    columns: [{code: k1, type: dec(1), min: null}, {code: k2, type: text}]
    dynamic: {key: {code: klucz, type: code, list: stare}}
- code: d9
  title: Zniknie
  table:
    columns: [{code: k1}]
    dynamic: {key: {code: klucz, type: text}}
"""
NEW = """
form: F
edition: 2024
title: Formularz
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, type: dec(1), min: null}, {code: k2, type: int, min: null}, {code: k3, type: text},
      {code: k4, type: code, list: nowe}]
    rows: [{code: w01}, {code: w02}, {code: w04}]
- code: d3
  title: Dodawany, przeniesiony
  table:
    columns: [{code: k1, type: int, min: null}, {code: k2, type: text}, {code: k3, type: int}]
    dynamic: {key: {code: klucz, type: code, list: nowe}}
- code: d4
  title: Nowy
  table:
    columns: [{code: k1}]
    dynamic: {key: {code: klucz, type: text}}
crosswalk:
  from: 2023
  cells:
    "d1[w04,k1]": "d1[w02,k1] + d1[w03,k1]"
    "d1[w04,k2]": "d1[w02,k2] + d1[w03,k2]"
    "d1[w04,k3]": "d1[w02,k3] + d1[w03,k3]"
    "d3[*,k1]": "d2[*,k1]"
    "d3[*,k2]": "d2[*,k2]"
    "d3[*,klucz]": "d2[*,klucz]"
  new: ["d3[*,k3]", "d1[w02,*]", "d1[w04,k4]"]
"""
LISTS = {"stare": {"1": "a", "2": "b", "KOD-STARY": "c"}, "nowe": {"1": "a", "3": "d", "KOD-NOWY-1": "e"}}


def editions() -> tuple[FormDefinition, ...]:
    """The third one is as the second."""
    newest = NEW.partition("crosswalk:")[0].replace("2024", "2025")
    return tuple(load(text, code_lists=LISTS) for text in (OLD, NEW, newest))


ROWS = {
    "d2.r4.klucz": "1",
    "d2.r4.k1": 15,
    "d2.r2.klucz": "2",
    "d2.r2.k1": -25,
    "d2.r2.k2": "Opis, który jest długi",
    "d2.r9.klucz": "KOD-STARY",
    "d2.r9.k1": 24,
}
SHEETS = [
    Sheet({"d1.w01.k1": 5, "d1.w01.k2": 149, "d1.w01.k3": "Szpital wojewódzki", "d1.w01.k4": "1"}, {}),
    Sheet(
        {"d1.w01.k2": -150, "d1.w02.k1": 2, "d1.w03.k1": 3, "d1.w02.k2": 50, "d1.w03.k2": 49, "d1.w02.k3": "a"},
        {"d2": ()},
    ),
    Sheet({"d1.w01.k3": "tekst, który stoi przed kodem", "d1.w01.k4": "KOD-NOWY-1"}, {}),
    Sheet({"d1.w01.k4": "KOD-STARY"}, {}),
    Sheet({"d1.w03.k2": 50, "d1.w03.k3": "tylko tu jest tekst", **ROWS}, {"d2": ("r4", "r2", "r9")}),
    Sheet({"d2.r1.klucz": "KOD-NOWY-1", "d2.r2.klucz": "KOD-STARY", "d2.r3.klucz": "3"}, {"d2": ("r1", "r2", "r3")}),
    Sheet({"d1.w01.k1": 2**53 + 1, "d1.w02.k1": 2**53 + 1, "d1.w03.k1": 2}, {}),
    Sheet({"d9.r1.klucz": "x", "d9.r1.k1": 3}, {"d9": ("r1",)}),
    Sheet.empty(),
]


def carried(sheet: Sheet, way: Sequence[FormDefinition]) -> Sheet:
    for previous, definition in pairwise(way):
        sheet = carry_over(definition, previous, sheet)
    return sheet


@pytest.mark.parametrize("last", [1, 2, 3])
def test_columns_say_what_single_sheets_say(last: int) -> None:
    *since, newest = editions()[:last]
    packed = Packed(newest, [pack(editions()[0], sheet) for sheet in SHEETS], tuple(since))
    block = packed.block()
    alone = [carried(sheet, editions()[:last]) for sheet in SHEETS]
    assert len(block) == len(SHEETS)
    for number, address in enumerate(newest.addresses):
        kind = newest.cells[address].type.kind
        expected = [sheet.cells.get(address) for sheet in alone]
        column = block.column(number).tolist()
        assert [value != BLANK for value in column] == [value is not None for value in expected]
        if kind not in {"text", "code"}:
            assert [value for value in column if value != BLANK] == [value for value in expected if value is not None]
    for section, columns in newest.added.items():
        added = block.added[section]
        assert added.named.tolist() == [section in sheet.rows for sheet in alone]
        assert [f"r{row}" for row in added.ids.tolist()] == [row for sheet in alone for row in sheet.added(section)]
        for number, column in enumerate(columns):
            found = [s.cells.get(f"{section}.{row}.{column}") for s in alone for row in s.added(section)]
            assert (added.values[:, number] != BLANK).tolist() == [value is not None for value in found]
    assert [packed.sheet(number) for number in range(len(SHEETS))] == alone


def test_texts_stay_where_they_are_pointed_at() -> None:
    old, new, _ = editions()
    block = Packed(new, [pack(old, sheet) for sheet in SHEETS], (old,)).block()
    assert block.texts(0)[-1 - int(block.column(new.addresses.index("d1.w01.k3"))[0])] == "Szpital wojewódzki"


@pytest.mark.parametrize(
    ("stood", "found"),
    [
        ({"d1.w02.k1": 8 * 10**18, "d1.w03.k1": 8 * 10**18}, BEYOND),
        ({"d1.w02.k1": 8 * 10**18, "d1.w03.k1": -1}, BEYOND),
        ({"d1.w02.k1": 3 * 10**17}, BEYOND),
        ({"d1.w02.k1": 22 * 10**16}, 22 * 10**17),
        ({"d1.w02.k2": 2**61, "d1.w03.k2": 0}, BEYOND),
        ({"d1.w02.k2": 2**60, "d1.w03.k2": -(2**60)}, BEYOND),
        ({"d1.w02.k2": 10**18}, 10**16),
    ],
)
def test_what_may_not_fit_into_64_bits_is_larger_than_any_verdict_takes(stood: dict[str, int], found: int) -> None:
    old, new, _ = editions()
    column = next(iter(stood)).rpartition(".")[2]
    block = Packed(new, [pack(old, Sheet(stood, {}))], (old,)).block()
    assert block.column(new.addresses.index(f"d1.w04.{column}")).tolist() == [found]


def test_no_sheet_stays_none() -> None:
    old, new, _ = editions()
    packed = Packed(new, [b"", pack(old, SHEETS[0])], (old,))
    assert packed.sheet(0) is None
    assert packed.block().column(0).tolist() == [BLANK, 50]
    assert unpack(old, pack(old, SHEETS[0])) == SHEETS[0]


def test_an_edition_published_again_without_a_change_is_the_same() -> None:
    old = editions()[0]
    packed = Packed(old, [pack(old, SHEETS[0])], (old,))
    assert packed.block().column(0).tolist() == [5]
    assert packed.sheet(0) == SHEETS[0]
