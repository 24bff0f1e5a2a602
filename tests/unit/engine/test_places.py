# SPDX-License-Identifier: EUPL-1.2
"""Where a cell stands, as people say it."""

import pytest

from engine.answers import Sheet, column_name, place, row_label, row_number
from engine.definitions import Column, FormDefinition, Text, load
from tests.unit.engine.forms import CODES, FORM

RECORD = """\
- code: d3
  title: Karta
  fields: [{code: plec, symbol: "4", title: Płeć}, {code: wiek, title: Wiek}, {code: x}]
"""
DEFINITION: FormDefinition = load(FORM + RECORD, code_lists=CODES)
SHEET = Sheet({"d2.r7.oddzial": "4500", "d2.r5.oddzial": "9999"}, {"d2": ("r7", "r5")})


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("d2.w01.k1", "Dział 2, wiersz 01, kolumna 1"),
        ("d2.r7.k2", "Dział 2, wiersz 02, kolumna 2"),
        ("d2.r5.oddzial", "Dział 2, wiersz 03, „Oddział”"),
        ("d3.plec.k1", "Dział 3, pole 4"),
        ("d3.wiek.k1", "Dział 3, pole „Wiek”"),
        ("d3.x.k1", "Dział 3, pole „x”"),
    ],
)
def test_a_cell_is_said_as_on_paper(address: str, said: str) -> None:
    assert place(DEFINITION, SHEET, address) == said


def test_a_row_not_yet_added_is_counted_on() -> None:
    assert row_number(DEFINITION.section("d2"), SHEET, "r9") == "04"


@pytest.mark.parametrize(
    ("row", "label"), [("w01", "Ogółem"), ("r7", "4500 chirurgiczny ogólny"), ("r5", "9999"), ("r6", ""), ("w77", "")]
)
def test_a_row_is_called_by_its_title_or_its_code(row: str, label: str) -> None:
    assert row_label(DEFINITION, SHEET, "d2", row) == label


def test_a_table_without_added_rows_has_no_other_labels() -> None:
    assert row_label(DEFINITION, SHEET, "d1", "r1") == ""


def test_a_column_without_a_number_is_called_by_its_title() -> None:
    assert column_name(DEFINITION.cell("d2.r1.oddzial").column) == "„Oddział”"
    assert column_name(DEFINITION.cell("d2.r1.k3").column) == "kolumna 3"
    assert column_name(Column(code="k2a", title=Text(pl="Łóżka"))) == "kolumna 2A"
