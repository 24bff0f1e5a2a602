# SPDX-License-Identifier: EUPL-1.2
"""Ranges against plain sets."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoz.audit import ranges

NUMBERS = st.sets(st.integers(-5, 60)).map(sorted)


@given(NUMBERS)
def test_numbers_come_back_as_they_went_in(numbers: list[int]) -> None:
    assert list(ranges.numbers(ranges.ranges(numbers))) == numbers


@given(NUMBERS, NUMBERS)
def test_taking_away_is_what_it_is_for_sets(numbers: list[int], taken: list[int]) -> None:
    left = ranges.without(ranges.ranges(numbers), taken)
    assert list(ranges.numbers(left)) == sorted(set(numbers) - set(taken))


@given(NUMBERS, st.integers(-10, 70))
def test_above_and_holds_are_what_they_are_for_sets(numbers: list[int], limit: int) -> None:
    some = ranges.ranges(numbers)
    assert list(ranges.numbers(ranges.above(some, limit))) == [number for number in numbers if number > limit]
    assert ranges.holds(some, limit) == (limit in numbers)


@given(st.sets(st.integers(0, 60)).map(sorted))
def test_what_is_written_is_read_again(numbers: list[int]) -> None:
    some = ranges.ranges(numbers)
    assert ranges.read(ranges.written(some)) == some


@pytest.mark.parametrize(("numbers", "text"), [([], ""), ([5], "5"), ([1, 2, 3, 7], "1-3,7")])
def test_they_are_written_shortly(numbers: list[int], text: str) -> None:
    assert ranges.written(ranges.ranges(numbers)) == text


@pytest.mark.parametrize("text", ["x", "1-", "5-5", "01", "1,,2", " 1"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="invalid literal|^" + re.escape(text)):
        ranges.read(text)
