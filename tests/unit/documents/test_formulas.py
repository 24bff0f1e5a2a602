# SPDX-License-Identifier: EUPL-1.2
"""Computed cells as formulas: what a spreadsheet shows is what the system will compute."""

import pytest

from engine.answers import Sheet
from engine.checks import Period, compile_form
from engine.definitions import FormDefinition, load
from ssoz.documents.workbook.formulas import Formulas
from ssoz.documents.workbook.layout import BookLayout, rows_with_free

FORM = """
form: T-7
edition: 2025
title: Formuły
sections:
- code: d1
  title: Jeden
  table:
    columns:
    - {{code: k1, title: A}}
    - {{code: k2, title: B}}
    - {{code: k3, title: C, type: dec(2), min: null, computed: "{formula}"}}
    rows: [{{code: w01, title: Razem}}, {{code: w02, title: Drugi}}, {{code: w03, title: Trzeci}}]
- code: d2
  title: Dwa
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    - {{code: k2, title: Połowa, type: dec(1), computed: "round(d2[., k1] / 2, 1)"}}
    rows: [{{code: w01, title: Ogółem, computed: "sum(d2[*, .])"}}]
    dynamic: {{max: 3, key: {{code: kod, title: Kod, type: text}}}}
"""


def formulas(formula: str = "d1[., k1] + d1[., k2]") -> Formulas:
    form: FormDefinition = load(FORM.format(formula=formula), path="t-7.yaml")
    layout = BookLayout(form, rows_with_free(form, Sheet({}, {"d2": ("r1",)})))
    return Formulas(compile_form(form), layout, Period.year(2025))


A, B = "'Dział 1'!C7", "'Dział 1'!D7"


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("d1[., k1] + d1[., k2]", f'=IFERROR(IF(COUNT({A},{B})=2,ROUND(({A}+{B}),2),""),"")'),
        ("d1[., k1] - nvl(d1[., k2], 0)", f'=IFERROR(IF(COUNT({A})=1,ROUND(({A}-IF(COUNT({B})=1,{B},0)),2),""),"")'),
        ("round(d1[., k1] / d1[., k2], 2)",
         f'=IFERROR(IF(AND(COUNT({A},{B})=2,{B}<>0),ROUND(ROUND(({A}/{B}),2),2),""),"")'),
        ("d1[., k1] * d1[., k1]", f'=IFERROR(IF(COUNT({A})=1,ROUND(({A}*{A}),2),""),"")'),
        ("-d1[., k1]", f'=IFERROR(IF(COUNT({A})=1,ROUND((-{A}),2),""),"")'),
        ("abs(d1[., k1])", f'=IFERROR(IF(COUNT({A})=1,ROUND(ABS({A}),2),""),"")'),
        ("sum(d1[., k1..k2])", f'=IFERROR(IF(COUNT({A},{B})>0,ROUND(SUM({A},{B}),2),""),"")'),
        ("max(d1[w02..w03, k1])", "=IFERROR(IF(COUNT('Dział 1'!C8:C9)>0,ROUND(MAX('Dział 1'!C8:C9),2),\"\"),\"\")"),
        ("avg(d1[*, k1])", "=IFERROR(IF(COUNT('Dział 1'!C7:C9)>0,ROUND(AVERAGE('Dział 1'!C7:C9),2),\"\"),\"\")"),
        ("d1[., k1] / period.days", f'=IFERROR(IF(AND(COUNT({A})=1,365<>0),ROUND(({A}/365),2),""),"")'),
    ],
)  # fmt: skip
def test_a_formula_says_what_the_form_says(formula: str, written: str) -> None:
    assert formulas(formula).of("d1", "w01", "k3") == written


@pytest.mark.parametrize("formula", ["if(d1[., k1] > 0, d1[., k2], 0)", "nvl(d1[., k1], d1[., k2])"])
def test_what_has_no_plain_words_in_a_spreadsheet_has_no_formula(formula: str) -> None:
    assert formulas(formula).of("d1", "w01", "k3") is None


def test_a_total_of_added_rows_reaches_over_the_free_ones() -> None:
    total = formulas().of("d2", "w01", "k1")
    assert total == "=IFERROR(IF(COUNT('Dział 2'!C8:C10)>0,ROUND(SUM('Dział 2'!C8:C10),0),\"\"),\"\")"


def test_each_added_row_has_the_formula_of_its_column() -> None:
    cell = "'Dział 2'!C9"
    assert formulas().of("d2", "n1", "k2") == (
        f'=IFERROR(IF(AND(COUNT({cell})=1,2<>0),ROUND(ROUND(({cell}/2),1),1),""),"")'
    )


def test_cells_people_fill_in_have_none() -> None:
    assert formulas().of("d1", "w01", "k1") is None
    assert formulas().of("d2", "r1", "k1") is None
