# SPDX-License-Identifier: EUPL-1.2
"""Added rows of two periods are put side by side, all reports at once."""

import numpy as np
import pytest

from engine.answers import BLANK
from engine.checks.country.aligning import aligned


def test_rows_are_put_beside_by_report_key_and_turn() -> None:
    own = np.array([0, 0, 0, 1, 1]), np.array([5, 5, 7, 5, BLANK])
    other = np.array([0, 0, 1, 1]), np.array([5, 5, 7, 5])
    assert aligned(own, other).tolist() == [0, 1, -1, 3, -1]
    assert aligned((own[0][:3], own[1][:3]), (np.array([0]), np.array([5]))).tolist() == [0, -1, -1]
    assert aligned((own[0][:0], own[1][:0]), other).tolist() == []
    assert aligned(own, (own[0][:0], own[1][:0])).tolist() == [-1] * 5


@pytest.mark.parametrize(
    ("own", "other", "places"),
    [
        ([(0, 5)], [(0, 5)], [0]),
        ([(0, 5)], [(0, 7)], [-1]),
        ([(0, 5)], [(1, 5)], [-1]),
        ([(0, 5), (1, 5)], [(1, 5)], [-1, 0]),
        ([(0, 5), (0, 7)], [(0, 7)], [-1, 0]),
        ([(0, 7), (0, 5), (0, 7)], [(0, 7), (0, 5), (0, 7), (0, 7)], [0, 1, 2]),
        ([(1, 5), (0, 5)], [(0, 5), (1, 5)], [1, 0]),
        ([(0, BLANK)], [(0, BLANK)], [-1]),
    ],
)
def test_a_row_stands_beside_the_same_turn_of_its_report_and_key(
    own: list[tuple[int, int]], other: list[tuple[int, int]], places: list[int]
) -> None:
    columns = [(np.array([one for one, _ in rows]), np.array([one for _, one in rows])) for rows in (own, other)]
    assert aligned(*columns).tolist() == places
