# SPDX-License-Identifier: EUPL-1.2
"""Small countries counted by hand; random ones, beside a plain reading of the sheets: tests/generative."""

from functools import cache

import ibis
import pytest

from engine.answers import Sheet
from engine.tabulation import Entry, Result, arrange, bind, load_table, tabulate
from tests.factories.tabulation import entry, groups, table_of, tiny_form

FORM = tiny_form()
PEOPLE = {("PL", "12-31"): 5000, ("02", "12-31"): 1000, ("04", "12-31"): 4000}
COUNTRY = [
    entry(1, "02", {"d1.w01.k1": "S", "d1.w02.k1": 250, "d3.w02.k1": 4, "d3.w03.k1": 1},
          (("4000", 10, 2), ("4554", 5, 0))),
    entry(2, "02", {"d1.w01.k1": "D", "d1.w02.k1": 75, "d3.w02.k1": 0}, (("4500", 20, 7),)),
    entry(3, "04", {"d1.w01.k1": "S", "d3.w04.k1": 9}, (("4700", 8, 0), ("4000", 2, 1))),
    Entry("report-4", {"voivodeship": "04", "kind": "entity"}, Sheet({}, {"d2": ()})),
]  # fmt: skip


def counted(*columns: str, where: str = "", by: bool = False, areas: tuple[str, ...] = ("02", "04")) -> Result:
    sources = {name: ibis.memtable(table) for name, table in arrange(FORM, COUNTRY).items()}
    return tabulate(bind(table_of(*columns, where=where, by=by), FORM, groups()), sources, areas, PEOPLE)


MEASURES = [
    ("sum(d3[w02,k1])", 4, 4),
    ("sum(d3[*,k1])", 14, 5),
    ("sum(d1[w02,k1])", 3.25, 3.25),
    ("sum(d1[w02,k1], d3[w02,k1])", 7.25, 7.25),
    ("count(d3[w02..w03,k1])", 3, 3),
    ("max(d3[w02..w04,k1])", 9, 4),
    ("max(d1[w02,k1])", 2.5, 2.5),
    ("min(d3[w02,k1])", 0, 0),
    ("reports()", 4, 2),
    ('reports(where unit.kind = "hospital")', 3, 2),
    ("reports(where filled(d1[w02,k1]))", 2, 2),
    ('reports(where d1[w01,k1] = "S" and d1[w02,k1] > 2.25)', 1, 1),
    ('reports(where not d1[w01,k1] in ("S"))', 1, 1),
    ("reports(where d3[w02,k1] > -1)", 2, 2),
    ("sum(d2[rows,k1])", 45, 35),
    ('sum(d2[rows,k1] where row.ward in ("45*", "4000"))', 37, 35),
    ('sum(d2[rows,k1] where unit.kind = "hospital" and d1[w01,k1] = "D")', 20, 20),
    ("max(d2[rows,k1])", 20, 20),
    ("rows(d2 where row.k2 > 0 or row.k1 >= 8)", 4, 2),
    ("rows(d2 where row.k1 != 8)", 4, 3),
    ("reports() * 2 - 3", 5, 1),
    ("-reports() + 1", -3, -1),
    ("sum(d2[rows,k1]) * 1000 / population(12-31)", 9, 35),
    ("reports() / sum(d1[w02,k1] where d1[w02,k1] < 0)", None, None),
]


@cache
def all_measures() -> Result:
    """One query for all of them."""
    return counted(*(f"m{number}: {measure}" for number, (measure, _, _) in enumerate(MEASURES)))


@pytest.mark.parametrize("number", range(len(MEASURES)), ids=[measure for measure, _, _ in MEASURES])
def test_a_measure_is_what_people_would_count(number: int) -> None:
    _, country, first = MEASURES[number]
    assert all_measures().value("PL", f"m{number}") == pytest.approx(country)
    assert all_measures().value("02", f"m{number}") == pytest.approx(first)


def test_a_table_may_be_of_some_reports_only() -> None:
    found = counted("a: sum(d2[rows,k1])", "n: reports()", where='d1[w01,k1] = "S"')
    assert found.line("PL").values == {"a": 25, "n": 2}
    assert found.line("PL").reports == 2


def test_a_table_by_groups_of_codes_has_a_line_for_each_and_one_for_the_rest() -> None:
    found = counted("a: sum(d2[rows,k1])", by=True)
    assert found.groups() == ("", "surgery", "burns", "internal", "other")
    assert [found.value("PL", "a", group) for group in found.groups()] == [45, 20, 5, 12, 8]
    assert [found.value("02", "a", group) for group in found.groups()] == [35, 20, 5, 10, 0]


def test_a_table_by_codes_has_a_line_for_each_code_of_the_list() -> None:
    text = "table: t\ntitle: T\nform: T-1\nsource: MZ\nby: {rows: d2, title: Oddział}\n"
    table = load_table(text + "columns:\n- {code: a, title: A, value: rows(d2)}\n- {code: b, title: B, value: a * 2}")
    sources = {name: ibis.memtable(found) for name, found in arrange(FORM, COUNTRY).items()}
    found = tabulate(bind(table, FORM, {}), sources, ("02",), PEOPLE)
    assert {group: found.value("PL", "b", group) for group in found.groups()} == {
        "": 10, "4000": 4, "4002": 0, "4500": 2, "4510": 0, "4554": 2, "4700": 2,
    }  # fmt: skip


def test_an_area_without_reports_has_zeros_and_no_people_unknown_to_us() -> None:
    line = counted("a: sum(d3[*,k1])", "b: max(d3[w02,k1])", "c: a / population(12-31)", areas=("06",)).line("06")
    assert (line.values, line.reports) == ({"a": 0, "b": None, "c": None}, 0)


def test_columns_build_on_each_other_whatever_their_order() -> None:
    found = counted("a: b / n", "b: sum(d2[rows,k1])", "n: reports()")
    assert found.line("02").values == {"a": 17.5, "b": 35, "n": 2}
