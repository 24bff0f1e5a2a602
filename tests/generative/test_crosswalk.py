# SPDX-License-Identifier: EUPL-1.2
"""Laws of carrying a sheet over: nothing is made up, nothing total is lost, twice is one after the other."""

from hypothesis import given
from hypothesis import strategies as st

from engine.answers import Sheet, carry_over
from engine.definitions import FormDefinition, crosswalk_problems, load

ROWS = [f"w{number}" for number in range(1, 7)]


def edition(year: int, rows: list[str], crosswalk: str = "") -> FormDefinition:
    listed = ", ".join(f"{{code: {row}}}" for row in rows)
    table = f"{{columns: [{{code: k1, type: dec(1), min: null}}], rows: [{listed}]}}"
    return load(f"form: A\nedition: {year}\ntitle: A\n{crosswalk}sections:\n- {{code: d1, title: A, table: {table}}}\n")


def moved(year: int, order: list[str]) -> FormDefinition:
    """An edition whose rows stood in another order the year before."""
    cells = ", ".join(f'"d1[{new},k1]": "d1[{old},k1]"' for new, old in zip(ROWS, order, strict=True))
    return edition(year, ROWS, f"crosswalk: {{from: {year - 1}, cells: {{{cells}}}}}\n")


OLDEST = edition(2023, ROWS)
orders = st.permutations(ROWS)
sheets = st.dictionaries(st.sampled_from([f"d1.{row}.k1" for row in ROWS]), st.integers(-999, 999)).map(
    lambda cells: Sheet(cells, {})
)


@given(orders, sheets)
def test_a_moved_row_loses_nothing(order: list[str], sheet: Sheet) -> None:
    form = moved(2024, order)
    found = carry_over(form, OLDEST, sheet)
    assert crosswalk_problems(form, OLDEST) == ()
    assert sorted(map(int, found.cells.values())) == sorted(map(int, sheet.cells.values()))


@given(orders, orders, sheets)
def test_two_years_are_one_year_and_another(first: list[str], second: list[str], sheet: Sheet) -> None:
    middle, newest = moved(2024, first), moved(2025, second)
    found = carry_over(newest, middle, carry_over(middle, OLDEST, sheet))
    came = dict(zip(ROWS, first, strict=True))
    for new, old in zip(ROWS, second, strict=True):
        assert found.cells.get(f"d1.{new}.k1") == sheet.cells.get(f"d1.{came[old]}.k1")


@given(st.lists(st.sampled_from(ROWS), min_size=1, max_size=4, unique=True), sheets)
def test_a_sum_is_the_sum_of_what_is_filled(terms: list[str], sheet: Sheet) -> None:
    text = " + ".join(f"d1[{row},k1]" for row in terms)
    form = edition(2024, ["n1"], f'crosswalk: {{from: 2023, cells: {{"d1[n1,k1]": "{text}"}}}}\n')
    filled = [sheet.cells[f"d1.{row}.k1"] for row in terms if f"d1.{row}.k1" in sheet.cells]
    assert carry_over(form, OLDEST, sheet).cells.get("d1.n1.k1") == (sum(map(int, filled)) if filled else None)
    left = crosswalk_problems(form, OLDEST)
    assert bool(left) == (len(terms) < len(ROWS))


@given(st.sets(st.sampled_from(ROWS), min_size=1), st.sets(st.sampled_from(ROWS), min_size=1))
def test_every_cell_left_over_is_told(old: set[str], new: set[str]) -> None:
    told = " ".join(
        problem.message for problem in crosswalk_problems(edition(2024, sorted(new)), edition(2023, sorted(old)))
    )
    for row in old ^ new:
        assert f"d1[{row},k1]" in told
    for row in old & new:
        assert f"d1[{row},k1]" not in told
