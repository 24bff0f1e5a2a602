# SPDX-License-Identifier: EUPL-1.2
"""Which checks an edit touches."""

import pytest

from engine.checks import CompiledForm
from engine.checks.touched import Readers, readers
from engine.definitions import load

FORM = """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, type: int}]
    rows:
    - {code: w01, computed: "sum(d1[w02..w03, .])"}
    - {code: w02}
    - {code: w03}
    - {code: w04, computed: "sum(d2[*, k1])"}
- code: d2
  title: Dodawany
  table:
    columns: [{code: k1, type: int}, {code: k2, type: int, computed: "d2[., k1] * 2"}, {code: k3, type: int}]
    dynamic: {key: {code: klucz, type: text}}
checks:
- {id: TOTAL, check: "d1[w01,k1] <= 10"}
- {id: CELL, check: "d1[w02,k1] <= 10"}
- {id: ROW, foreach: "r in d2.rows", check: "d2[r,k2] <= 10"}
- {id: SUM, check: "d1[w04,k1] <= 10"}
- {id: COUNT, check: "count(d2[*,k3]) <= d1[w03,k1]"}
- {id: BEFORE, foreach: "r in d2.rows", check: "prior(d2[r,k3]) <= d2[r,k1]"}
- {id: ELSEWHERE, check: "d1[w03,k1] <= prior(d1[w02,k1])"}
"""


@pytest.fixture(scope="module")
def compiled() -> CompiledForm:
    return CompiledForm(load(FORM), {})


def touched(compiled: CompiledForm, *addresses: str) -> set[str]:
    return {instance.check.id for instance in Readers(compiled).of_cells(addresses)}


@pytest.mark.parametrize(
    ("address", "checks"),
    [
        ("d1.w02.k1", {"CELL", "TOTAL"}),
        ("d1.w03.k1", {"TOTAL", "COUNT", "ELSEWHERE"}),
        ("d2.r1.k1", {"ROW", "SUM", "BEFORE"}),
        ("d2.r7.k3", {"COUNT"}),
        ("d2.r1.klucz", {"BEFORE"}),
        ("d2.r1.k9", set()),
    ],
)
def test_a_cell_touches_what_reads_it_and_what_follows_from_it(
    compiled: CompiledForm, address: str, checks: set[str]
) -> None:
    assert touched(compiled, address) == checks


def test_several_cells_touch_what_each_of_them_does(compiled: CompiledForm) -> None:
    assert touched(compiled, "d1.w02.k1", "d2.r1.k3") == {"CELL", "TOTAL", "COUNT"}


def test_a_row_more_or_less_touches_all_that_reads_rows(compiled: CompiledForm) -> None:
    assert {instance.check.id for instance in Readers(compiled).of_rows("d2")} == {"ROW", "SUM", "COUNT", "BEFORE"}
    assert Readers(compiled).of_rows("d1") == ()


def test_readers_are_found_once_for_a_form(compiled: CompiledForm) -> None:
    assert readers(compiled) is readers(compiled)


def test_checks_come_in_the_order_of_the_form(compiled: CompiledForm) -> None:
    found = [instance.check.id for instance in Readers(compiled).of_cells(["d1.w03.k1"])]

    assert found == ["TOTAL", "COUNT", "ELSEWHERE"]
