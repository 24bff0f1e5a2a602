# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from shared.design import formatting


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(autouse=True)
def polish():
    with override("pl"):
        yield


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, None, "0"),
        (999, None, "999"),
        (1234, None, "1 234"),
        (1234567, None, "1 234 567"),
        (-12, None, "−12"),
        (1234.5, None, "1 234,5"),
        (Decimal("0.10"), None, "0,10"),
        (0.5, 2, "0,50"),
        (2.675, 2, "2,68"),
        (1234, 1, "1 234,0"),
        (None, None, "–"),
        ("", None, "–"),
    ],
)
def test_numbers_are_grouped_by_a_space_and_have_a_decimal_comma(value, places, text):
    assert plain(formatting.number(value, places)) == text


def test_a_number_never_breaks_over_two_lines():
    assert " " not in formatting.number(1234567)


def test_in_english_the_decimal_mark_is_a_point():
    with override("en"):
        assert plain(formatting.number(1234.5)) == "1 234.5"


@pytest.mark.parametrize(("share", "places", "text"), [(0.62, 0, "62 %"), (0.6234, 1, "62,3 %"), (None, 0, "–")])
def test_shares_read_as_percent(share, places, text):
    assert plain(formatting.percent(share, places)) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 błędów"),
        (1, "1 błąd"),
        (2, "2 błędy"),
        (4, "4 błędy"),
        (5, "5 błędów"),
        (12, "12 błędów"),
        (21, "21 błędów"),
        (22, "22 błędy"),
        (112, "112 błędów"),
        (1023, "1 023 błędy"),
    ],
)
def test_nouns_agree_with_their_number(count, text):
    assert plain(formatting.counted(count, "błąd|błędy|błędów")) == text


def test_english_nouns_have_two_forms():
    with override("en"):
        assert [formatting.plural(n, "error|errors") for n in (0, 1, 2)] == ["errors", "error", "errors"]


def test_dates_are_written_out_with_the_month_in_the_genitive():
    assert plain(formatting.day(date(2026, 2, 25))) == "25 lutego 2026"
    assert formatting.day(None) == "–"


def test_moments_are_shown_in_polish_time():
    assert plain(formatting.moment(datetime(2026, 2, 25, 23, 30, tzinfo=UTC))) == "26 lutego 2026, 00:30"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 2, 19), "19 lutego 2026 (dziś)"),
        (date(2026, 2, 20), "20 lutego 2026 (jutro)"),
        (date(2026, 2, 25), "25 lutego 2026 (za 6 dni)"),
        (date(2026, 3, 21), "21 marca 2026 (za 30 dni)"),
        (date(2026, 3, 22), "22 marca 2026"),
        (date(2026, 2, 18), "18 lutego 2026 (1 dzień po terminie)"),
        (date(2025, 12, 31), "31 grudnia 2025 (50 dni po terminie)"),
        (date(2025, 2, 18), "18 lutego 2025 (366 dni po terminie)"),
        (date(2025, 2, 17), "17 lutego 2025"),
        (None, "–"),
    ],
)
def test_a_due_date_says_how_far_it_is_when_it_is_near_or_past(value, text):
    assert plain(formatting.due(value, date(2026, 2, 19))) == text
