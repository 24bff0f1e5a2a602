# SPDX-License-Identifier: EUPL-1.2
"""What generated code calls, function by function: of one report and of a country the same. None stands for blank."""

import re
from collections.abc import Sequence
from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pytest

from engine.answers import BLANK
from engine.checks import runtime as server
from engine.checks.country import runtime as country
from engine.checks.country.domains import Domain
from engine.checks.runtime import LAST_DAY, NAN, STORABLE

HUGE = 10**400  # no float holds it: times NaN it would not even be blank


def day(year: int, month: int, number: int) -> int:
    return date(year, month, number).toordinal()


def given(value: Any) -> Any:
    """A value as the server's program holds it: blank is NaN."""
    if isinstance(value, tuple | list):
        return type(value)(map(given, value))
    return NAN if value is None else value


def column(value: Any) -> Any:
    """The same for a country of one report."""
    if isinstance(value, tuple | list):
        return type(value)(map(column, value))
    return np.array([given(value)], np.float64)


def told(found: Any) -> Any:
    """Of either what came out, blank as None; of a blank quotient nothing but that."""
    if isinstance(found, tuple):
        above, below = map(told, found)
        return None if above is None else (above, below)
    if isinstance(found, np.ndarray):
        (found,) = found.tolist()
    return None if isinstance(found, float) and isnan(found) else found


SHARED: Sequence[tuple[str, tuple[Any, ...], Any]] = [
    ("filled", (0,), True),
    ("filled", (None,), False),
    ("nvl", (0, 2), 0),
    ("nvl", (None, 2), 2),
    ("nvl", (None, None), None),
    ("rnvl", ((1, 4), (2, 3)), (1, 4)),
    ("rnvl", ((None, 1), (2, 3)), (2, 3)),
    ("total", ([1, 2, 4],), 7),
    ("total", ([1, None, 4],), 5),
    ("total", ([None, -3],), -3),
    ("total", ([0, None],), 0),
    ("total", ([None, None],), None),
    ("least", ([3, None, -2],), -2),
    ("least", ([None],), None),
    ("most", ([3, None, -2],), 3),
    ("most", ([None, None],), None),
    ("year", (day(1999, 12, 31),), 1999),
    ("month", (day(1999, 12, 30),), 12),
    ("month", (day(2000, 1, 31),), 1),
    ("month", (day(1969, 12, 30),), 12),
    ("year", (day(1970, 1, 1),), 1970),
    ("year", (1,), 1),
    ("month", (1,), 1),
    ("year", (0,), None),
    ("year", (LAST_DAY,), 9999),
    ("month", (LAST_DAY,), 12),
    ("month", (LAST_DAY + 1,), None),
    ("year", (-5,), None),
    ("year", (None,), None),
    ("years", (day(2000, 3, 1), day(2001, 3, 1)), 1),
    ("years", (day(2000, 3, 2), day(2001, 3, 1)), 0),
    ("years", (day(2000, 3, 1), day(2001, 2, 28)), 0),
    ("years", (day(2000, 1, 31), day(2001, 1, 30)), 0),
    ("years", (day(2000, 1, 1), day(2000, 12, 31)), 0),
    ("years", (day(2000, 2, 29), day(2025, 2, 28)), 24),
    ("years", (day(2000, 2, 29), day(2025, 3, 1)), 25),
    ("years", (day(2000, 5, 5), day(2000, 5, 5)), 0),
    ("years", (day(2001, 3, 1), day(2000, 3, 2)), 0),
    ("years", (day(2001, 3, 1), day(2000, 3, 1)), -1),
    ("years", (day(2025, 3, 1), day(2000, 2, 28)), -25),
    ("years", (day(1, 1, 1), day(9999, 12, 31)), 9998),
    ("years", (None, day(2000, 2, 28)), None),
    ("years", (day(2000, 2, 28), LAST_DAY + 1), None),
    ("radd", ((1, 2), (3, 5)), (11, 10)),
    ("radd", ((None, 2), (3, 5)), None),
    ("radd", ((1, 2), (None, 5)), None),
    ("rsub", ((1, 2), (3, 5)), (-1, 10)),
    ("rsub", ((None, 2), (3, 5)), None),
    ("rsub", ((1, 2), (None, 5)), None),
    ("rmul", ((2, 3), (5, 7)), (10, 21)),
    ("rmul", ((None, 2), (3, 5)), None),
    ("rmul", ((1, 2), (None, 5)), None),
    ("rdiv", ((2, 3), (5, 7)), (14, 15)),
    ("rdiv", ((2, 3), (-5, 7)), (-14, 15)),
    ("rdiv", ((2, 3), (1, 7)), (14, 3)),
    ("rdiv", ((2, 3), (-1, 7)), (-14, 3)),
    ("rdiv", ((-2, 3), (-5, 7)), (14, 15)),
    ("rdiv", ((0, 3), (5, 7)), (0, 15)),
    ("rdiv", ((2, 3), (0, 7)), None),
    ("rdiv", ((None, 3), (5, 7)), None),
    ("rdiv", ((2, 3), (None, 7)), None),
    ("rneg", ((2, 3),), (-2, 3)),
    ("rneg", ((None, 3),), None),
    ("rabs", ((-2, 3),), (2, 3)),
    ("rabs", ((2, 3),), (2, 3)),
    ("rcompare", ((1, 2), (3, 5)), -1),
    ("rcompare", ((3, 5), (1, 2)), 1),
    ("rcompare", ((2, 4), (1, 2)), 0),
    ("rcompare", ((-2, 3), (1, 7)), -1),
    ("rcompare", ((None, 4), (1, 2)), None),
    ("rcompare", ((2, 4), (None, 2)), None),
    ("rround", ((10, 3), 1), 3),
    ("rround", ((11, 3), 1), 4),
    ("rround", ((5, 2), 1), 3),
    ("rround", ((-5, 2), 1), -3),
    ("rround", ((-7, 3), 1), -2),
    ("rround", ((1, 2), 1), 1),
    ("rround", ((-1, 2), 1), -1),
    ("rround", ((1, 3), 1), 0),
    ("rround", ((1, 3), 100), 33),
    ("rround", ((2, 3), 100), 67),
    ("rround", ((None, 3), 10), None),
]


@pytest.mark.parametrize(("name", "arguments", "result"), SHARED)
def test_one_report_is_told(name: str, arguments: tuple[Any, ...], result: Any) -> None:
    assert told(getattr(server, name)(*map(given, arguments))) == result


@pytest.mark.parametrize(("name", "arguments", "result"), SHARED)
def test_a_country_is_told_the_same(name: str, arguments: tuple[Any, ...], result: Any) -> None:
    *parts, last = arguments
    last = last if name == "rround" else column(last)  # the unit is a number of the form, not of a report
    assert told(getattr(country, name)(*map(column, parts), last)) == result


# the server's alone


@pytest.mark.parametrize("name", ["radd", "rsub", "rmul", "rdiv", "rcompare"])
def test_a_blank_quotient_is_blank_beside_any_number_however_large(name: str) -> None:
    work = getattr(server, name)
    for found in (work((NAN, 1), (HUGE, 1)), work((HUGE, 1), (NAN, 1))):
        assert told(found) is None
    assert all(told(work((one, HUGE), (other, HUGE))) is None for one, other in ((NAN, 2), (2, NAN)))


def test_a_sum_of_nothing_is_blank() -> None:
    assert told(server.total([])) is None


def test_filled_values_are_counted_and_their_mean_is_a_quotient() -> None:
    assert [told(server.counted(given(found))) for found in ([3, None, 0], ["a", None], [None], [])] == [
        2,
        1,
        None,
        None,
    ]
    assert told(server.mean(given([3, None, 4]), 10)) == (7, 20)
    assert told(server.mean(given([None]), 10)) is None
    assert told(server.mean([], 10)) is None


def test_two_texts_differ_only_where_both_are_known() -> None:
    pairs = (("a", "b"), ("a", "a"), (None, "a"), ("a", None), (None, None))
    assert [server.differs(*given(pair)) for pair in pairs] == [True, False, False, False, False]


@pytest.mark.parametrize(("text", "fits", "not_"), [("4500", True, False), ("100", False, True), (None, False, False)])
def test_a_text_is_in_a_pattern_or_certainly_not(text: str | None, fits: bool, not_: bool) -> None:
    pattern, codes = re.compile("45.*"), frozenset({"4500"})
    assert (server.inside(given(text), pattern), server.outside(given(text), pattern)) == (fits, not_)
    assert (server.listed(given(text), codes), server.unlisted(given(text), codes)) == (fits, not_)


def test_a_computed_cell_that_does_not_fit_its_place_is_blank() -> None:
    sizes = (STORABLE, STORABLE + 1, -STORABLE, -STORABLE - 1, None)
    assert [told(server.fit(given(size))) for size in sizes] == [STORABLE, None, -STORABLE, None, None]


# the country's alone

SHORT, LONG, OTHER = 7, -1, -2  # numbers of texts: of a short one itself, of long ones their places in the names
NAMES = ["Szpital kliniczny", "Przychodnia lekarska"]


def texts(*numbers: int) -> Any:
    return np.array(numbers, np.int64)


def test_texts_are_compared_by_their_numbers_where_both_are_known() -> None:
    x, y = texts(LONG, LONG, BLANK, LONG, BLANK), texts(LONG, OTHER, LONG, BLANK, BLANK)
    assert country.same(x, y).tolist() == [True, False, False, False, False]
    assert country.other(x, y).tolist() == [False, True, False, False, False]
    assert country.filled(x).tolist() == [True, True, False, True, False]
    assert country.blank(x).tolist() == [False, False, True, False, True]


def test_numbers_are_blank_and_unequal_by_floating_point() -> None:
    x, y = np.array([1.0, 1.0, 2.0, NAN, 1.0]), np.array([1.0, 2.0, 1.0, 1.0, NAN])
    assert country.blank(x).tolist() == [False, False, False, True, False]
    assert country.unequal(x, y).tolist() == [False, True, True, False, False]
    assert country.present(x).tolist()[:3] == [1.0, 1.0, 1.0]
    assert told(country.present(x)[3:4]) is None


def test_texts_are_looked_up_by_their_names() -> None:
    x, pattern, codes = texts(LONG, OTHER, BLANK, OTHER), re.compile("Szpital.*|$"), frozenset({NAMES[0], ""})
    assert country.inside(x, pattern, NAMES).tolist() == [True, False, False, False]
    assert country.outside(x, pattern, NAMES).tolist() == [False, True, False, True]
    assert country.listed(x, codes, NAMES).tolist() == [True, False, False, False]
    assert country.unlisted(x, codes, NAMES).tolist() == [False, True, False, True]


def test_the_empty_text_is_a_text_and_no_column_is_too_short() -> None:
    assert country.listed(texts(0, SHORT), frozenset({""}), NAMES).tolist() == [True, False]
    assert country.listed(texts(), frozenset({""}), NAMES).tolist() == []
    assert country.outside(texts(), re.compile("a"), NAMES).tolist() == []


def test_one_text_of_the_form_is_looked_up_like_a_column() -> None:
    assert country.listed(np.int64(OTHER), frozenset({NAMES[1]}), NAMES).tolist() is True


def test_an_unknown_condition_chooses_a_blank() -> None:
    yes, no = np.array([True, False, False]), np.array([False, True, False])
    x, y = np.array([1.0, 1.0, 1.0]), np.array([2.0, 2.0, 2.0])
    assert [told(one) for one in np.split(country.choose(yes, x, no, y), 3)] == [1, 2, None]
    assert country.choose(yes, texts(5, 5, 5), no, texts(6, 6, 6)).tolist() == [5, 6, BLANK]
    above, below = country.rchoose(yes, (x, x * 3), no, (y, y * 4))
    assert [told(one) for one in np.split(above, 3)] == [1, 2, None]
    assert below.tolist()[:2] == [3.0, 8.0]


def test_a_sum_of_fixed_cells_tells_zero_from_blank() -> None:
    found = country.total_of(np.array([[1.0, -0.0, 0.0, 2.0], [-0.0, -0.0, -0.0, -2.0]]))
    assert [told(one) for one in np.split(found, 4)] == [1, None, 0, 0]


def test_a_mean_is_a_sum_by_a_count_and_blank_where_nothing_is_counted() -> None:
    above, below = country.mean(np.array([7.0, NAN]), np.array([2.0, NAN]), 10)
    assert [told(one) for one in np.split(above, 2)] == [7, None]
    assert below.tolist() == [20.0, 10.0]


@pytest.mark.parametrize(
    ("op", "results"), [("sum", [5, None, -3, 0]), ("min", [2, None, -3, 0]), ("max", [3, None, -3, 0])]
)
def test_rows_are_joined_report_by_report(op: str, results: list[float | None]) -> None:
    outer = np.array([0, 0, 0, 1, 2, 3])
    domain = Domain(6, 4, outer, outer, ())
    found = country.over_rows(op, np.array([2.0, NAN, 3.0, NAN, -3.0, 0.0]), domain)
    assert [told(one) for one in np.split(found, 4)] == results


def test_one_value_counts_for_each_row() -> None:
    outer = np.array([0, 0, 1])
    domain = Domain(3, 3, outer, outer, ())
    assert [told(one) for one in np.split(country.over_rows("sum", country.NAN + 0, domain), 3)] == [None] * 3
    assert [told(one) for one in np.split(country.over_rows("sum", np.float64(2), domain), 3)] == [4, 2, None]


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_two_sums_are_uneven_where_neither_is_blank(kind: type) -> None:
    pairs = [
        (1, 1),
        (1, 2),
        (-0.0, 2),
        (2, -0.0),
        (-0.0, -0.0),
        (0, 2),
        (-2, 0),
        (0, -0.0),
        (0, 0),
        (-1, -2),
        (-0.0, -1),
    ]
    x, y = np.array(pairs, kind).T
    assert country.uneven(x, y).tolist() == [1, 5, 6, 9]
    assert country.uneven(x[:2], y[:2]).tolist() == [1]
    assert country.uneven(x[4:5], y[4:5]).tolist() == []


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_cells_that_are_added_up_are_blank_where_all_are(kind: type) -> None:
    numbers = np.array([[1, -0.0, 0, 2], [-0.0, -0.0, -0.0, -2]], kind)
    assert list(map(str, country.added(numbers).tolist())) == ["1.0", "-0.0", "0.0", "0.0"]
    assert country.added(numbers).dtype == kind
    found = country.total_of(numbers)
    assert [told(one) for one in np.split(found, 4)] == [1, None, 0, 0]
    assert found.dtype == np.float64


def test_a_verdict_of_all_is_one_of_each() -> None:
    domain = Domain(3, 1, np.arange(3), np.arange(3), ())
    assert country.places(np.array([True, False, True]), domain).tolist() == [0, 2]
    assert country.places(np.True_, domain).tolist() == [0, 1, 2]
    assert country.places(np.False_, domain).tolist() == []
