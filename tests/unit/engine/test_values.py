# SPDX-License-Identifier: EUPL-1.2
"""What people type, and what becomes of it."""

from decimal import Decimal

import pytest

from engine.answers import CellError, format_cell, format_number, parse_cell
from engine.answers.numbers import parse_number, short
from engine.definitions import CellType, load
from tests.unit.engine.forms import FORM as FORM_TEXT
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
    "text",
    [
        "dużo",
        "--1",
        "1 23",
        "12,",
        ",5",
        "NaN",
        "inf",
        "-inf",
        "Infinity",
        "1,2,3",
        "1.2.3",
        "1.5,3",
        "0x10",
        "½",
        "(5)",
        "5-",
        "1_000",
        "#",
    ],
)
def test_text_in_a_number_is_refused(text: str) -> None:
    message = refusal(f"{WARD}.k1", text)
    assert message in {f"„{text}” to nie jest liczba.", "Wpisz samą liczbę, bez „x”."}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+5", 50),
        ("-0", 0),
        ("\u22120,0", 0),
        ("0" * 30 + "7", 70),
        ("1'234,5", 12345),
        ("1\u2019234\u2019567", 12345670),
        ("1.234,5", 12345),
        ("1.234.567", 12345670),
        ("1\u2009234,5", 12345),
        ("1\u2007234", 12340),
        ("1\u3000234", 12340),
        ("\u200b12\ufeff", 120),
        ("\ufeff", None),
        ("\u00ad \u200b", None),
        ("1234,50000", 12345),
    ],
)
def test_numbers_from_elsewhere_are_taken_where_they_mean_one_thing(text: str, value: int | None) -> None:
    assert parsed(f"{WARD}.k3", text) == value


@pytest.mark.parametrize("minus", ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d"])
def test_any_minus_is_a_minus(minus: str) -> None:
    assert parsed("d1.w06.k1", f"{minus}12,34") == -1234


@pytest.mark.parametrize("text", ["1 000 zł", "1000zł", "1 000,00 zł.", "1 000 PLN", "1000 pln", "1 000 zl"])
def test_an_amount_may_carry_its_currency(text: str) -> None:
    assert parsed("d1.w05.k1", text) == 1000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12 szt.", "Wpisz samą liczbę, bez „szt.”."),
        ("1 000 zł", "Wpisz samą liczbę, bez „zł”."),
        ("12%", "Wpisz samą liczbę, bez „%”."),
        ("5 tys.", "Wpisz samą liczbę, bez „tys.”."),
        ("3 €", "Wpisz samą liczbę, bez „€”."),
        ("12a", "Wpisz samą liczbę, bez „a”."),
        ("1e5", "Liczbę „1e5” wpisz wszystkimi cyframi."),
        ("1,5E+10", "Liczbę „1,5E+10” wpisz wszystkimi cyframi."),
        ("1e999999999", "Liczbę „1e999999999” wpisz wszystkimi cyframi."),
        ("\u0663\u0666", "„\u0663\u0666” to nie jest liczba. Użyj cyfr od 0 do 9."),
        ("\uff11\uff12", "„\uff11\uff12” to nie jest liczba. Użyj cyfr od 0 do 9."),
        ("-", "Kreska to nie liczba. Wpisz 0 albo zostaw puste pole."),
        ("\u2013", "Kreska to nie liczba. Wpisz 0 albo zostaw puste pole."),
        ("1.234", "Nie wiadomo, co znaczy kropka w „1.234”. Tysiące oddziel odstępem, ułamek przecinkiem."),
        ("1,234.5", "Nie wiadomo, co znaczy przecinek w „1,234.5”. Tysiące oddziel odstępem, ułamek przecinkiem."),
        ("1,234,567", "Nie wiadomo, co znaczy przecinek w „1,234,567”. Tysiące oddziel odstępem, ułamek przecinkiem."),
        ("1\t2", "To pole mieści jedną liczbę, a wklejono ich więcej."),
        ("1\n2\n3", "To pole mieści jedną liczbę, a wklejono ich więcej."),
        ("1; 2", "To pole mieści jedną liczbę, a wklejono ich więcej."),
        ("12'5", "„12'5” to nie jest liczba."),
        ("1'234'56", "„1'234'56” to nie jest liczba."),
        ("9223372036854775808", "Liczba jest za duża. Największa to 999\u00a0999\u00a0999\u00a0999."),
        ("9" * 60, "Liczba jest za duża. Największa to 999\u00a0999\u00a0999\u00a0999."),
    ],
)
def test_what_could_mean_something_else_is_asked_about(text: str, message: str) -> None:
    assert refusal(f"{WARD}.k1", text) == message


@pytest.mark.parametrize("text", ["9" * 100_000, "0" * 100_000, "1 " * 100_000, "a" * 100_000, "1e" * 100_000])
def test_a_flood_of_signs_is_refused_shortly(text: str) -> None:
    assert len(refusal(f"{WARD}.k1", text)) < 80


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


def test_a_number_below_the_limit_is_refused_with_the_limit() -> None:
    form = load(FORM_TEXT.replace("max: 5000", "min: 10, max: 20"))
    with pytest.raises(CellError, match=r"Najmniejsza wartość to 10\."):
        parse_cell(form.cell("d2.r1.k1"), "9")


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.1.2025", "2025-01-01"),
        ("31-12-2025", "2025-12-31"),
        ("31.12.2025 r.", "2025-12-31"),
        ("\u200b31.12.2025r.", "2025-12-31"),
    ],
)
def test_dates_as_people_write_them(text: str, value: str) -> None:
    assert parsed("d1.w03.k1", text) == value


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2025",
        "wczoraj",
        "2025",
        "12/31/2025",
        "20251231",
        "2025-W01-1",
        "0.0.0000",
        "2025-1-1",
        "\u0663\u0661.12.2025",
        "2025-12-31T00:00",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert refusal("d1.w03.k1", text) == f"„{text}” to nie jest data. Wpisz na przykład 31.12.2025."


def test_a_year_has_four_digits_and_is_of_our_times() -> None:
    assert refusal("d1.w03.k1", "31.12.25") == "„31.12.25” to nie jest data. Rok wpisz czterema cyframi."
    assert refusal("d1.w03.k1", "31.12.0025") == "Rok 25 jest poza zakresem 1850–2200."
    assert refusal("d1.w03.k1", "9999-12-31") == "Rok 9999 jest poza zakresem 1850–2200."


def test_codes_come_from_the_list_and_its_filter() -> None:
    assert parsed(f"{WARD}.oddzial", "4500") == "4500"
    assert "nie ma w słowniku" in refusal(f"{WARD}.oddzial", "4999")
    assert "nie ma w słowniku" in refusal(f"{WARD}.oddzial", "1270")


LISTED = load(FORM_TEXT.replace("ministry-codes-8", "icd"), code_lists={"icd": {"4F20.0": "Schizofrenia", "4500": "a"}})


@pytest.mark.parametrize("text", ["4F20.0", "4f20.0", "4F20.0 Schizofrenia", "4F20.0  schizofrenia", "\u200b4F20.0"])
def test_a_code_is_known_in_small_letters_and_with_its_label(text: str) -> None:
    assert parse_cell(LISTED.cell("d2.r1.oddzial"), text) == "4F20.0"


@pytest.mark.parametrize("text", ["4F20.0 Inna choroba", "4F20", "4500b", "4F20.0\x00", "4" * 200])
def test_a_code_that_is_not_quite_listed_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="nie ma w słowniku"):
        parse_cell(LISTED.cell("d2.r1.oddzial"), text)


@pytest.mark.parametrize("text", ["4\x00", "4\n5", "4" * 200, "4" * 101, "4\ud800"])
def test_without_a_list_a_code_is_still_short_and_printable(text: str) -> None:
    with pytest.raises(CellError, match="nie ma w słowniku"):
        parse_cell(load(FORM_TEXT).cell("d2.r1.oddzial"), text)


def test_without_a_list_a_code_has_a_hundred_signs_at_most() -> None:
    assert parse_cell(load(FORM_TEXT).cell("d2.r1.oddzial"), "4" * 100) == "4" * 100


def test_texts_have_a_longest_length_and_no_control_signs() -> None:
    assert parsed("d1.w04.k1", "Zażółć gęślą") == "Zażółć gęślą"
    assert parsed("d1.w04.k1", "a\nb\tc") == "a\nb\tc"
    assert parsed("d1.w04.k1", "x" * 20) == "x" * 20
    assert "Najwięcej znaków: 20" in refusal("d1.w04.k1", "x" * 21)


@pytest.mark.parametrize("text", ["a\x00b", "a\x7fb", "\ud800", "a\u202eb", "\uffff"])
def test_texts_hold_no_signs_that_break_or_turn_a_line(text: str) -> None:
    assert refusal("d1.w04.k1", text) == "Tekst zawiera niedozwolone znaki."


def test_letters_in_two_parts_become_one() -> None:
    assert parsed("d1.w04.k1", "Zaz\u0307o\u0301\u0142c\u0301") == "Zażółć"


def test_what_was_typed_is_quoted_up_to_forty_signs() -> None:
    assert short("x" * 40) == "x" * 40
    assert short("x" * 41) == "x" * 37 + "…"


def test_limits_are_told_with_their_decimals() -> None:
    between = CellType(kind="dec", scale=2, min=Decimal("0.5"), max=Decimal("2.25"))
    assert [parse_number(between, text) for text in ("0,50", "2,25")] == [50, 225]
    with pytest.raises(ValueError, match="Najmniejsza wartość to 0,5"):
        parse_number(between, "0,49")
    with pytest.raises(ValueError, match="Największa wartość to 2,25"):
        parse_number(between, "2,26")


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
        ("d2.r1.k3", 125, "12,5"),
        ("d1.w06.k1", -1234, "-12,34"),
        ("d1.w02.k1", 1, "tak"),
        ("d1.w02.k1", 0, "nie"),
        ("d1.w03.k1", "2025-12-31", "31.12.2025"),
        ("d1.w04.k1", "Uwaga", "Uwaga"),
        ("d1.w04.k1", None, ""),
    ],
)
def test_cells_are_shown_by_their_type(address: str, value: int | str | None, text: str) -> None:
    assert format_cell(FORM.cell(address), value) == text
