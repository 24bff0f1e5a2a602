# SPDX-License-Identifier: EUPL-1.2
"""Cells as columns: only those that are read, found by their numbers, alone or several at once."""

import numpy as np
import pytest

from engine.checks.country import columns
from engine.checks.country.columns import Columns, Rows, fill

NAN = float("nan")
NOTHING = -(2**15)
FIXED = np.array([[10 * report + cell for cell in range(9)] for report in range(5)], np.int16)


def laid_out(*numbers: int, blank: float = NAN) -> Columns:
    found = Columns(Rows(numbers), len(FIXED), blank)
    fill([found], FIXED, NOTHING)
    return found


@pytest.mark.parametrize("step", [1, 2, 5, 512])
def test_a_cell_is_found_by_its_number(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    monkeypatch.setattr(columns, "STEP", step)
    found = laid_out(7, 2, 5)
    for number in (2, 5, 7):
        assert found[number].tolist() == FIXED[:, number].tolist()


def test_what_nothing_reads_is_not_there() -> None:
    found = laid_out(2, 5)
    assert [number for number in range(9) if number in found] == [2, 5]
    assert found.matrix.shape == (2, 5)
    with pytest.raises(KeyError):
        found[3]


@pytest.mark.parametrize("which", [slice(1, 6, 2), slice(3, 4, 1), [1, 3, 5], [5, 1, 3], [8, 1], [1, 1]])
def test_several_cells_stand_in_the_order_they_were_asked_for(which: slice | list[int]) -> None:
    found = laid_out(0, 1, 3, 4, 5, 8)
    numbers = [*range(9)][which] if isinstance(which, slice) else which
    for _time in range(2):
        assert found[which].tolist() == FIXED[:, numbers].T.tolist()


@pytest.mark.parametrize(
    ("which", "shared"),
    [
        (slice(3, 6, 1), True),
        ([0, 3, 5], True),
        ([0, 4], True),
        ([4], True),
        (slice(1, 6, 2), False),
        ([0, 4, 8], False),
        ([5, 3, 0], False),
    ],
)
def test_cells_at_even_distances_are_read_where_they_lie(which: slice | list[int], shared: bool) -> None:
    found = laid_out(0, 1, 3, 4, 5, 8)
    assert np.shares_memory(found[which], found.matrix) is shared


def test_a_list_of_three_is_no_slice() -> None:
    found = laid_out(*range(9))
    assert found[1:8:3].tolist() == FIXED[:, 1:8:3].T.tolist()
    assert found[[1, 8, 3]].tolist() == FIXED[:, [1, 8, 3]].T.tolist()


def test_one_by_one_each_cell_stands_at_its_number() -> None:
    found = laid_out(2, 5)
    listed = found.one_by_one(7)
    assert [number for number, column in enumerate(listed) if column is not None] == [2, 5]
    found.put(5, np.arange(5.0))  # also after they were listed
    assert [column.tolist() for column in listed if column is not None] == [FIXED[:, 2].tolist(), [0, 1, 2, 3, 4]]


def test_a_blank_is_told_in_its_own_way() -> None:
    fixed = np.array([[1, NOTHING], [NOTHING, 2]], np.int16)
    v, z = (Columns(Rows((0, 1)), 2, blank) for blank in (NAN, -0.0))
    fill([v, z], fixed, NOTHING)
    assert list(map(str, [*v[0], *v[1]])) == ["1.0", "nan", "nan", "2.0"]
    assert list(map(str, [*z[0], *z[1]])) == ["1.0", "-0.0", "-0.0", "2.0"]


def test_a_new_value_replaces_the_old_one_and_a_zero_has_no_sign() -> None:
    v, z = laid_out(4), laid_out(4, blank=-0.0)
    for found in (v, z):
        found.put(4, np.array([NAN, -0.0, 0.0, -7.0, 8.0]))
        found.put(3, np.zeros(5))  # nothing reads it
    assert list(map(str, v[4])) == ["nan", "0.0", "0.0", "-7.0", "8.0"]
    assert list(map(str, z[4])) == ["-0.0", "0.0", "0.0", "-7.0", "8.0"]
    assert 3 not in v


def test_without_cells_or_reports_there_is_nothing() -> None:
    assert laid_out().matrix.shape == (0, 5)
    found = Columns(Rows((1,)), 0, NAN)
    fill([found], FIXED[:0], NOTHING)
    assert found[1].tolist() == []
