# SPDX-License-Identifier: EUPL-1.2
"""A packed sheet: everything its form knows comes back, alone or from among many."""

from random import Random

import numpy as np
import pytest

from engine.answers import BLANK, Block, Sheet, digest, pack, unpack
from engine.answers.packing import BLANKS, SHORT, narrowed, short_text, text_of
from engine.definitions import load
from tests.generative.expressions import Sheets, with_checks

FORM = load(
    """
form: P
edition: 2025
title: Pakowanie
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, type: int, min: null}, {code: k2, type: text}]
    rows: [{code: w01}, {code: w02, type: date}, {code: w03, type: bool}, {code: w04, type: code, list: kody}]
- code: d2
  title: Dodawany
  table:
    columns: [{code: k1, type: dec(2)}, {code: k2, type: text}, {code: k3, type: date}]
    dynamic: {key: {code: klucz, type: code, list: kody}}
- code: d3
  title: Drugi dodawany
  table:
    columns: [{code: k1, type: int}]
    dynamic: {key: {code: klucz, type: text}}
"""
)
LONG = "Oddział anestezjologii i intensywnej terapii"
FULL = Sheet(
    {
        "d1.w01.k1": -(10**18),
        "d1.w01.k2": LONG,
        "d1.w02.k1": "2025-12-31",
        "d1.w03.k1": 0,
        "d1.w04.k1": "4500",
        "d2.r7.klucz": "0012",
        "d2.r7.k1": 0,
        "d2.r7.k2": "żółć",
        "d2.r2.k2": LONG + "!",
        "d2.r2.k3": "1918-11-11",
        "d3.r1.klucz": "e",
    },
    {"d2": ("r7", "r2"), "d3": ("r1",)},
)
SHEETS = {
    "full": FULL,
    "empty": Sheet.empty(),
    "a section named without rows": Sheet({"d1.w01.k1": 1}, {"d2": ()}),
    "rows without cells": Sheet({}, {"d2": ("r1", "r3")}),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_comes_back(name: str) -> None:
    assert unpack(FORM, pack(FORM, SHEETS[name])) == SHEETS[name]


def test_its_digest_stays_the_same() -> None:
    assert digest(unpack(FORM, pack(FORM, FULL))) == digest(FULL)


def test_leading_zeros_of_a_code_are_kept() -> None:
    assert unpack(FORM, pack(FORM, FULL)).cells["d2.r7.klucz"] == "0012"


@pytest.mark.parametrize("text", ["", "a", "1234567", "12345678", "żółwie", "ż" * 4, "a\nb\tc", "😀😀"])
def test_texts_of_every_length_come_back(text: str) -> None:
    sheet = Sheet({"d1.w01.k2": text, "d1.w02.k2": "2025-01-01"}, {})
    assert unpack(FORM, pack(FORM, sheet)) == sheet


def test_short_texts_are_numbers_whatever_letter_they_begin_with() -> None:
    assert text_of(short_text("X60") or 0) == "X60"
    assert short_text("a" * SHORT) is not None
    assert short_text("a" * SHORT + "a") is None


def test_cells_the_form_does_not_have_stay_behind() -> None:
    assert unpack(FORM, pack(FORM, Sheet({"d9.w01.k1": 5}, {}))) == Sheet.empty()


def test_a_number_that_is_no_number_is_refused() -> None:
    with pytest.raises(Exception, match="integer"):
        pack(FORM, Sheet({"d1.w01.k1": "12"}, {}))


def test_whole_vectors_only() -> None:
    assert len(pack(FORM, FULL)) % 8 == 0


@pytest.mark.parametrize("rows", [("r1",), ("r1", "r2")])
@pytest.mark.parametrize(
    ("number", "width"),
    [
        (2**15 - 1, 2),
        (1 - 2**15, 2),
        (2**15, 4),
        (-(2**15), 4),
        (2**31 - 1, 4),
        (1 - 2**31, 4),
        (2**31, 8),
        (-(2**31), 8),
        (2**63 - 1, 8),
        (1 - 2**63, 8),
    ],
)
def test_numbers_take_as_much_room_as_the_largest_of_them(number: int, width: int, rows: tuple[str, ...]) -> None:
    sheet = Sheet({"d1.w01.k1": number, "d2.r1.k1": 0}, {"d2": rows})
    packed = pack(FORM, sheet)
    assert len(packed) & -len(packed) == width if width < 8 else len(packed) % 8 == 0
    assert unpack(FORM, packed) == sheet


def test_a_form_without_cells_is_packed_too() -> None:
    assert narrowed(b"") == bytes(2)


@pytest.mark.parametrize(("large", "kind"), [(2**20, "<i4"), (2**40, "<i8")])
def test_vectors_written_wider_than_they_need_are_still_read(large: int, kind: str) -> None:
    wide = pack(FORM, Sheet({"d1.w01.k1": large, "d1.w03.k1": 1}, {}))
    numbers = np.frombuffer(wide, kind).copy()
    numbers[0] = 5
    assert unpack(FORM, numbers.tobytes()) == Sheet({"d1.w01.k1": 5, "d1.w03.k1": 1}, {})


@pytest.mark.parametrize(
    ("numbers", "width"),
    [
        ((1, 2), 2),
        ((1, 2**20), 4),
        ((2**20, 1, 2**21), 4),
        ((3, 2**40, 4), 8),
        ((2**40, 2**20, 5), 8),
        ((-(2**15), 2**40), 8),  # blank in a narrower one
        ((-(2**31), 1, 2**20), 8),
    ],
)
def test_a_matrix_is_as_wide_as_the_widest_of_its_sheets(numbers: tuple[int, ...], width: int) -> None:
    block = Block(FORM, [pack(FORM, Sheet({"d1.w01.k1": number}, {})) for number in numbers])
    found, blank = block.matrix
    assert (found.itemsize, blank) == (width, BLANKS[width])
    assert block.fixed[:, 0].tolist() == block.column(0).tolist() == [*numbers]
    assert (block.fixed[:, 1:] == BLANK).all()
    assert (found[:, 1:] == blank).all()
    assert block.fixed.shape == (len(numbers), len(FORM.addresses))


def test_sheets_of_many_sizes_are_one_matrix_too() -> None:
    rows = [tuple(f"r{row}" for row in range(1, 1 + count)) for count in range(4)]
    packed = [pack(FORM, Sheet({"d1.w01.k1": len(ids)}, {"d2": ids})) for ids in rows]
    assert len(set(map(len, packed))) == len(packed)
    for many in (3, 4):
        block = Block(FORM, packed[:many])
        assert block.fixed[:, 0].tolist() == [*range(many)]
        assert (block.fixed[:, 1:] == BLANK).all()
    assert Block(FORM, packed[:3]).matrix[1] == BLANKS[2]  # few sizes: not widened


def test_a_matrix_of_no_sheets_has_the_columns_of_the_form() -> None:
    found, blank = Block(FORM, []).matrix
    assert (found.shape, blank) == ((0, len(FORM.addresses)), BLANKS[2])


def test_narrow_and_wide_sheets_lie_side_by_side() -> None:
    numbers = [1, 2**40, -3, 2**20]
    rows = {"d2": ("r4",)}
    block = Block(FORM, [pack(FORM, Sheet({"d1.w01.k1": n, "d2.r4.k1": n}, rows)) for n in numbers])
    assert block.column(0).tolist() == numbers
    assert block.added["d2"].values[:, 1].tolist() == numbers


def test_many_sheets_of_different_length_are_read_as_matrices() -> None:
    block = Block(FORM, [pack(FORM, sheet) for sheet in SHEETS.values()])
    assert block.fixed.shape == (4, len(FORM.addresses))
    assert block.fixed[:, 0].tolist() == [-(10**18), BLANK, 1, BLANK]
    assert block.added["d2"].counts.tolist() == [2, 0, 0, 2]
    assert block.added["d2"].named.tolist() == [True, False, True, True]
    assert block.added["d2"].ids.tolist() == [7, 2, 1, 3]
    assert block.added["d3"].values.tolist() == [[101, BLANK]]
    assert block.texts(0)[:3] == [LONG, "żółć", LONG + "!"]


def test_no_sheet_is_read_as_a_blank_one() -> None:
    block = Block(FORM, [b"", pack(FORM, FULL)])
    assert (len(block), block.fixed[0].tolist()) == (2, [BLANK] * len(FORM.addresses))


@pytest.mark.parametrize("seed", range(20))
def test_random_sheets_come_back(seed: int) -> None:
    form = with_checks([])
    sheet = Sheets(Random(seed)).sheet()
    assert unpack(form, pack(form, sheet)) == sheet
