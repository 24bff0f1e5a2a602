# SPDX-License-Identifier: EUPL-1.2
"""Ibis on DuckDB gives what a plain reading of the sheets gives."""

from collections.abc import Callable

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answers import Sheet
from engine.tabulation import Entry, Result, arrange, bind, tabulate
from tests.factories.tabulation import AREAS, country, groups, table_of, tiny_form

FORM = tiny_form()
COLUMNS = (
    "beds: sum(d2[rows,k1])",
    'surgery: sum(d2[rows,k1] where row.ward in ("45*") and d1[w01,k1] = "S")',
    "n: reports()",
    'day: reports(where not d1[w01,k1] = "S")',
    "births: sum(d3[*,k1])",
    "hours: sum(d1[w02,k1])",
    "filled: count(d3[w02..w03,k1])",
    "big: rows(d2 where row.k1 >= 30 or row.k2 > 5)",
    "mean: beds / n",
    "rate: births * 10000 / population(12-31)",
)
PEOPLE = {(area, "12-31"): 1000 * index for index, area in enumerate(("PL", *AREAS), 1)}


def plain(entries: list[Entry]) -> dict[str, float | None]:
    """The same ten measures without any machinery."""
    sheets = [entry.sheet for entry in entries]
    wards = [(sheet, row) for sheet in sheets for row in sheet.rows["d2"]]

    def total(name: str, where: Callable[[Sheet, str], bool] = lambda _sheet, _row: True) -> int:
        return sum(int(sheet.cells[f"d2.{row}.{name}"]) for sheet, row in wards if where(sheet, row))

    def code(sheet: Sheet, row: str) -> str:
        return str(sheet.cells[f"d2.{row}.ward"])

    births = sum(int(sheet.cells.get(f"d3.{row}.k1", 0)) for sheet in sheets for row in ("w02", "w03", "w04"))
    beds = total("k1")
    return {
        "beds": beds,
        "surgery": total("k1", lambda s, r: code(s, r)[:2] == "45" and s.cells.get("d1.w01.k1") == "S"),
        "n": len(sheets),
        "day": sum(sheet.cells.get("d1.w01.k1", "S") != "S" for sheet in sheets),
        "births": births,
        "hours": sum(int(sheet.cells.get("d1.w02.k1", 0)) for sheet in sheets) / 100,
        "filled": sum(f"d3.{row}.k1" in sheet.cells for sheet in sheets for row in ("w02", "w03")),
        "big": sum(int(s.cells[f"d2.{r}.k1"]) >= 30 or int(s.cells[f"d2.{r}.k2"]) > 5 for s, r in wards),
        "mean": beds / len(sheets) if sheets else None,
    }


def table(entries: list[Entry], *columns: str, by: bool = False) -> Result:
    sources = {name: ibis.memtable(table) for name, table in arrange(FORM, entries).items()}
    return tabulate(bind(table_of(*columns, by=by), FORM, groups()), sources, AREAS, PEOPLE)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(0, 40))
def test_every_measure_equals_a_plain_count(seed: int, size: int) -> None:
    entries = country(seed, size)
    result = table(entries, *COLUMNS)
    for area in ("PL", *AREAS):
        chosen = [entry for entry in entries if area in ("PL", entry.unit["voivodeship"])]
        expected = plain(chosen)
        expected["rate"] = (expected["births"] or 0) * 10000 / PEOPLE[area, "12-31"]
        assert result.line(area).values == pytest.approx(expected)
        assert result.line(area).reports == len(chosen)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(0, 40))
def test_groups_add_up_to_the_total_and_areas_to_the_country(seed: int, size: int) -> None:
    result = table(country(seed, size), "beds: sum(d2[rows,k1])", "n: rows(d2)", by=True)
    for column in ("beds", "n"):
        for group in result.groups():
            assert result.value("PL", column, group) == sum(result.value(area, column, group) or 0 for area in AREAS)
        for area in ("PL", *AREAS):
            parts = [result.value(area, column, group) or 0 for group in result.groups() if group]
            assert result.value(area, column) == sum(parts)


def test_no_reports_give_zeros_and_blank_ratios() -> None:
    result = table([], "a: sum(d3[*,k1])", "b: a / reports()")
    assert result.line("02").values == {"a": 0, "b": None}


def test_cells_left_blank_are_not_counted_and_not_zero() -> None:
    blank, zero = (
        Entry(str(n), {"voivodeship": "02"}, Sheet(cells, {})) for n, cells in enumerate(({}, {"d3.w02.k1": 0}))
    )
    result = table(
        [blank, zero], "filled: count(d3[w02,k1])", "low: reports(where d3[w02,k1] < 5)", "least: min(d3[w02,k1])"
    )
    assert result.line("02").values == {"filled": 1, "low": 1, "least": 0}
