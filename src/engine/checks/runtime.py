# SPDX-License-Identifier: EUPL-1.2
"""What generated code calls. Blank is NaN; a quotient is a pair (numerator, denominator > 0), blank is (NaN, 1)."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

Number = int | float  # float only as NaN
Ratio = tuple[Number, int]
NAN = float("nan")
BLANK: Ratio = (NAN, 1)
LAST_DAY = date.max.toordinal()
STORABLE = 9 * 10**18  # fits into 64 bits


def total(found: Sequence[Number]) -> Number:
    whole = sum(found)
    if whole == whole and found:
        return whole
    filled = [x for x in found if x == x]
    return sum(filled) if filled else NAN


def least(found: Sequence[Number]) -> Number:
    return min((x for x in found if x == x), default=NAN)


def most(found: Sequence[Number]) -> Number:
    return max((x for x in found if x == x), default=NAN)


def counted(found: Sequence[Any]) -> Number:
    return sum(x == x for x in found) or NAN


def mean(found: Sequence[Number], unit: int) -> Ratio:
    filled = [x for x in found if x == x]
    return (sum(filled), len(filled) * unit) if filled else BLANK


def nvl(x: Any, y: Any) -> Any:
    return x if x == x else y


def rnvl(x: Ratio, y: Ratio) -> Ratio:
    return x if x[0] == x[0] else y


def filled(x: Any) -> bool:
    return bool(x == x)


def differs(x: Any, y: Any) -> bool:
    """Certainly not equal."""
    return bool(x != y and x == x and y == y)


def inside(x: Any, pattern: re.Pattern[str]) -> bool:
    return x == x and pattern.match(x) is not None


def outside(x: Any, pattern: re.Pattern[str]) -> bool:
    return x == x and pattern.match(x) is None


def listed(x: Any, codes: frozenset[str]) -> bool:
    return x == x and x in codes


def unlisted(x: Any, codes: frozenset[str]) -> bool:
    return x == x and x not in codes


def year(x: Number) -> Number:
    return calendar(x)[0]


def month(x: Number) -> Number:
    return calendar(x)[1]


def years(x: Number, y: Number) -> Number:
    """Full years from one day to another; backwards they are negative."""
    (a, b, c), (d, e, f) = calendar(x), calendar(y)
    between = (d - a) * 384 + (e - b) * 32 + f - c
    return between // 384 if between >= 0 else -(-between // 384)


def calendar(x: Number) -> tuple[Number, Number, Number]:
    """Year, month and day; blank outside the calendar."""
    if not 1 <= x <= LAST_DAY:
        return NAN, NAN, NAN
    found = date.fromordinal(int(x))
    return found.year, found.month, found.day


def radd(x: Ratio, y: Ratio) -> Ratio:
    (a, b), (c, d) = x, y
    return (a * d + c * b, b * d) if a == a and c == c else BLANK


def rsub(x: Ratio, y: Ratio) -> Ratio:
    (a, b), (c, d) = x, y
    return (a * d - c * b, b * d) if a == a and c == c else BLANK


def rmul(x: Ratio, y: Ratio) -> Ratio:
    (a, b), (c, d) = x, y
    return (a * c, b * d) if a == a and c == c else BLANK


def rdiv(x: Ratio, y: Ratio) -> Ratio:
    (a, b), (c, d) = x, y
    if a != a or c != c or c == 0:
        return BLANK
    below = b * int(c)
    return (a * d, below) if below > 0 else (-a * d, -below)


def rneg(x: Ratio) -> Ratio:
    return (-x[0], x[1])


def rabs(x: Ratio) -> Ratio:
    return (abs(x[0]), x[1])


def rcompare(x: Ratio, y: Ratio) -> Number:
    """Sign of the difference, NaN where either is blank."""
    (a, b), (c, d) = x, y
    if a != a or c != c:
        return NAN
    left, right = a * d, c * b
    return (left > right) - (left < right)


def rround(x: Ratio, unit: int) -> Number:
    """Half away from zero, as a whole number of 1/unit."""
    above, below = x
    if above != above:
        return NAN
    size = (abs(int(above)) * unit * 2 + below) // (below * 2)
    return size if above >= 0 else -size


def fit(x: Number) -> Number:
    """A computed cell that does not fit its place stays blank."""
    return x if -STORABLE <= x <= STORABLE else NAN
