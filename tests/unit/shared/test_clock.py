# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime, timedelta

import pytest

from shared import clock


def test_the_clock_goes_by_itself() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_the_clock_stands_still_inside_the_block_only() -> None:
    moment = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
    with clock.frozen(moment):
        assert clock.now() == moment
    assert clock.now() != moment


def test_a_frozen_date_is_that_day_in_poland() -> None:
    with clock.frozen(date(2026, 6, 1)):
        assert clock.today() == date(2026, 6, 1)


def test_the_day_begins_in_poland_before_it_begins_in_greenwich() -> None:
    with clock.frozen(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 1)


def test_time_can_be_moved_forward() -> None:
    with clock.frozen(date(2026, 1, 1)), clock.advanced(timedelta(days=31)):
        assert clock.today() == date(2026, 2, 1)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2026, 1, 1)):  # noqa: DTZ001  the point
        pass
