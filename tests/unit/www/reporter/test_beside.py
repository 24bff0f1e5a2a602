# SPDX-License-Identifier: EUPL-1.2
"""Cells a reason names, flags at cells, differences of two versions: pure, on a small form."""

import pytest

from ssoz.www.reporter.presentation.differences import compared
from ssoz.www.reporter.presentation.flags import Flag, flags_html
from ssoz.www.reporter.presentation.reasons import linked, named_cells
from tests.unit.www.reporter.hospital import filled, hospital

FORM = hospital()
SHEET = filled(FORM, d2_r1_oddzial="4000", d2_r1_k1="10", d2_r2_oddzial="4500", d3_w01_k1="2")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dział 3, wiersz 01, kolumna 2", "d3.w01.k2"),
        ("Dział 3. wiersz 1 kolumna 2", "d3.w01.k2"),
        ("dziale 3, wierszu 01, kolumnie 1", "d3.w01.k1"),
        ("dz. 3 w. 01 k. 2", "d3.w01.k2"),
        ("DZIAŁU 2 wiersza 02 rubryki 3", "d2.r1.k3"),
        ("Dział 2, wiersz 03, kolumna 1", "d2.r2.k1"),
    ],
)
def test_a_cell_is_known_however_people_say_it(text: str, address: str) -> None:
    sentence = f"Proszę poprawić: {text}, dziękuję."
    (named,) = named_cells(FORM, SHEET, sentence)
    assert (named.address, sentence[named.start : named.end]) == (address, text)


@pytest.mark.parametrize(
    "text", ["dział 9, wiersz 01, kolumna 1", "dział 3, wiersz 07, kolumna 1", "dział 3", "dział 3, wiersz 01", ""]
)
def test_what_names_no_cell_stays_text(text: str) -> None:
    assert named_cells(FORM, SHEET, text) == ()
    assert linked(FORM, SHEET, text) == text


def test_a_reason_is_escaped_around_its_links() -> None:
    html = linked(FORM, SHEET, "<b>dział 3, wiersz 01, kolumna 1</b>\ni koniec")
    assert html == ('&lt;b&gt;<a href="#d3-w01-k1">dział 3, wiersz 01, kolumna 1</a>&lt;/b&gt;<br>i koniec')


def test_several_cells_are_all_linked() -> None:
    html = linked(FORM, SHEET, "Dział 3, wiersz 01, kolumna 1 oraz dział 2, wiersz 02, kolumna 1.")
    assert html.count("<a href=") == 2


def test_flags_of_a_cell_stand_together_and_are_escaped() -> None:
    flags = flags_html(
        [
            ("d3.w01.k1", Flag("remark", '<"?>', "#a")),
            ("d3.w01.k1", Flag("changed", "", "#b")),
            ("d1.w01.k1", Flag("note", "x", "#c")),
        ]
    )
    assert set(flags) == {"d3.w01.k1", "d1.w01.k1"}
    assert flags["d3.w01.k1"].index("flag remark") < flags["d3.w01.k1"].index("flag changed")
    assert "&lt;&quot;?&gt;" in flags["d3.w01.k1"]
    assert "<?" not in flags["d3.w01.k1"]


def test_differences_stand_in_the_order_of_the_form_with_their_change() -> None:
    after = filled(FORM, d1_w04_k1="Nowe", d2_r1_oddzial="4000", d2_r1_k1="12", d3_w01_k1="2")
    found = compared(FORM, SHEET, after)
    assert [section.code for section in found.sections] == ["d1", "d2"]
    told = {cell.address: (cell.was, cell.now, cell.change) for section in found.sections for cell in section.cells}
    assert told["d2.r1.k1"] == ("10", "12", "+2")
    assert told["d1.w04.k1"] == ("", "Nowe", "")
    assert told["d2.r2.oddzial"] == ("4500 oddział chirurgiczny ogólny", "", "")


def test_a_cell_of_a_removed_row_keeps_the_place_it_had() -> None:
    found = compared(FORM, SHEET, filled(FORM, d3_w01_k1="2"))
    places = {cell.address: (cell.place, cell.row) for section in found.sections for cell in section.cells}
    assert places["d2.r1.k1"] == ("wiersz 02, kolumna 1", "4000 oddział chorób wewnętrznych")


def test_the_same_has_no_differences() -> None:
    assert compared(FORM, SHEET, SHEET).sections == ()
    assert compared(FORM, SHEET, SHEET).entered == ()
