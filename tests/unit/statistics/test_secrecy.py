# SPDX-License-Identifier: EUPL-1.2
"""Whoever may not read reports learns nothing about one or two units, from no cell and no total."""

from hypothesis import given
from hypothesis import strategies as st

from engine.tabulation import COUNTRY, TOTAL, Line, Result
from ssoz.statistics.policies import FEWEST, protect


def table(reports: dict[tuple[str, str], int]) -> Result:
    """Lines of areas and groups, with their totals."""
    counts = dict(reports)
    for (area, group), number in reports.items():
        for place in {(COUNTRY, group), (area, TOTAL), (COUNTRY, TOTAL)} - {(area, group)}:
            counts[place] = counts.get(place, 0) + number
    return Result(tuple(Line(area, group, {}, number) for (area, group), number in counts.items()))


def by_area(*numbers: int) -> Result:
    return table({(f"{index:02d}", TOTAL): number for index, number in enumerate(numbers)})


def test_enough_reports_everywhere_hide_nothing() -> None:
    assert protect(by_area(3, 4, 0, 10)) == frozenset()


def test_one_hidden_area_takes_the_smallest_other_with_it() -> None:
    assert protect(by_area(2, 9, 4, 0)) == {("00", TOTAL), ("02", TOTAL)}


def test_two_hidden_areas_protect_each_other() -> None:
    assert protect(by_area(1, 2, 9)) == {("00", TOTAL), ("01", TOTAL)}


def test_the_only_area_with_reports_takes_the_country_with_it() -> None:
    assert protect(by_area(2, 0, 0)) == {("00", TOTAL), (COUNTRY, TOTAL)}


@given(st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")), st.integers(0, 6), min_size=1))
def test_no_total_gives_a_hidden_line_away(reports: dict[tuple[str, str], int]) -> None:
    result = table(reports)
    hidden = protect(result)
    lines = {(line.area, line.group): line.reports for line in result.lines}
    assert all(place in hidden for place, number in lines.items() if 0 < number < FEWEST)
    for index, total in ((0, COUNTRY), (1, TOTAL)):
        for place in lines:
            if place[index] != total or place in hidden:
                continue
            parts = [p for p, n in lines.items() if p[1 - index] == place[1 - index] and p[index] != total and n]
            assert len([part for part in parts if part in hidden]) != 1
