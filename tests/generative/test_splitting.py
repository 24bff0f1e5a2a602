# SPDX-License-Identifier: EUPL-1.2
"""Whatever is divided adds up exactly, and every part satisfies the constraints and limits by itself."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.editing.linear import Constraint
from engine.editing.splitting import Indivisible, Limits, System, split

NAMES = ("all", "children", "girls", "a", "b", "c", "devices", "exams")


def at_most(**factors: int) -> Constraint:
    return Constraint(tuple(factors.items()), 0, False, "x")


CONSTRAINTS = (
    at_most(children=1, all=-1),
    at_most(girls=1, children=-1),
    Constraint((("all", 1), ("a", -1), ("b", -1), ("c", -1)), 0, True, "sum"),
    at_most(exams=1, devices=-1_000_000),
)
SYSTEM = System(NAMES, CONSTRAINTS)


@st.composite
def totals(draw: st.DrawFn) -> dict[str, int]:
    parts = [draw(st.integers(0, 5000)) for _ in range(3)]
    children = draw(st.integers(0, sum(parts)))
    devices = draw(st.integers(0, 9))
    return {
        "all": sum(parts),
        "children": children,
        "girls": draw(st.integers(0, children)),
        **dict(zip("abc", parts, strict=True)),
        "devices": devices,
        "exams": draw(st.integers(0, 3000)) if devices else 0,
    }


@settings(max_examples=40, deadline=None)
@given(total=totals(), weights=st.lists(st.floats(0.05, 20), min_size=1, max_size=12), seed=st.integers(0, 99))
def test_parts_add_up_and_each_satisfies_the_constraints(
    total: Mapping[str, int], weights: list[float], seed: int
) -> None:
    parts = split(SYSTEM, SYSTEM.vector(total), np.array(weights), np.random.default_rng(seed))
    assert np.array_equal(sum(parts), SYSTEM.vector(total))
    for part in parts:
        cell = dict(zip(NAMES, map(int, part), strict=True))
        assert min(cell.values()) >= 0
        assert cell["girls"] <= cell["children"] <= cell["all"] == cell["a"] + cell["b"] + cell["c"]
        assert cell["devices"] or not cell["exams"]


@settings(max_examples=25, deadline=None)
@given(number=st.integers(1, 12), each=st.integers(0, 4), seed=st.integers(0, 99))
def test_limits_of_a_part_are_kept(number: int, each: int, seed: int) -> None:
    system = System(("x",), ())
    limits = Limits(np.array([each]), np.array([each + 3]))
    total = np.array([number * each + number])
    parts = split(system, total, np.ones(number) * 5, np.random.default_rng(seed), limits=limits)
    assert sum(int(part[0]) for part in parts) == total[0]
    assert all(each <= part[0] <= each + 3 for part in parts)


def test_given_values_move_the_limits_of_a_part() -> None:
    system = System(("x",), (Constraint((("x", 1), ("rows", -1)), 0, False, "x <= rows"),))
    parts = split(system, np.array([9]), np.ones(3), np.random.default_rng(1), [{"rows": 1}, {"rows": 8}, {"rows": 2}])
    assert [int(part[0]) for part in parts] <= [1, 8, 2]
    assert sum(int(part[0]) for part in parts) == 9


def test_what_cannot_be_divided_is_said() -> None:
    system = System(("x", "y"), (Constraint((("x", 1), ("y", -1)), 0, True, "T-1"),))
    with pytest.raises(Indivisible, match="T-1"):
        split(system, np.array([3, 4]), np.ones(2), np.random.default_rng(1))
