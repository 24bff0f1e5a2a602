# SPDX-License-Identifier: EUPL-1.2
"""The columns a country is judged by: what stands where nothing was filled in, how large numbers are said to be."""

import re
from dataclasses import replace

import numpy as np
import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, Context
from engine.checks.country import CountryForm, columns
from engine.checks.country.reads import Reads
from engine.checks.country.tiles import NAN, Tile
from engine.checks.tree import At
from engine.definitions import load
from tests.unit.engine.test_country import YEAR, checks_in, compiled, of, reports, same

COMPUTED = """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Dział
  table:
    columns: [{code: k1}]
    rows: [{code: w01}, {code: w02}, {code: w03, computed: "d1[w01,k1] * 1024 + d1[w02,k1]"}, {code: w04}]
checks:
- {id: A, check: "sum(d1[w03..w04,k1]) = sum(d1[w03,k1])"}
"""
NOT_LOOKED_AT = 2.0**15  # cells of 16 bits
LARGE = 2**40
READS = (
    "d1[w01,k1] + unit.beds + prior(d1[w01,k1]) + sum(d2[*,k1]) + sum(prior(d2[*,k1])) > 0",
    "d1[w03,k1] + sum(d1[w01..w03,k1]) > 0",
    'prior(d3[w01,k1]) = "a" or d3[w01,k1] = "b" or count(prior(d2[*,k2])) + count(d2[*,k2]) > 0',
)


def tile(*situations: tuple[Sheet, Context]) -> Tile:
    one = compiled(*READS)
    return CountryForm(one).tile(reports(one.definition, situations))


def last_year(**cells: int | str) -> Context:
    rows = ("r1", "r2") if "d2_r2_k1" in cells else ("r1",)
    return Context({1: Sheet({name.replace("_", "."): value for name, value in cells.items()}, {"d2": rows})})


@pytest.mark.parametrize(
    ("situation", "largest"),
    [
        (of({"d1.w01.k1": 7}), NOT_LOOKED_AT),
        (of({"d1.w01.k1": 2**20}), 2.0**31),
        (of({"d1.w01.k1": LARGE}), LARGE),
        (of({"d1.w02.k2": -LARGE}), LARGE),  # only added up
        (of({"d3.w01.k1": "dłuższy niż krótki", "d3.w03.k1": "2025-12-31"}), 0),  # a number that nothing reads
        (of({"d1.w01.k1": -7, "d3.w01.k1": "krótki"}), 7),
        (of({"d3.w01.k1": "krótki"}), 0),
        (of({"d1.w01.k1": 7, "d3.w01.k1": "dłuższy niż krótki"}), 7),
        (of({"d2.r1.k1": -LARGE}, ["r1"]), LARGE),
        (of({}, (), Context(unit={"beds": LARGE})), LARGE),
        (of({}, (), last_year(d1_w01_k1=-LARGE)), LARGE),
        (of({}, (), last_year(d2_r1_k1=LARGE)), LARGE),
        (of({}, (), last_year(d3_w01_k1="krótki", d2_r1_k2="krótki")), NOT_LOOKED_AT),
    ],
)
def test_no_number_is_larger_and_a_text_is_none(situation: tuple[Sheet, Context], largest: float) -> None:
    assert tile(situation, situation).largest == largest


def test_a_large_computed_cell_is_seen() -> None:
    found = tile(of({"d1.w01.k1": 7}))
    found.put(At("d1", "w03", "k1"), np.array([-1.0 * LARGE]))
    assert found.largest == LARGE
    assert found.sizes(At("d1", "w03", "k1")).tolist() == [LARGE]


def added_up(found: Tile, address: str) -> list[str]:
    """A cell as sums take it."""
    return list(map(str, found.z[found.definition.addresses.index(address)].tolist()))


def test_a_computed_cell_is_added_up_like_any_other() -> None:
    """To be added up, a blank is -0.0, and a zero never is: that is how a sum of blanks alone is told from 0."""
    found = tile(*[of({})] * 3)
    found.put(At("d1", "w03", "k1"), np.array([5, -0.0, NAN]))
    assert added_up(found, "d1.w03.k1") == ["5.0", "0.0", "-0.0"]


def test_reports_are_laid_out_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "STEP", 2)
    numbers = [1, 0, None, -4, 5, 6, 7]
    found = tile(*[of({} if number is None else {"d1.w01.k1": number}) for number in numbers])
    assert list(map(str, found.v[0].tolist())) == ["1.0", "0.0", "nan", "-4.0", "5.0", "6.0", "7.0"]
    assert added_up(found, "d1.w01.k1") == ["1.0", "0.0", "-0.0", "-4.0", "5.0", "6.0", "7.0"]


def test_the_first_added_row_of_each_report_is_known() -> None:
    found = tile(of({}), of({}, ["r3", "r2"]), of({}), of({}, ["r1"]), of({}))
    assert found.first_rows("d2").tolist() == [0, 3, 0, 1, 0]


def test_a_computed_column_has_a_value_in_every_added_row() -> None:
    found = tile(of({}, ["r1", "r2"]), of({}), of({}, ["r1"]))
    found.put(At("d2", "$", "k3"), 4.0)
    assert found.sizes(At("d2", "$0", "k3")).tolist() == [4, 0, 4]


@pytest.mark.parametrize(
    ("at", "sizes"),
    [
        (At("d1", "w01", "k1"), [5, 2]),
        (At("d1", "w01", "k1", "prior:1"), [3, 4]),
        (At("d1", "w02", "k1"), [0, 4]),
        (At("d2", "$0", "k1"), [6, 5]),
        (At("d2", "$0", "k1", "prior:1"), [8, 9]),
        (At("", "", "beds", "unit"), [10, 0]),
        (At("d3", "w01", "k1", "prior:1"), [0, 0]),
        (At("d2", "$0", "k2"), [0, 0]),
        (At("d2", "$0", "k2", "prior:1"), [0, 0]),
        (At("d9", "w01", "k1"), [0, 0]),
    ],
)
def test_the_size_of_each_cell_is_known_by_report(at: At, sizes: list[float]) -> None:
    found = tile(
        of(
            {"d1.w01.k1": -5, "d2.r1.k1": 6, "d2.r1.k2": "a"},
            ["r1"],
            replace(last_year(d1_w01_k1=3, d3_w01_k1="b", d2_r1_k1=7, d2_r2_k1=-8), unit={"beds": -10}),
        ),
        of(
            {"d1.w01.k1": 2, "d1.w02.k1": -4, "d2.r1.k1": 4, "d2.r2.k1": -5},
            ["r1", "r2"],
            last_year(d1_w01_k1=-4, d3_w01_k1="b", d2_r1_k1=9, d2_r1_k2="b"),
        ),
    )
    assert found.sizes(at).tolist() == sizes


def test_a_row_that_is_new_this_year_has_no_number_of_last_year() -> None:
    one = compiled("d2[r,k1] <= prior(d2[r,k1])", foreach="r in d2.rows")
    before = last_year(d2_r1_klucz="a", d2_r1_k1=-9)
    rows = {"d2.r1.klucz": "b", "d2.r2.klucz": "a", "d2.r1.k1": 5, "d2.r2.k1": 6}
    asked = reports(one.definition, [of(rows, ["r1", "r2"], before)])
    found = CountryForm(one).tile(asked)
    assert found.sizes(At("d2", "$r", "k1", "prior:1")).tolist() == [9]
    assert [check for check, *_ in same(one, of(rows, ["r1", "r2"], before))[0] if check == "C0"] == ["C0"]


def test_a_unit_without_a_kind_is_of_no_kind() -> None:
    one = compiled('unit.kind = "hospital"', 'unit.kind != "hospital"')
    kinds = [of({}, (), Context(unit=unit, period=YEAR)) for unit in ({"kind": "hospital"}, {"kind": "office"}, {})]
    assert [checks_in(found) for found in same(one, *kinds)] == [{"C1"}, {"C0"}, set()]


LONGEST = 2**9


@pytest.mark.parametrize(
    ("cells", "computed", "single"), [(LONGEST, False, True), (LONGEST + 1, False, False), (2, True, False)]
)
def test_small_numbers_that_are_few_enough_add_up_in_single_precision(cells: int, computed: bool, single: bool) -> None:
    reads = Reads(computed=computed)
    reads.sum(range(cells))
    reads.sum([cells])
    assert reads.single is single
    assert reads.added == {*range(cells + 1)}


def test_the_largest_sum_in_single_precision_is_exact() -> None:
    largest = np.full((LONGEST, 1), NOT_LOOKED_AT - 1, np.float32)
    assert np.add.reduce(largest, initial=-0.0).tolist() == [LONGEST * (NOT_LOOKED_AT - 1)]
    assert np.float32(LONGEST * (NOT_LOOKED_AT - 1) - 1) == LONGEST * (NOT_LOOKED_AT - 1) - 1


@pytest.mark.parametrize(("number", "kind"), [(2**15 - 1, np.float32), (2**15, np.float64), (2**40, np.float64)])
def test_columns_to_be_added_up_are_as_precise_as_numbers_are_large(number: int, kind: type) -> None:
    one = CompiledForm(load(re.sub("computed: .*?}", "title: Wiersz}", COMPUTED)), {})
    found = CountryForm(one).tile(reports(one.definition, [of({"d1.w03.k1": number}), of({})]))
    assert (found.z.matrix.dtype, found.v.matrix.dtype) == (kind, np.float64)
    assert added_up(found, "d1.w03.k1") == [f"{number}.0", "-0.0"]


def test_a_form_that_computes_cells_adds_up_in_double_precision() -> None:
    one = CompiledForm(load(COMPUTED), {})
    cells = {f"d1.w0{row}.k1": 2**15 - 1 for row in (1, 2)}
    found = CountryForm(one).tile(reports(one.definition, [of(cells)]))
    assert found.z.matrix.dtype == np.float64
    told = same(one, of(cells), of(cells | {"d1.w04.k1": 1}))
    assert [{check for check, *_ in found} for found in told] == [set(), {"A"}]
