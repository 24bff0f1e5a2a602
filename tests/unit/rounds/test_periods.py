# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from ssoz.rounds.periods import latest


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("year", date(2025, 1, 1), date(2025, 12, 31)),
        ("event", date(2025, 1, 1), date(2025, 12, 31)),
        ("half_year", date(2025, 7, 1), date(2025, 12, 31)),
        ("quarter", date(2025, 10, 1), date(2025, 12, 31)),
        ("month", date(2025, 12, 1), date(2025, 12, 31)),
        ("school_year", date(2024, 9, 1), date(2025, 8, 31)),
    ],
)
def test_the_last_period_of_a_year_ends_in_it(period: str, start: date, end: date) -> None:
    assert latest(period, 2025) == (start, end)
