# SPDX-License-Identifier: EUPL-1.2
"""Divisions by what may be zero are found, those that say what happens then are let be."""

import pytest

from engine.checks import CompiledForm
from engine.checks.divisions import division_problems
from engine.definitions import Problem, load
from engine.publication import problems

FORM = """
form: D
edition: 2025
title: Dzielenie
sections:
- code: d
  title: Dział
  table:
    columns:
    - {code: n}
    - {code: m, min: 1}
    - {code: s, min: null}
    - {code: t, type: date}
    - {code: i, type: dec(2), computed: "d[., n] / d[., s]"}
    - {code: j, min: 1, computed: "d[., n] - 5"}
    rows: [{code: w01}, {code: w02}]
    dynamic: {key: {code: klucz, type: text}}
checks:
"""


def found(check: str) -> tuple[Problem, ...]:
    return division_problems(CompiledForm(load(f"{FORM}- {{id: A, target: 'd[w01,n]', check: '{check}'}}"), {}))


@pytest.mark.parametrize(
    "check",
    [
        "d[w01,n] / 3 > 1",
        "d[w01,n] / d[w01,m] > 1",
        "d[w01,n] / -d[w01,m] > 1",
        "d[w01,n] / (d[w01,m] * days(period)) > 1",
        "d[w01,n] / (1 + d[w01,n]) > 1",
        "d[w01,n] / (d[w01,n] * d[w02,n] + d[w02,m]) > 1",
        "d[w01,n] / (sum(d[*,n]) + 1) > 1",
        "d[w01,n] / (max(d[w01..w02,n] where this.n > 3) + nvl(d[w01,n], 0) + 1) > 1",
        "d[w01,n] / (abs(d[w01,s]) + 2) > 1",
        "d[w01,n] / abs(d[w01,m]) > 1",
        "d[w01,n] / (year(d[w01,t]) + month(d[w01,t])) > 1",
        "d[w01,n] / nvl(d[w01,m], 4) > 1",
        "d[w01,n] / count(d[*,n]) > 1",
        "d[w01,n] / if(d[w01,s] = 0, 1, d[w01,s]) > 1",
        "d[w01,n] / if(d[w01,s] > 0, d[w01,s], 1) > 1",
        "d[w01,n] / if(d[w01,s] = 0 or d[w01,n] > 3, 1, d[w01,s]) > 1",
        "d[w02,s] > 0 => d[w01,n] / if(d[w01,n] > 3, d[w02,s], 1) > 1",
        "d[w01,n] / (period.year - 1) > 1 or d[w01,n] / (period.year - 1) <= 1 or period.year - 1 = 0",
        "d[w01,n] / (3 / d[w01,m]) > 1",
        "d[w01,s] > 0 => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] >= 1 => d[w01,n] / d[w01,s] > 1",
        "0 > d[w01,s] => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] = 5 => d[w01,n] / d[w01,s] > 1",
        "nvl(d[w01,s], 0) != 0 => d[w01,n] / d[w01,s] > 1",
        "not d[w01,s] = 0 => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] = 0 or d[w01,n] / d[w01,s] > 1",
        "d[w01,n] / d[w01,s] > 1 or d[w01,s] = 0",
        "d[w01,s] > 0 and d[w01,n] / d[w01,s] > 1",
        "d[w01,n] / d[w01,s] > 1 and d[w01,s] > 0",
        "d[w01,n] / d[w01,s] > 1 => d[w01,s] = 0",
        "d[w01,s] > 0 and d[w02,s] > 0 => d[w01,n] / d[w01,s] > d[w01,n] / d[w02,s]",
        "(d[w01,s] > 3 and d[w01,n] > 1) or d[w01,s] < 0 => d[w01,n] / d[w01,s] > 1",
        "(d[w01,n] > 1 => d[w01,s] = 0) or d[w01,n] / d[w01,s] > 1",
        "(d[w01,s] > 0 => d[w01,n] > 3) or d[w01,n] / d[w01,s] > 1",
        "not (d[w01,s] = 0 or d[w01,n] > 3) => d[w01,n] / d[w01,s] > 1",
        "sum(d[*,n] where this.s > 0 and this.n / this.s > 2) > 1",
        "if(d[w01,s] > 0, d[w01,n] / d[w01,s], 0) > 1",
        "if(d[w01,s] = 0, 0, d[w01,n] / d[w01,s]) > 1",
        "if(d[w01,s] = 0 or d[w01,n] > 3, 0, d[w01,n] / d[w01,s]) > 1",
        "nvl(d[w01,n] / d[w01,s], 0) > 1",
        "filled(d[w01,n] / d[w01,s]) or d[w01,n] > 1",
        "blank(d[w01,n] / d[w01,s]) or d[w01,n] > 1",
    ],
)
def test_a_guarded_division_is_let_be(check: str) -> None:
    assert found(check) == ()


@pytest.mark.parametrize(
    "check",
    [
        "d[w01,n] / d[w01,s] > 1",
        "d[w01,n] / d[w01,n] > 1",
        "d[w01,n] / d[w01,i] > 1",
        "d[w01,n] / d[w01,j] > 1",
        "d[w01,n] / (d[w01,i] + 1) > 1",
        "d[w01,n] / (d[w01,n] + 0) > 1",
        "d[w01,n] / (d[w01,m] - 1) > 1",
        "d[w01,n] / (d[w01,m] * d[w01,n]) > 1",
        "d[w01,n] / (d[w01,s] + 1) > 1",
        "d[w01,n] / nvl(d[w01,s], 1) > 1",
        "d[w01,n] / if(d[w01,n] = 0, 1, d[w01,s]) > 1",
        "d[w01,n] / prior(d[w01,m]) > 1",
        "d[w01,n] / round(d[w01,m], 0) > 1",
        "d[w01,n] / unit.beds > 1",
        "d[w01,n] / sum(d[*,m]) > 1",
        "d[w01,s] >= 0 => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] < 3 => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] = 0 => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] = d[w01,m] => d[w01,n] / d[w01,s] > 1",
        "d[w02,s] > 0 => d[w01,n] / d[w01,s] > 1",
        "d[w01,s] > 0 or d[w01,n] / d[w01,s] > 1",
        "d[w01,s] > 0 or d[w01,n] > 1 => d[w01,n] / d[w01,s] > 1",
        "nvl(d[w01,n], d[w01,n] / d[w01,s]) > 1",
        "sum(d[*,n] where this.n / this.s > 2) > 1",
        "filled(d[w01,s]) => d[w01,n] / d[w01,s] > 1",
    ],
)
def test_an_unguarded_division_is_told(check: str) -> None:
    (problem,) = found(check)
    assert "które może być zerem" in problem.message
    assert problem.where == "checks[0].check"


def test_it_is_told_at_its_place_with_what_to_do() -> None:
    (problem,) = found("d[w01,n] / 2 > 1 and d[w02,n] / d[w02,s] > 1")
    assert problem.line == len(FORM.splitlines()) + 1
    assert problem.message.splitlines() == [
        (
            "Dzielenie przez „d[w02,s]”, które może być zerem; wtedy kontrola milczy. "
            "Napisz, co ma być wtedy: d[w02,s] > 0 => …, nvl(…, 0) albo pomnóż obie strony. (wiersz 1, znak 33)"
        ),
        "  d[w01,n] / 2 > 1 and d[w02,n] / d[w02,s] > 1",
        " " * 34 + "^" * 8,
    ]


def test_it_is_told_once_for_all_rows() -> None:
    assert len(found("foreach r in d.rows: this.n / this.s > 1")) == 1
    assert len(found("d[w01,n] / d[w01,s] > d[w01,n] / d[w01,s]")) == 2


def test_the_gate_refuses_such_a_form() -> None:
    told = problems(load(f"{FORM}- {{id: A, check: 'd[w01,n] / d[w01,s] > 1'}}"), deep=False)
    assert any("które może być zerem" in problem.message for problem in told)
