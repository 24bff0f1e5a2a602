# SPDX-License-Identifier: EUPL-1.2
"""What sections, rows, columns and values are called, in Polish and in English."""

from datetime import date
from fractions import Fraction

import pytest

from engine.answers import Sheet
from engine.checks.labels import Labels, is_year, runs
from engine.checks.phrases import ENGLISH, POLISH
from engine.checks.tree import RATIO, Node
from engine.definitions import load

FORM = load(
    """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, title: {pl: Łóżka, en: Beds}}, {code: k2, title: Inne}]
    rows: [{code: w01, title: {pl: Ogółem, en: Total}}, {code: w02}]
- code: d2
  title: Dodawany
  table:
    columns: [{code: k1, title: Łóżka}]
    dynamic: {key: {code: oddzial, title: {pl: Oddział, en: Ward}, type: code, list: kody}}
""",
    code_lists={"kody": {"4500": "chirurgia"}},
)
RECORD = load(
    """
form: R
edition: 2025
title: Karta
sections:
- code: d1
  symbol: 1.A
  title: Karta
  fields:
  - {code: plec, symbol: "4", title: {pl: Płeć, en: Sex}, type: text}
  - {code: znowu, title: {pl: Ponowne przyjęcie, en: Readmission}, type: bool}
- code: d2
  title: Tablica
  table:
    columns:
    - {code: k1, symbol: 2a, title: kobiety, group: [Pracujący, w tym]}
    - {code: k2, symbol: II, title: {pl: mężczyźni, en: men}}
    - {code: k3, symbol: III}
    rows: [{code: w01, symbol: A.1, title: Lekarze, group: [Kadra]}]
"""
)
PL, EN = Labels(FORM, POLISH), Labels(FORM, ENGLISH)
SHEET = Sheet({"d2.r5.oddzial": "4500", "d2.r7.oddzial": "9999"}, {"d2": ("r5", "r7", "r8")})
FIXED, ADDED = FORM.sections
NBSP = "\u00a0"


def node(kind: str = "int", op: str = "cell", value: str = "", scale: int = 0) -> Node:
    return Node(op, kind, value=value, scale=scale)


@pytest.mark.parametrize(
    ("address", "polish", "english"),
    [
        ("d1.w01.k1", "Dział 1, wiersz 01, kolumna 1", "Section 1, row 01, column 1"),
        ("d1.w02.k2", "Dział 1, wiersz 02, kolumna 2", "Section 1, row 02, column 2"),
        ("d2.r7.k1", "Dział 2, wiersz 02, kolumna 1", "Section 2, row 02, column 1"),
        ("d2.r5.oddzial", "Dział 2, wiersz 01, „Oddział”", "Section 2, row 01, “Ward”"),
        ("d1.w01.k9", "Dział 1, wiersz 01", "Section 1, row 01"),
    ],
)
def test_a_place_is_told_by_what_is_printed(address: str, polish: str, english: str) -> None:
    assert (PL.place(SHEET, address), EN.place(SHEET, address)) == (polish, english)


@pytest.mark.parametrize(
    ("address", "polish", "english"),
    [
        ("d1.plec.k1", "Dział 1.A, pole 4", "Section 1.A, field 4"),
        ("d1.znowu.k1", "Dział 1.A, pole „Ponowne przyjęcie”", "Section 1.A, field “Readmission”"),
        ("d2.w01.k1", "Dział 2, wiersz A.1, kolumna 2a", "Section 2, row A.1, column 2a"),
        ("d2.w01.k2", "Dział 2, wiersz A.1, „mężczyźni”", "Section 2, row A.1, “men”"),
        ("d2.w01.k3", "Dział 2, wiersz A.1, „k3”", "Section 2, row A.1, “k3”"),
    ],
)
def test_what_has_no_number_is_told_by_its_title_or_code(address: str, polish: str, english: str) -> None:
    told = [Labels(RECORD, phrases).place(Sheet.empty(), address) for phrases in (POLISH, ENGLISH)]
    assert told == [polish, english]


def test_a_title_begins_with_the_headings_above_it() -> None:
    table = RECORD.sections[1].table
    assert Labels(RECORD, POLISH).title(table.columns[0]) == "Pracujący – w tym – kobiety"
    assert Labels(RECORD, POLISH).title(table.rows[0]) == "Kadra – Lekarze"


def test_a_row_has_a_title_and_an_added_one_the_label_of_its_code() -> None:
    assert [PL.row_title(FIXED, SHEET, row) for row in ("w01", "w02")] == ["Ogółem", ""]
    assert EN.row_title(FIXED, SHEET, "w01") == "Total"
    assert [PL.row_title(ADDED, SHEET, row) for row in ("r5", "r7", "r8", "r9")] == ["4500 chirurgia", "9999", "", ""]
    assert PL.row_title(FIXED, SHEET, "r5") == ""


def test_where_a_language_has_no_text_the_polish_one_stands() -> None:
    first, second = FIXED.table.columns
    assert [PL.title(first), EN.title(first), PL.title(second), EN.title(second)] == ["Łóżka", "Beds", "Inne", "Inne"]


@pytest.mark.parametrize(
    ("of", "value", "polish", "english"),
    [
        (node(), None, "brak", "blank"),
        (node("code"), "4500", "4500", "4500"),
        (node(), 1234567, f"1{NBSP}234{NBSP}567", f"1{NBSP}234{NBSP}567"),
        (node("dec", scale=2), Fraction(25, 2), "12,50", "12.50"),
        (node("dec", scale=RATIO), Fraction(1, 3), "0,33", "0.33"),
        (node("dec", scale=RATIO), Fraction(5, 2), "2,5", "2.5"),
        (node("dec", scale=RATIO), Fraction(200), "200", "200"),
        (node("date"), date(2025, 3, 1).toordinal(), "01.03.2025", "1 March 2025"),
        (node("date"), date.max.toordinal(), "31.12.9999", "31 December 9999"),
        (node("date"), 0, "brak", "blank"),
        (node("date"), date.max.toordinal() + 1, "brak", "blank"),
        (node("year"), 2025, "2025", "2025"),
        (node(op="year"), 2025, "2025", "2025"),
        (node(op="period", value="year"), 2025, "2025", "2025"),
        (node(op="period", value="days"), 2025, f"2{NBSP}025", f"2{NBSP}025"),
    ],
)
def test_a_value_is_told_as_people_write_it(of: Node, value: int | Fraction | str, polish: str, english: str) -> None:
    assert (PL.value(of, value), EN.value(of, value)) == (polish, english)


def test_the_first_day_of_the_calendar_is_a_day() -> None:
    assert PL.day(1).startswith("01.01.")
    assert EN.day(1) == "1 January 1"


@pytest.mark.parametrize(
    ("kind", "scale", "value", "polish", "english"),
    [
        ("int", 0, None, "brak", "blank"),
        ("bool", 0, 1, "tak", "yes"),
        ("bool", 0, 0, "nie", "no"),
        ("dec", 1, 125, "12,5", "12.5"),
        ("date", 0, "2025-12-31", "31.12.2025", "31 December 2025"),
        ("text", 0, "2025-12-31", "2025-12-31", "2025-12-31"),
    ],
)
def test_what_a_sheet_stores_is_told_alike(
    kind: str, scale: int, value: int | str | None, polish: str, english: str
) -> None:
    assert (PL.shown(kind, scale, value), EN.shown(kind, scale, value)) == (polish, english)


@pytest.mark.parametrize(
    ("label", "polish"),
    [
        ("Łóżka", "łóżka"),
        ("SOR", "SOR"),
        ("E-recepty", "E-recepty"),
        ("W tym dzieci", "w tym dzieci"),
        ("A", "A"),
        ("", ""),
        ("ZOL psychiatryczny", "ZOL psychiatryczny"),
    ],
)
def test_in_a_sentence_a_polish_label_begins_small_unless_it_is_an_abbreviation(label: str, polish: str) -> None:
    assert (PL.name(label), EN.name(label)) == (polish, f"“{label}”")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["02"], "02"),
        (["02", "03"], "02–03"),
        (["02", "03", "04", "07"], "02–04, 07"),
        (["09", "10", "11"], "09–11"),
        (["3", "2", "1"], "3, 2, 1"),
        (["1", "1", "2", "1"], "1–2"),
        (["1", "2a", "3"], "1, 2a, 3"),
        (["a", "2", "3", "b"], "a, 2–3, b"),
        (["1", "3", "4", "6"], "1, 3–4, 6"),
    ],
)
def test_neighbouring_numbers_are_drawn_together(names: list[str], told: str) -> None:
    assert runs(iter(names)) == told


def test_a_year_is_told_from_other_numbers() -> None:
    told = [node("year"), node(op="year"), node(op="period", value="year")]
    others = [node(), node(op="period", value="month"), node(op="unit", value="year"), node(op="month")]
    assert [is_year(one) for one in (*told, *others)] == [True] * 3 + [False] * 4
