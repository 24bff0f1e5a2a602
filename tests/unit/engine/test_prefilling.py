# SPDX-License-Identifier: EUPL-1.2
"""Stable cells of an earlier sheet, written where a later one is still blank."""

import pytest

from engine.answers import Sheet, prefill
from engine.definitions import DefinitionError, FormDefinition, load, stable_spots

FORM = """
form: T-S
edition: 2025
title: Stałe pola
{stable}
sections:
- code: d1
  title: Dane
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    - {{code: k2, title: Chorzy}}
    rows:
    - {{code: w01, title: Razem, computed: "d1[w02, .]"}}
    - {{code: w02, title: Oddział}}
- code: d2
  title: Oddziały
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    - {{code: k2, title: Chorzy}}
    dynamic: {{min: 1, max: 3, key: {{code: kod, title: Kod, type: code, list: wards, where: "4*"}}}}
"""
WARDS = {"4000": "wewnętrzny", "4500": "chirurgia", "4401": "pediatria", "4900": "inny", "5000": "zły"}
ALL = 'stable: ["d1[*,k1]", "d2[*,kod]", "d2[*,k1]"]'


def form(stable: str = ALL) -> FormDefinition:
    return load(FORM.format(stable=stable), code_lists={"wards": WARDS})


def sheet(*wards: str, **cells: int | str) -> Sheet:
    """Added rows r1, r2, … with these codes; „-” is a row without one."""
    rows = tuple(f"r{number}" for number in range(1, len(wards) + 1))
    keys: dict[str, int | str] = {f"d2.{row}.kod": code for row, code in zip(rows, wards, strict=True) if code != "-"}
    return Sheet(keys | {name.replace("_", "."): value for name, value in cells.items()}, {"d2": rows} if rows else {})


def test_only_stable_cells_that_people_fill_are_carried() -> None:
    assert stable_spots(form()) == {("d1", "w02", "k1"), ("d2", "*", "kod"), ("d2", "*", "k1")}
    found = prefill(form(), Sheet.empty(), sheet(d1_w01_k1=7, d1_w02_k1=7, d1_w02_k2=9))
    assert found.cells == {"d1.w02.k1": 7}


def test_what_stands_in_the_sheet_stays() -> None:
    before = sheet("4000", "4500", "4401", d1_w02_k1=7, d2_r1_k1=5, d2_r3_k1=6)
    now = sheet("4000", "4500", "4401", d1_w02_k1=3, d2_r1_k1=4)
    assert prefill(form(), now, before).sheet.cells == {**now.cells, "d2.r3.k1": 6}


def test_rows_are_made_for_keys_the_sheet_does_not_have() -> None:
    before = sheet("4000", "4500", d2_r1_k1=5, d2_r1_k2=50, d2_r2_k1=6)
    found = prefill(form(), sheet("4500"), before)
    assert found.rows == ("d2.r2",)
    assert found.cells == {"d2.r1.k1": 6, "d2.r2.kod": "4000", "d2.r2.k1": 5}
    assert found.sheet.added("d2") == ("r1", "r2")


def test_the_first_row_of_an_empty_table_is_the_first() -> None:
    assert prefill(form(), Sheet.empty(), sheet("4000")).sheet.added("d2") == ("r1",)


def test_a_row_nobody_has_written_in_is_used_first() -> None:
    found = prefill(form(), sheet("-"), sheet("4000", d2_r1_k1=5))
    assert found.rows == ()
    assert found.sheet.cells == {"d2.r1.kod": "4000", "d2.r1.k1": 5}


def test_a_row_somebody_began_is_left_alone() -> None:
    found = prefill(form(), sheet("-", d2_r1_k2=1), sheet("4000"))
    assert found.sheet.cells == {"d2.r1.k2": 1, "d2.r2.kod": "4000"}


def test_there_are_no_more_rows_than_the_form_lets_in() -> None:
    found = prefill(form(), sheet("4900"), sheet("4000", "4500", "4401"))
    assert found.sheet.added("d2") == ("r1", "r2", "r3")
    assert set(found.cells.values()) == {"4000", "4500"}


def test_the_second_of_a_key_goes_to_its_second_and_so_on() -> None:
    found = prefill(form(), sheet("4000"), sheet("4000", "4000", "4000", d2_r1_k1=1, d2_r2_k1=2, d2_r3_k1=3))
    assert [found.sheet.cells[f"d2.{row}.kod"] for row in found.sheet.added("d2")] == ["4000"] * 3
    assert [found.sheet.cells[f"d2.{row}.k1"] for row in found.sheet.added("d2")] == [1, 2, 3]


def test_a_code_that_is_no_longer_allowed_is_left_out() -> None:
    assert prefill(form(), Sheet.empty(), sheet("5000", d2_r1_k1=5)).cells == {}


def test_so_is_one_in_a_cell_that_stands_fixed() -> None:
    fixed = FORM.replace(
        "{{code: k2, title: Chorzy}}\n    rows",
        '{{code: k2, title: Kod, type: code, list: wards, where: "4*"}}\n    rows',
    )
    definition = load(fixed.format(stable='stable: ["d1[w02,k2]"]'), code_lists={"wards": WARDS})
    assert prefill(definition, Sheet.empty(), sheet(d1_w02_k2="5000")).cells == {}
    assert prefill(definition, Sheet.empty(), sheet(d1_w02_k2="4500")).cells == {"d1.w02.k2": "4500"}


def test_without_the_key_rows_are_filled_but_not_made() -> None:
    found = prefill(form('stable: ["d2[*,k1]"]'), sheet("4000"), sheet("4500", "4000", d2_r2_k1=5))
    assert found.cells == {"d2.r1.k1": 5}


def test_twice_changes_nothing_more() -> None:
    before = sheet("4000", "4500", d2_r1_k1=5, d1_w02_k1=7)
    once = prefill(form(), Sheet.empty(), before)
    assert prefill(form(), once.sheet, before).cells == {}


@pytest.mark.parametrize(
    ("stable", "told"),
    [
        ('stable: ["d9[*,k1]"]', "nie ma działu „d9”"),
        ('stable: ["d1[w02,k7]"]', "kolumny „k7”"),
        ('stable: ["d1.w02.k1"]', "to nie jest wskazanie pól"),
        ('stable: ["d1[w01,*]"]', "nikt nie wypełnia: d1[w01,k1], d1[w01,k2]"),
    ],
)
def test_a_place_that_makes_no_sense_is_told_with_its_line(stable: str, told: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        form(stable)
    assert told in str(caught.value)
    assert caught.value.problems[0].line == 5


def test_a_form_that_declares_nothing_says_what_it_did_before() -> None:
    assert form("").digest == form("stable: []").digest
