# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from ssoz.rounds.periods import earlier


@pytest.mark.parametrize(
    ("start", "period", "offset", "before"),
    [
        (date(2025, 1, 1), "year", 1, date(2024, 1, 1)),
        (date(2025, 1, 1), "year", 3, date(2022, 1, 1)),
        (date(2025, 9, 1), "school_year", 1, date(2024, 9, 1)),
        (date(2025, 1, 1), "half_year", 1, date(2024, 7, 1)),
        (date(2025, 1, 1), "quarter", 1, date(2024, 10, 1)),
        (date(2025, 7, 1), "quarter", 2, date(2025, 1, 1)),
        (date(2025, 1, 1), "month", 1, date(2024, 12, 1)),
        (date(2025, 3, 31), "month", 1, date(2025, 2, 28)),
    ],
)
def test_the_period_before_begins_so_much_earlier(start: date, period: str, offset: int, before: date) -> None:
    assert earlier(start, period, offset) == before


def test_events_have_no_period_before() -> None:
    assert earlier(date(2025, 1, 1), "event", 1) is None
