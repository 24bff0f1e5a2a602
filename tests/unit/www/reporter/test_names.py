# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from ssoz.rounds.periods import period_words
from ssoz.www.reporter.filling import code_of
from ssoz.www.reporter.names import list_url
from ssoz.www.reporter.posting import number
from tests.unit.www.reporter.hospital import hospital


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "rok 2025"),
        (date(2024, 9, 1), date(2025, 8, 31), "rok szkolny 2024/2025"),
        (date(2025, 1, 1), date(2025, 6, 30), "I półrocze 2025"),
        (date(2025, 7, 1), date(2025, 12, 31), "II półrocze 2025"),
        (date(2025, 4, 1), date(2025, 6, 30), "II kwartał 2025"),
        (date(2025, 10, 1), date(2025, 12, 31), "IV kwartał 2025"),
        (date(2025, 2, 1), date(2025, 2, 28), "luty 2025"),
        (date(2025, 2, 1), date(2025, 3, 31), "01.02.2025–31.03.2025"),
    ],
)
def test_a_period_is_named_as_people_name_it(start: date, end: date, words: str) -> None:
    assert period_words(start, end) == words


def test_lists_have_polish_addresses() -> None:
    assert list_url("nonfinancial", "to_correct") == "/sprawozdania/niefinansowe/do-korekty/"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("4500", "4500"),
        (" 4500 ", "4500"),
        ("4500 oddział chirurgiczny ogólny", "4500"),
        ("Oddział chirurg", "4500"),
        ("oddział", "oddział"),  # three wards begin so: nothing is guessed
        ("9999", "9999"),
        ("", ""),
    ],
)
def test_the_code_that_was_meant_is_found(typed: str, code: str) -> None:
    assert code_of(hospital(), "d2.r1.oddzial", typed) == code


@pytest.mark.parametrize(("text", "version"), [("7", 7), ("", -1), (None, -1), ("-2", -1), ("٣", -1), ("9" * 40, -1)])
def test_a_version_that_is_none_is_no_version(text: str | None, version: int) -> None:
    assert number(text) == version
