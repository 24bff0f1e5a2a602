# SPDX-License-Identifier: EUPL-1.2
"""Trees as the page's script gets them: few kinds of parts, scales and negations already worked out."""

from datetime import date
from typing import Any

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, Context, Period
from engine.checks.browser import browser_context, browser_form
from engine.checks.lowered import Lowering, exact, pattern
from engine.checks.tree import Node
from engine.definitions import load

FORM = """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, type: int}, {code: k2, type: dec(2)}]
    rows: [{code: w01}, {code: w02}, {code: w03, computed: "sum(d1[w01..w02, .])"}]
- code: d2
  title: Dodawany
  table:
    columns: [{code: k1, type: int}, {code: k2, type: date}, {code: k3, type: int, computed: "d2[., k1] * 2"}]
    dynamic: {key: {code: klucz, type: code, list: kody}}
- code: d3
  title: Daty
  table:
    columns: [{code: k1, type: date}]
    rows: [{code: w01}, {code: w02}]
checks:
"""


def compiled(check: str, foreach: str = "") -> CompiledForm:
    loop = f"foreach: '{foreach}', " if foreach else ""
    return CompiledForm(load(f"{FORM}- {{id: A, {loop}check: '{check}'}}"), {})


def lowered(check: str, foreach: str = "") -> Any:
    """What is asked for: „certainly false” of the check."""
    return browser_form(compiled(check, foreach))["checks"][0][3]


PAIR, ONE = ("pair",), ["lit", 1]
A, B = 0, 1  # cells of the computed rows get their numbers first: d1.w01.k1, d1.w02.k1


@pytest.mark.parametrize(
    ("check", "false"),
    [
        ("d1[w01,k1] = d1[w02,k1]", ["!=", A, B]),
        ("d1[w01,k1] < d1[w02,k1]", ["<=", B, A]),
        ("d1[w01,k1] >= d1[w02,k1]", ["<", A, B]),
        ("not (d1[w01,k1] = 1)", ["=", A, ["lit", 1]]),
        ("d1[w01,k1] = 1 => d1[w02,k1] = 2", ["and", ["=", A, ["lit", 1]], ["!=", B, ["lit", 2]]]),
        ("d1[w01,k1] = 1 or d1[w02,k1] = 2", ["and", ["!=", A, ["lit", 1]], ["!=", B, ["lit", 2]]]),
        ("d1[w01,k1] = 1 and d1[w02,k1] = 2", ["or", ["!=", A, ["lit", 1]], ["!=", B, ["lit", 2]]]),
        ("filled(d1[w01,k1])", ["blank", A]),
        ("blank(d1[w01,k1])", ["filled", A]),
        ("abs(d1[w01,k1]) <= -d1[w02,k1]", ["<", ["-", ["lit", 0], B], ["abs", A]]),
        ("nvl(d1[w01,k1], 0) = 0", ["!=", ["nvl", A, ["lit", 0]], ["lit", 0]]),
        ("d1[w01,k1] * 2 = d1[w02,k1]", ["!=", ["*", A, ["lit", 2]], B]),
        ("d1[w01,k1] + 1.5 = 2", ["!=", ["+", ["*", A, ["lit", 10]], ["lit", 15]], ["lit", 20]]),
        ("d1[w01,k1] = unit.beds", ["!=", A, ["of", "unit", "beds"]]),
        ("round(d1[w01,k1], 2) = 1", ["!=", ["*", A, ["lit", 100]], ["lit", 100]]),
        (
            "round(d1[w01,k1] / 4, 0) = 1",
            ["!=", ["round", ["r/", [*PAIR, A, ONE], [*PAIR, ["lit", 4], ONE]], ONE], ONE],
        ),
        (
            "if(d1[w01,k1] > 1, d1[w02,k1], 0) = 1",
            ["!=", ["if", ["<", ONE, A], ["<=", A, ONE], B, ["lit", 0]], ONE],
        ),
        ("d1[w01,k1] in (3, 4)", ["and", ["!=", A, ["lit", 3]], ["!=", A, ["lit", 4]]]),
        (
            "count(d1[w01..w02,k1]) = 2",
            [
                "!=",
                ["sum", *(["if", ["filled", cell], ["blank", cell], ONE, ["lit", None]] for cell in (A, B))],
                ["lit", 2],
            ],
        ),
        (
            "sum(d1[w01..w02,k1] where this.k1 > 1) = 2",
            ["!=", ["sum", *(["when", ["<", ONE, cell], cell] for cell in (A, B))], ["lit", 2]],
        ),
    ],
)
def test_a_check_becomes_the_condition_that_it_is_violated(check: str, false: Any) -> None:
    assert lowered(check) == false


def test_where_scales_differ_the_coarser_side_is_multiplied() -> None:
    left, right = lowered("d1[w01,k1] = d1[w01,k2]")[1:]

    assert left == ["*", A, ["lit", 100]]
    assert isinstance(right, int)


def test_quotients_are_compared_by_the_sign_of_their_difference() -> None:
    op, zero, sign = lowered("d1[w01,k1] / d1[w02,k1] <= 1")

    assert (op, zero, sign[0]) == ("<", ["lit", 0], "sign")
    assert sign[1][0] == "r-"


def test_of_a_quotient_the_opposite_and_the_size_are_worked_out_from_its_sign() -> None:
    quotient = ["r/", ["pair", A, ONE], ["pair", B, ONE]]
    opposite = ["r-", ["pair", ["lit", 0], ONE], quotient]
    sign = ["sign", quotient]
    size = ["if", ["<", sign, ["lit", 0]], ["<=", ["lit", 0], sign], opposite, quotient]

    assert lowered("-(d1[w01,k1] / d1[w02,k1]) = 1")[1][1][1] == opposite
    assert lowered("abs(d1[w01,k1] / d1[w02,k1]) = 1")[1][1][1] == size


def test_both_sides_of_a_choice_are_quotients_where_one_is() -> None:
    instead = lowered("nvl(d1[w01,k1] / d1[w02,k1], 3) = 1")[1][1][1]

    assert instead == ["nvl", ["r/", ["pair", A, ONE], ["pair", B, ONE]], ["pair", ["lit", 3], ONE]]


def test_texts_are_asked_for_a_pattern_or_compared_as_they_are() -> None:
    section = "- {code: d4, title: Kod, table: {columns: [{code: k1, type: text}], rows: [{code: w01}, {code: w02}]}}\n"

    def told(check: str) -> Any:
        form = load(FORM.replace("checks:", section + "checks:") + f"- {{id: A, check: '{check}'}}")
        return browser_form(CompiledForm(form, {}))["checks"][0][3]

    assert told('d4[w01,k1] in ("45*")')[:2] == ["in", "^(?:45.*)$"]
    assert told('not d4[w01,k1] in ("45*")')[3] is True
    assert told('nvl(d4[w01,k1], "x") = "y"')[1][2] == ["lit", "x"]


def test_a_yes_no_cell_is_one_or_zero() -> None:
    section = "- {code: d4, title: Czy, table: {columns: [{code: k1, type: bool}], rows: [{code: w01}]}}\n"
    form = load(FORM.replace("checks:", section + "checks:") + "- {id: A, check: 'd4[w01,k1]'}")
    sent = browser_form(CompiledForm(form, {}))["checks"][0]

    assert sent[3] == ["=", sent[4], ["lit", 0]]


def test_a_key_that_fixed_rows_lack_is_blank_there() -> None:
    rows = "dynamic: {key: {code: klucz, type: code, list: kody}}"
    form = FORM.replace(rows, f"rows: [{{code: w01}}]\n    {rows}")
    check = "- {id: A, check: 'd1[w01,k1] = sum(d2[*,k1] where filled(this.klucz))'}"
    fixed = browser_form(CompiledForm(load(form + check), {}))["checks"][0][3][2][1]

    assert fixed[:2] == ["when", ["filled", ["lit", None]]]


def test_an_average_is_a_sum_by_a_count() -> None:
    quotient = lowered("avg(d1[w01..w02,k1]) = 1")[1][1][1]

    assert quotient[0] == "r/"
    assert quotient[1] == ["pair", ["sum", A, B], ["lit", 1]]


def test_added_rows_stay_loops() -> None:
    form = browser_form(compiled("d2[r,k1] <= sum(d2[*,k1])", "r in d2.rows"))
    _id, codes, loops, tree, target, severity, level = form["checks"][0]

    assert (codes, loops, target) == (["$r"], [["$r", "d2"]], ["d2", "$r", "k1"])
    assert tree[1][0] == "sum"
    assert tree[1][1][:3] == ["each", "", "d2"]
    assert tree[2] == ["cell", "", "d2", "$r", "k1"]
    assert (severity, level) == ("error", 1)
    assert form["computed"][-1][2] == [["$", "d2"]]


def test_numbers_beyond_floats_go_as_digits() -> None:
    assert exact(2**53 - 1) == 2**53 - 1
    assert exact(-(2**53)) == [str(-(2**53))]
    assert exact("45") == "45"


def test_patterns_of_codes_become_regular_expressions_of_both_languages() -> None:
    assert pattern(("45*", "1?", "A-1", "a.b")) == r"^(?:45.*|1.|A-1|a\.b)$"


def test_a_cell_without_a_place_is_no_cell() -> None:
    with pytest.raises(TypeError, match="cell"):
        Lowering().cell(Node("cell", "int"))


def test_of_other_sheets_only_what_is_read_is_sent() -> None:
    form = compiled("prior(d1[w01,k1]) <= prior(sum(d2[*,k1])) and prior(d3[w01,k1]) < d3[w02,k1]")
    before = Sheet(
        {"d1.w01.k1": 5, "d1.w02.k1": 6, "d3.w01.k1": "2024-02-01", "d2.r1.k1": 3, "d2.r1.k2": "2024-02-01"},
        {"d2": ("r1",)},
    )
    context = Context(prior={1: before, 2: before}, period=Period(date(2025, 1, 1), date(2025, 3, 31)))
    sent = browser_context(form, Sheet({"d1.w01.k1": 2**60, "d3.w02.k1": "2025-01-01"}, {"d2": ()}), context)

    assert sent["sheets"]["prior:1"] == {
        "cells": {"d1.w01.k1": 5, "d2.r1.k1": 3, "d3.w01.k1": date(2024, 2, 1).toordinal()},
        "rows": {"d2": ["r1"]},
    }
    assert sent["sheets"]["prior:2"] == {"cells": {}, "rows": {}}
    assert sent["sheets"][""]["cells"]["d1.w01.k1"] == [str(2**60)]
    assert sent["period"]["days"] == 90


def test_the_period_is_the_editions_year_where_nothing_else_is_said() -> None:
    assert browser_context(compiled("d1[w01,k1] = 1"), Sheet({}, {}), Context())["period"]["year"] == 2025


def test_a_list_of_codes_travels_once() -> None:
    section = "- {code: d4, title: Kod, table: {columns: [{code: k1, type: text}], rows: [{code: w01}]}}\n"
    check = """- {id: A, check: 'd4[w01,k1] in list("kody", "A*")'}"""
    form = load(FORM.replace("checks:", section + "checks:") + check, code_lists={"kody": {"A": "a", "B": "b"}})
    sent = browser_form(CompiledForm(form, {}))

    assert sent["checks"][0][3] == ["listed", "kody A*", sent["checks"][0][4], False]
    assert sent["lists"] == {"kody A*": ["A"]}


def test_days_tell_years_and_months() -> None:
    year, month = (lowered(f"{name}(d3[w01,k1]) = 1")[1] for name in ("year", "month"))
    between = lowered("years(d3[w01,k1], d3[w02,k1]) = 1")[1]

    assert [part[0] for part in (year, month, between)] == ["cut", "cut", "cut"]
    assert year[1][0] == "if"
    assert month[1][0] == between[1][0] == "-"
