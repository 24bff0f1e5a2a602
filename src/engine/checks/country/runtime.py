# SPDX-License-Identifier: EUPL-1.2
"""What generated numpy calls. Blank is NaN, of texts BLANK; a quotient is a pair (numerator, denominator > 0)."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from engine.answers.packing import BLANK, text_of
from engine.checks.country.domains import Domain, Places
from engine.checks.runtime import LAST_DAY

Array = Any  # of float64, of int64 (texts), or one value of either
Ratio = tuple[Array, Array]
NAN = np.float64("nan")
NOTHING = BLANK  # -0.0 by its bits
FIRST_DAY = 719_163  # of numpy's calendar, 1 January 1970


def filled(x: Array) -> Array:
    return x != BLANK if x.dtype == np.int64 else x == x


def blank(x: Array) -> Array:
    return x == BLANK if x.dtype == np.int64 else x != x


def present(x: Array) -> Array:
    """1, or blank."""
    return np.where(filled(x), 1.0, NAN)


def same(x: Array, y: Array) -> Array:
    return (x == y) & (x != BLANK)


def other(x: Array, y: Array) -> Array:
    return (x != y) & (x != BLANK) & (y != BLANK)


def unequal(x: Array, y: Array) -> Array:
    return (x < y) | (x > y)


def uneven(x: Array, y: Array) -> Places:
    """Where two sums are certainly not equal, of numbers given with -0.0 for blank."""
    (found,) = (x != y).nonzero()
    x, y = x[found], y[found]
    zero = x * y == 0
    if zero.any():
        found = found[~zero | (np.signbit(x) == (x < 0)) & (np.signbit(y) == (y < 0))]
    return np.asarray(found)


def places(verdicts: Array, domain: Domain) -> Places:
    """Where it is true."""
    (found,) = (verdicts if np.ndim(verdicts) else np.full(domain.size, verdicts)).nonzero()
    return np.asarray(found)


def inside(x: Array, pattern: re.Pattern[str], names: Sequence[str]) -> Array:
    return _matched(x, lambda text: pattern.match(text) is not None, names) & filled(x)


def outside(x: Array, pattern: re.Pattern[str], names: Sequence[str]) -> Array:
    return _matched(x, lambda text: pattern.match(text) is None, names) & filled(x)


def listed(x: Array, codes: frozenset[str], names: Sequence[str]) -> Array:
    return _matched(x, lambda text: text in codes, names) & filled(x)


def unlisted(x: Array, codes: frozenset[str], names: Sequence[str]) -> Array:
    return _matched(x, lambda text: text not in codes, names) & filled(x)


def _matched(x: Array, test: Callable[[str], bool], names: Sequence[str]) -> Array:
    """Each different text is looked at once. A negative number is that of a long one."""
    numbers, places = np.unique(x, return_inverse=True)
    texts = (
        "" if number == BLANK else names[-1 - number] if number < 0 else text_of(number) for number in numbers.tolist()
    )
    return np.array([test(text) for text in texts], bool)[places]


def nvl(x: Array, y: Array) -> Array:
    return np.where(filled(x), x, y)


def choose(yes: Array, x: Array, no: Array, y: Array) -> Array:
    found: Array = np.where(yes, x, y)
    return np.where(yes | no, found, BLANK if found.dtype == np.int64 else NAN)


# aggregates: blanks do not count, of blanks only they are blank


def added(numbers: Array) -> Array:
    """Fixed cells, of which only blanks, given as -0.0, add up to -0.0."""
    return np.add.reduce(numbers, initial=-0.0)


def total_of(numbers: Array) -> Array:
    """Sum of fixed cells, given with -0.0 for blank."""
    found = added(numbers).astype(np.float64, copy=False)
    np.copyto(found, NAN, where=found.view(np.int64) == NOTHING)
    return found


def total(parts: Sequence[Array]) -> Array:
    found = parts[0]
    for part in parts[1:]:
        found = np.where(found == found, found + np.where(part == part, part, 0.0), part)
    return found


def least(parts: Sequence[Array]) -> Array:
    return np.fmin.reduce(np.broadcast_arrays(*parts))


def most(parts: Sequence[Array]) -> Array:
    return np.fmax.reduce(np.broadcast_arrays(*parts))


def mean(total: Array, number: Array, unit: int) -> Ratio:
    return total, np.where(number == number, number, 1.0) * unit


START = {"sum": 0.0, "min": np.inf, "max": -np.inf}
JOIN = {"sum": np.add, "min": np.minimum, "max": np.maximum}


def over_rows(op: str, x: Array, domain: Domain) -> Array:
    """An aggregate over the innermost loop."""
    values = np.broadcast_to(x, domain.size)
    there = values == values
    places = domain.outer[there]
    found = np.full(domain.around, START[op])
    JOIN[op].at(found, places, values[there])
    found[np.bincount(places, minlength=domain.around) == 0] = NAN
    return found


# the calendar: blank outside it


def year(x: Array) -> Array:
    return _calendar(x)[0]


def month(x: Array) -> Array:
    return _calendar(x)[1]


def years(x: Array, y: Array) -> Array:
    """Full years from one day to another; backwards they are negative."""
    (a, b, c), (d, e, f) = _calendar(x), _calendar(y)
    between = (d - a) * 384 + (e - b) * 32 + f - c
    return np.copysign(np.floor(np.abs(between) / 384), between)


def _calendar(x: Array) -> tuple[Array, Array, Array]:
    there = (x >= 1) & (x <= LAST_DAY)
    days = (np.where(there, x, FIRST_DAY) - FIRST_DAY).astype("M8[D]")
    months = days.astype("M8[M]")
    whole = months.astype(np.int64)
    parts = whole // 12 + 1970, whole % 12 + 1, (days - months).astype(np.int64)
    found = [np.where(there, part, NAN) for part in parts]
    return found[0], found[1], found[2]


# quotients


def radd(x: Ratio, y: Ratio) -> Ratio:
    return x[0] * y[1] + y[0] * x[1], x[1] * y[1]


def rsub(x: Ratio, y: Ratio) -> Ratio:
    return x[0] * y[1] - y[0] * x[1], x[1] * y[1]


def rmul(x: Ratio, y: Ratio) -> Ratio:
    return x[0] * y[0], x[1] * y[1]


def rdiv(x: Ratio, y: Ratio) -> Ratio:
    """By zero it is blank; the sign moves to the numerator."""
    fine = np.abs(y[0]) > 0
    above = np.where(fine, x[0] * y[1] * np.sign(y[0]), NAN)
    return above, np.where(fine, x[1] * np.abs(y[0]), 1.0)


def rneg(x: Ratio) -> Ratio:
    return -x[0], x[1]


def rabs(x: Ratio) -> Ratio:
    return np.abs(x[0]), x[1]


def rnvl(x: Ratio, y: Ratio) -> Ratio:
    there = filled(x[0])
    return np.where(there, x[0], y[0]), np.where(there, x[1], y[1])


def rchoose(yes: Array, x: Ratio, no: Array, y: Ratio) -> Ratio:
    return choose(yes, x[0], no, y[0]), np.where(yes, x[1], y[1])


def rcompare(x: Ratio, y: Ratio) -> Array:
    """Sign of the difference."""
    return np.sign(x[0] * y[1] - y[0] * x[1])


def rround(x: Ratio, unit: int) -> Array:
    """Half away from zero, as a whole number of 1/unit. Exact, for a quotient is never nearer to a whole number than
    one part of its denominator."""
    above, below = x
    return np.copysign(np.floor((np.abs(above) * (2 * unit) + below) / (below * 2)), above)
