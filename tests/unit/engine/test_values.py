# SPDX-License-Identifier: EUPL-1.2
"""What people type, and what becomes of it."""

import pytest

from engine.answers import CellError, format_cell, format_number, parse_cell
from tests.unit.engine.forms import definition

FORM = definition()
WARD = "d2.r1"


def parsed(address: str, text: str) -> int | str | None:
    return parse_cell(FORM.cell(address), text)


def refusal(address: str, text: str) -> str:
    with pytest.raises(CellError) as caught:
        parsed(address, text)
    assert caught.value.address == address
    return caught.value.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("36", 36),
        (" 36 ", 36),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1\u202f234", 1234),
        ("0", 0),
        ("007", 7),
        ("12,0", 12),
        ("", None),
        ("   ", None),
    ],
)
def test_whole_numbers_as_people_type_them(text: str, value: int | None) -> None:
    assert parsed(f"{WARD}.k1", text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("12,5", 125), ("12.5", 125), ("12", 120), ("0,5", 5), ("1 234,5", 12345), ("12,50", 125)]
)
def test_decimals_are_kept_as_scaled_integers(text: str, value: int) -> None:
    assert parsed(f"{WARD}.k3", text) == value


@pytest.mark.parametrize(
    "text", ["dużo", "1e5", "12a", "٣٦", "--1", "1 23", "12,", ",5", "NaN", "inf", "1,2,3", "0x10", "½"]
)
def test_text_in_a_number_is_refused(text: str) -> None:
    assert "to nie jest liczba" in refusal(f"{WARD}.k1", text)


def test_ten_to_the_thirtieth_is_too_large() -> None:
    assert refusal("d1.w05.k1", "1" + "0" * 30) == "Liczba jest za duża. Największa to 999\u00a0999\u00a0999\u00a0999."


def test_the_largest_number_is_taken() -> None:
    assert parsed("d1.w05.k1", "999 999 999 999") == 999_999_999_999


def test_leading_zeros_do_not_make_a_number_large() -> None:
    assert parsed("d1.w05.k1", "0" * 30 + "5") == 5


def test_a_negative_number_is_refused_where_it_makes_no_sense() -> None:
    assert refusal(f"{WARD}.k1", "-1") == "Wartość nie może być ujemna."


def test_a_negative_number_is_taken_where_the_form_opens_it() -> None:
    assert parsed("d1.w06.k1", "-12,34") == -1234
    assert parsed("d1.w06.k1", "\u221212,34") == -1234


def test_a_number_above_the_limit_is_refused_with_the_limit() -> None:
    assert refusal(f"{WARD}.k1", "5001") == "Największa wartość to 5\u00a0000."


def test_decimals_are_refused_where_the_number_is_whole() -> None:
    assert refusal(f"{WARD}.k1", "12,5") == "Wpisz liczbę całkowitą."
    assert refusal(f"{WARD}.k3", "12,55") == "Najwięcej miejsc po przecinku: 1."
    assert refusal("d1.w05.k1", "12,5") == "Kwotę wpisz w pełnych złotych."


def test_a_dot_that_could_part_thousands_is_asked_about() -> None:
    assert "Tysiące oddziel odstępem" in refusal(f"{WARD}.k1", "1.234")


def test_closed_and_computed_cells_take_nothing() -> None:
    assert "zamknięte" in refusal("d2.w01.k3", "1")
    assert "wylicza się samo" in refusal("d2.w01.k1", "1")
    assert "wylicza się samo" in refusal(f"{WARD}.k4", "1")


@pytest.mark.parametrize(("text", "value"), [("tak", 1), ("TAK", 1), ("1", 1), ("nie", 0), ("0", 0), ("N", 0)])
def test_yes_and_no(text: str, value: int) -> None:
    assert parsed("d1.w02.k1", text) == value


def test_anything_else_is_neither_yes_nor_no() -> None:
    assert refusal("d1.w02.k1", "może") == "Wpisz „tak” albo „nie”."


def test_dates_in_both_spellings() -> None:
    assert parsed("d1.w03.k1", "31.12.2025") == "2025-12-31"
    assert parsed("d1.w03.k1", "2025-12-31") == "2025-12-31"


@pytest.mark.parametrize("text", ["31.02.2025", "wczoraj", "2025", "12/31/2025"])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert "to nie jest data" in refusal("d1.w03.k1", text)


def test_codes_come_from_the_list_and_its_filter() -> None:
    assert parsed(f"{WARD}.oddzial", "4500") == "4500"
    assert "nie ma w słowniku" in refusal(f"{WARD}.oddzial", "4999")
    assert "nie ma w słowniku" in refusal(f"{WARD}.oddzial", "1270")


def test_texts_have_a_longest_length_and_no_control_signs() -> None:
    assert parsed("d1.w04.k1", "Zażółć gęślą") == "Zażółć gęślą"
    assert "Najwięcej znaków: 20" in refusal("d1.w04.k1", "x" * 21)
    assert "niedozwolone znaki" in refusal("d1.w04.k1", "a\x00b")


def test_long_nonsense_is_shown_short() -> None:
    assert len(refusal(f"{WARD}.k1", "x" * 500)) < 80


@pytest.mark.parametrize(
    ("value", "scale", "text"),
    [(0, 0, "0"), (1234567, 0, "1\u00a0234\u00a0567"), (-1234, 2, "-12,34"), (5, 2, "0,05"), (-5, 2, "-0,05")],
)
def test_numbers_are_written_the_polish_way(value: int, scale: int, text: str) -> None:
    assert format_number(value, scale) == text


@pytest.mark.parametrize(
    ("address", "value", "text"),
    [
        ("d2.w01.k1", 1234, "1\u00a0234"),
        ("d1.w02.k1", 1, "tak"),
        ("d1.w02.k1", 0, "nie"),
        ("d1.w03.k1", "2025-12-31", "31.12.2025"),
        ("d1.w04.k1", "Uwaga", "Uwaga"),
        ("d1.w04.k1", None, ""),
    ],
)
def test_cells_are_shown_by_their_type(address: str, value: int | str | None, text: str) -> None:
    assert format_cell(FORM.cell(address), value) == text
