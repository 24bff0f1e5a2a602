# SPDX-License-Identifier: EUPL-1.2
"""Changes to a sheet: good ones go in, bad ones are told about, nothing is lost."""

import json

import numpy as np
import pytest

from engine.answers import (
    BLANK,
    CellError,
    CellProblem,
    Change,
    Conflict,
    Decoder,
    RowRefused,
    Sheet,
    add_row,
    apply,
    difference,
    digest,
    pack,
    place,
    progress,
    remove_row,
)
from engine.answers.editing import existing_cell
from engine.definitions import UnknownCell
from tests.unit.engine.forms import changed, definition, wards

FORM = definition()


def test_good_cells_go_in_while_bad_ones_are_told() -> None:
    sheet = Sheet({}, {"d2": ("r1",)})
    applied = apply(FORM, sheet, [Change("d2.r1.k1", None, "36"), Change("d2.r1.k2", None, "dużo")])
    assert applied.sheet.cells == {"d2.r1.k1": 36}
    assert applied.problems == (CellProblem("d2.r1.k2", "dużo", "„dużo” to nie jest liczba."),)


@pytest.mark.parametrize("address", ["d9.w01.k1", "bzdura", "", "d2.w01.k9"])
def test_an_unknown_cell_is_a_problem_not_an_accident(address: str) -> None:
    (found,) = apply(FORM, Sheet.empty(), [Change(address, None, "1")]).problems
    assert "Formularz nie ma pola" in found.message
    assert (found.address, found.text) == (address, "1")


def test_a_cell_of_a_row_that_is_gone_is_a_problem() -> None:
    (found,) = apply(FORM, Sheet.empty(), [Change("d2.r1.k1", None, "1")]).problems
    assert found.message == "Tego wiersza już nie ma w sprawozdaniu."
    with pytest.raises(CellError) as caught:
        existing_cell(FORM, Sheet.empty(), "d2.r1.k1")
    assert caught.value.address == "d2.r1.k1"


def test_closed_and_computed_cells_stay_as_they_are() -> None:
    applied = apply(FORM, Sheet.empty(), [Change("d2.w01.k3", None, "1"), Change("d2.w01.k1", None, "1")])
    assert len(applied.problems) == 2
    assert not applied.sheet.cells


def test_an_empty_text_makes_the_cell_blank() -> None:
    sheet = Sheet({"d1.w02.k1": 1}, {})
    assert apply(FORM, sheet, [Change("d1.w02.k1", "tak", "")]).sheet.cells == {}


def test_the_old_sheet_is_never_changed() -> None:
    sheet = Sheet({"d1.w02.k1": 1}, {})
    apply(FORM, sheet, [Change("d1.w02.k1", None, "nie")])
    assert sheet.cells == {"d1.w02.k1": 1}


def test_a_page_that_showed_nonsense_meets_a_conflict() -> None:
    sheet = changed(FORM, Sheet.empty(), d1_w05_k1="1234")
    applied = apply(FORM, sheet, [Change("d1.w05.k1", "dużo", "8")])
    assert [conflict.current for conflict in applied.conflicts] == ["1\u00a0234"]
    assert applied.sheet == sheet


def test_a_stale_page_meets_a_conflict_and_changes_nothing() -> None:
    sheet = Sheet({"d1.w05.k1": 1234}, {})
    applied = apply(FORM, sheet, [Change("d1.w05.k1", "7", "8")])
    assert applied.conflicts == (Conflict("d1.w05.k1", "7", "8", "1\u00a0234"),)
    assert applied.sheet.cells == sheet.cells


@pytest.mark.parametrize("was", ["1 234", "1234", "1\u00a0234", "1234,0"])
def test_what_the_page_shows_is_compared_by_value(was: str) -> None:
    sheet = Sheet({"d1.w05.k1": 1234}, {})
    assert apply(FORM, sheet, [Change("d1.w05.k1", was, "8")]).sheet.cells == {"d1.w05.k1": 8}


def test_two_who_type_the_same_do_not_quarrel() -> None:
    sheet = Sheet({"d1.w05.k1": 8}, {})
    assert not apply(FORM, sheet, [Change("d1.w05.k1", "7", "8")]).conflicts


def test_the_same_cell_twice_in_one_save_keeps_the_last() -> None:
    applied = apply(FORM, Sheet.empty(), [Change("d1.w05.k1", "", "7"), Change("d1.w05.k1", "7", "8")])
    assert applied.sheet.cells == {"d1.w05.k1": 8}


def test_added_rows_get_ids_that_stay() -> None:
    sheet, first = add_row(FORM, Sheet.empty(), "d2")
    sheet, second = add_row(FORM, sheet, "d2")
    sheet = remove_row(FORM, sheet, "d2", first)
    sheet, third = add_row(FORM, sheet, "d2")
    assert (first, second, third) == ("r1", "r2", "r3")
    assert sheet.rows == {"d2": ("r2", "r3")}


def test_removing_a_row_removes_its_cells_and_no_others() -> None:
    sheet = wards(FORM, ("4500", "36", "4"), ("4000", "20", ""))
    left = remove_row(FORM, sheet, "d2", "r1")
    assert left.cells == {"d2.r2.oddzial": "4000", "d2.r2.k1": 20}


def test_removing_a_row_twice_is_removing_it_once() -> None:
    sheet = remove_row(FORM, wards(FORM, ("4500", "36", "4")), "d2", "r1")
    assert remove_row(FORM, sheet, "d2", "r1") is sheet


def test_there_is_a_largest_number_of_rows() -> None:
    sheet = Sheet({}, {"d2": ("r1", "r2", "r3")})
    with pytest.raises(RowRefused, match="najwięcej 3"):
        add_row(FORM, sheet, "d2")


def test_rows_are_added_only_where_the_form_has_them() -> None:
    with pytest.raises(RowRefused) as caught:
        add_row(FORM, Sheet.empty(), "d1")
    assert str(caught.value) == "W tym dziale nie dodaje się wierszy."
    with pytest.raises(UnknownCell):
        add_row(FORM, Sheet.empty(), "d9")


def test_progress_counts_cells_that_people_fill() -> None:
    sheet = changed(FORM, wards(FORM, ("4500", "36", "")), d1_w02_k1="tak")
    assert progress(FORM, sheet) == {"d1": (1, 6), "d2": (2, 4)}
    full = wards(FORM, ("4500", "36", "1"), ("4000", "5", ""))
    assert progress(FORM, full)["d2"] == (5, 8)


def test_a_place_is_said_as_people_say_it() -> None:
    sheet = wards(FORM, ("4500", "36", ""), ("4000", "20", ""))
    assert place(FORM, sheet, "d2.w01.k1") == "Dział 2, wiersz 01, kolumna 1"
    assert place(FORM, sheet, "d2.r2.k2") == "Dział 2, wiersz 03, kolumna 2"
    assert place(FORM, sheet, "d2.r1.oddzial") == "Dział 2, wiersz 02, „Oddział”"


def test_a_sheet_survives_storage() -> None:
    sheet = wards(FORM, ("4500", "36", "4"))
    again = Sheet.from_json(sheet.to_json())
    assert again == sheet
    assert digest(again) == digest(sheet)


def test_a_sheet_is_read_as_json_is_read() -> None:
    cells = '"d1.w01.k1": 123456789012345678901234567890, "d1.w02.k1": "ż\\u017c\\n"'
    written = '{"cells": {' + cells + '}, "rows": {"d2": ["r1"]}}'
    assert Sheet.loads(written) == Sheet.loads(written.encode()) == Sheet.from_json(json.loads(written))
    assert json.loads(written, cls=Decoder) == json.loads(written)


def test_an_empty_document_is_an_empty_sheet() -> None:
    assert Sheet.from_json({}) == Sheet.empty()
    assert Sheet.from_json({"rows": {"d2": ["r1"]}}).rows == {"d2": ("r1",)}


def test_the_digest_sees_cells_and_rows() -> None:
    sheet = wards(FORM, ("4500", "36", "4"))
    assert digest(changed(FORM, sheet, d2_r1_k1="37")) != digest(sheet)
    assert digest(add_row(FORM, sheet, "d2")[0]) != digest(sheet)


def test_differences_name_cells_with_both_values() -> None:
    a = wards(FORM, ("4500", "36", "4"))
    b = changed(FORM, a, d2_r1_k1="37", d2_r1_k2="")
    assert [(one.address, one.was, one.now) for one in difference(a, b)] == [
        ("d2.r1.k1", 36, 37),
        ("d2.r1.k2", 4, None),
    ]


def test_a_packed_sheet_holds_fixed_cells_then_counted_rows() -> None:
    sheet = changed(FORM, wards(FORM, ("4500", "36", "")), d1_w02_k1="tak", d1_w03_k1="2025-12-31", d1_w06_k1="-1,5")
    sheet = changed(FORM, sheet, d1_w04_k1="2025-99-99")
    numbers = np.frombuffer(pack(FORM, sheet), dtype="<i8").tolist()
    fixed = len(FORM.addresses)
    assert numbers[:6] == [BLANK, 1, 739616, -1, BLANK, -150]
    assert numbers[fixed : fixed + 7] == [1, 1, int.from_bytes(b"4500"), 36, BLANK, BLANK, BLANK]
    assert np.array(numbers[fixed + 7 :], "<i8").tobytes() == b"2025-99-99".ljust(
        16, b"\0"
    )  # a long text stands behind
