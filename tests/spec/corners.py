# SPDX-License-Identifier: EUPL-1.2
"""Checks at the corners of the code generators: a sum becomes a slice, scales differ, both sides are quotients."""

from collections.abc import Mapping, Sequence

from engine.answers import Sheet, Value
from engine.checks import Context
from engine.definitions import FormDefinition, load

ROWS = "{code: w01, title: Pierwszy}, " + ", ".join(f"{{code: w{number:02}}}" for number in range(2, 15))
FORM = f"""
form: KANTY
edition: 2025
title: Kanty
reads: [X]
sections:
- code: d1
  title: Stały
  table:
    columns: [{{code: k1, title: Liczba, min: null}}, {{code: k2, min: null}}, {{code: k3, type: dec(2), min: null}}]
    rows: [{ROWS}]
- code: d2
  title: Dodawany
  table:
    columns: [{{code: k1, min: null}}, {{code: k2, title: Masa, type: dec(1), min: null}}, {{code: k3, type: date}}]
    dynamic: {{key: {{code: klucz, type: text}}}}
- code: d3
  title: Inne
  table:
    columns: [{{code: k1, type: text}}]
    rows: [{{code: w01}}, {{code: w02}}, {{code: w03, type: date}}, {{code: w04, type: bool}}]
- code: d4
  title: Para
  table:
    columns: [{{code: k1}}, {{code: k2}}]
    rows: [{{code: w01}}, {{code: w02}}, {{code: w03}}, {{code: w04}}, {{code: w05}}, {{code: w06}}, {{code: w07}}]
- code: d6
  title: Kwoty
  table:
    columns: [{{code: k1, type: money}}]
    rows: [{{code: w01}}, {{code: w02, type: money(2)}}]
- code: d5
  title: Z kluczem
  table:
    columns: [{{code: k1}}, {{code: k2, type: dec(1), computed: "d5[., k1] / 3"}}]
    rows: [{{code: w01}}]
    dynamic: {{key: {{code: klucz, type: text}}}}
checks:
"""
A, B, C = "d1[w01,k1]", "d1[w02,k1]", "d1[w03,k3]"
BACKWARDS = "|".join(f"w{number:02}" for number in range(14, 1, -1))
TWICE = "|".join(["w01", "w01", *(f"w{number:02}" for number in range(2, 13))])
FIXED = (
    # sums
    f"sum(d1[w01..w03,k1]) = {B}",
    f"{B} != sum(d1[w01..w03,k1])",
    "sum(d1[w01..w03,k1]) = sum(d1[w04..w05,k2])",
    f"sum(d1[w01..w03,k1]) = {C}",
    f"sum(d1[w01..w03,k1]) > {A} and sum(d1[w02..w03,k1]) < 3",
    f"{A} = {B} and not {A} = 3",
    f"sum(d1[w01..w12,k1]) > {A}",
    f"sum(d1[w01..w13,k1]) > {A}",
    f"sum(d1[w01..w13,k1]) = {A} + d1[w13,k1]",
    "sum(d4[w01..w07,k1..k2]) = 14",
    "sum(d4[w01..w07,k2|k1]) = 14",
    f"sum(d1[{BACKWARDS},k1]) > 1",
    f"sum(d1[{TWICE},k1]) > 1",
    "sum(d1[w02,k1]) = 1",
    "sum(d1[w01|w01,k1]) = 1",
    f"sum(unit.beds, {A}) > max(period.year, {A})",
    f"sum(abs({A}), {B}) > 1",
    "sum(prior(d2[*,k1]) where this.k2 > 1) > 1",
    "sum(d1[w02|w01,k1]) = 1",
    "sum(d1[w01,k1|k3]) = 1",
    f"sum({A}, 3) = 1",
    f"sum({A}, prior({B})) = 1",
    f"sum(d1[w01..w03,k1], d2[*,k1]) = {B}",
    "sum(prior(d1[w01..w03,k1])) = 1",
    # other aggregates
    "min(d1[w01..w02,k1], 3) < max(d1[w01,k1|k3])",
    "avg(d1[w01,k1|k3]) > 1",
    "avg(d1[w01..w02,k1]) = avg(d2[*,k2])",
    "count(d1[w01,k1|k3]) = 2",
    "count(d3[w01..w02,k1]) = count(d2[*,klucz|k2])",
    "count(d2[*,k1|k2] where this.k1 > 1) = 2",
    "count(d1[w01..w03,k3] where this.k1 > 1) = 2",
    "sum(d1[w01..w03,k3] where this.k1 > 1) = 2",
    "sum(d2[*,k1|k2] where this.k2 > 1) > 1",
    "max(d2[*,k3]) > min(d2[*,k3])",
    "sum(prior(d2[*,k2])) > sum(d2[*,k2])",
    "sum(d5[*,k1] where filled(this.klucz)) > 1",
    'sum(d5[*,k1] where this.klucz = "A" or not this.klucz in ("4*")) > 1',
    "sum(d5[*,k2]) > 1",
    # quotients
    f"{A} / {B} + {C} > 1",
    f"{C} - {A} / {B} > 1",
    f"{A} / {B} + {B} / {A} > {C} / {A} - 1",
    f"{A} / {B} * {C} > 1",
    f"{A} / {B} / ({B} / {C}) = 1",
    f"{A} / {B} != {C}",
    f"not {A} / {B} <= 1.5",
    f"-({A} / {B}) < abs({A} / {C})",
    f"nvl({A} / {B}, 2) = 1",
    f"nvl({A}, {B} / 2) = 1",
    f"nvl({A}, {C}) = 1",
    f"if({A} > 1, {A} / {B}, {C}) <= 2",
    f"if({A} > 1, {C}, {A} / {B}) <= 2",
    f"if({A} > 1, {A}, {C}) <= 2",
    f"filled({A} / {B}) or blank({A} / {B})",
    f"filled({A} + {C}) => not filled({A} + 1)",
    f"round({A} / {B}, 0) = round({A} / {B}, 1)",
    f"round({C}, 1) = round({A}, 1)",
    f"round({C}, 0) = round({C}, 2)",
    # scales and signs
    f"{A} - ({B} - {C}) - 1 > {A} / ({B} / {C}) and {A} - ({B} + 1) * 2 > {A} - {B} * 2 / 3 + (1 - {C})",
    f"-({A} + 1) * -{B} < -({A} * {B}) and {A} * ({B} * 2) > 3 * ({A} / {B})",
    f"sum(unit.beds, 3) > 1 and max({A}, days(period), -{A}) > 2",
    f"sum(d1[w01..w03,k1], abs({B})) > count(prior(d1[w01..w02,k1]), 3)",
    f"{A} * {C} = {B} * 1.50",
    f"{A} + {C} >= {B} - 0.25",
    f"-{C} = abs({A})",
    f"{A} = 2.5",
    f"{C} in (1, 2.25)",
    f"{C} = {A} within 5%",
    f"{C} <= {A} within 0.5",
    f"{C} < {A} within 2",
    f"{C} >= {A} within 0.5",
    f"{C} > {A} within 5%",
    f"{C} != {A} within 1.5",
    "d6[w01,k1] / d6[w02,k1] > 2",
    f"d6[w01,k1] / {A} > 2 and {A} / d6[w01,k1] > 2 and d6[w01,k1] / 3 > 2 and 3 / 4 < 2",
    f"d6[w01,k1] * {A} > 2 and 0.5 * d6[w01,k1] > 2 and sum(d6[w01..w02,k1]) > 2",
    f"{A} <= 10 * {B} or {A} <= 10.01 * {B} or {A} * 2 <= 2 * {B} or -1 * {A} <= {B} or {A} <= -1 * {B}",
    f"0 * {A} <= {B} or {A} <= 0 * {B} or {A} / (0 * 3) <= 3 * {B} or 2 * {A} / {B} * 2 <= 3 * {C}",
    f"0.5 * {A} * ({C} * 2.5) > 10 * {B} and 2 * ({A} / {B}) * {C} * 3 > 12 * {B} and 2 * {A} * {B} * 2 > 8 * {C}",
    # texts, codes, days
    'd3[w01,k1] = "A" and d1[w01,k1] = 65',
    'd3[w01,k1] != d3[w02,k1] or d3[w01,k1] = "tekst dłuższy niż krótki"',
    'd3[w01,k1] = "tekst dłuższy niż krótki" or d3[w02,k1] = "drugi długi tekst" or d3[w02,k1] = "drugi długi tekst"',
    'd3[w01,k1] in ("4*", "5?") or not d3[w01,k1] in ("4*")',
    'd3[w01,k1] in list("kody") or not d3[w02,k1] in list("kody", "4*")',
    'nvl(d3[w01,k1], d3[w02,k1]) = "B"',
    'if(d3[w04,k1], d3[w01,k1], "C") != "D"',
    "filled(d3[w01,k1]) => blank(d3[w03,k1])",
    "d3[w04,k1] or not d3[w04,k1]",
    "d3[w04,k1] = 1 and d3[w04,k1] = 0 and d3[w04,k1] != 1 and d3[w04,k1] != 0",
    "not (d3[w04,k1] = 1 and d3[w04,k1] = 0 and d3[w04,k1] != 1 and d3[w04,k1] != 0)",
    "year(d3[w03,k1]) = 2025 and month(d3[w03,k1]) > 3 or years(d3[w03,k1], 2025-12-31) < 2",
    "d3[w03,k1] + 30 <= period.end and days(d3[w03,k1], period.end) > 3",
    # from elsewhere
    f"prior({A}) = prior({A}, 2)",
    f'form("X").d1[w01, k1] > {A} and sum(form("X").d1[w01, k1], form("X").d1[w02, k1]) > 1',
    'unit.kind in ("entity", "practice_*") and unit.beds > days(period)',
    "filled(prior(d3[w03,k1])) and prior(d3[w01,k1]) = d3[w01,k1]",
)
LOOPED = (
    ("r in d2.rows", f"d2[r,k1] > {A} and d2[r,k2] < prior({C})"),
    ("r in d2.rows", "d2[r,k1] = prior(d2[r,k1]) and d2[r,klucz] != prior(d2[r,klucz])"),
    ("r in d2.rows", "d2[r,k1] = sum(d2[*,k1] where this.k1 > d2[r,k1])"),
    ("", "foreach r in d2.rows, c in d1.columns[k1, k2]: d2[r,k1] > d1[w01,c]"),
    ("", "sum(d2[*,k1] where this.k1 < max(d2[*,k2]) and this.k1 > sum(d2[*,k2] where this.k1 > 3)) > 1"),
    ("r in d2.rows", "d2[r,k1] > sum(d2[*,k1] where this.k1 < max(d2[*,k2]) and this.k2 > d2[r,k2])"),
    ("r in d2.rows", "nvl(d2[r,k1], d2[r,k2]) > 1 and if(d2[r,k1] > 1, d2[r,k1], d2[r,k2]) > 1"),
    ("r in d2.rows", "year(d2[r,k3]) > 2000 and -d2[r,k1] < abs(d2[r,k2])"),
    ("r in d2.rows", "d2[r,k3] < max(prior(d2[*,k3])) and unit.beds > d2[r,k1]"),
    ("r in d2.rows", "d2[r,k1] = sum(d1[w01..w02,k1]) and sum(d1[w01..w13,k1]) > 3"),
    ("c in d1.columns[k1, k2]", 'form("X").d1[w02,c] > d1[w01,c]'),
    ("r in d1.rows[w01..w02]", 'form("X").d1[r,k2] > d1[r,k1]'),
    ("r in d2.rows, q in d2.rows", f"d2[r,k1] + d2[q,k1] > {A} and d2[r,klucz] != d2[q,klucz]"),
    ("r in d2.rows, c in d1.columns[k1, k2]", "d2[r,k1] > d1[w01,c]"),
)


ADDED: Mapping[str, Value] = {
    "d2.r1.klucz": "A",
    "d2.r1.k1": 5,
    "d2.r1.k2": 15,
    "d2.r2.klucz": "B",
    "d2.r2.k2": 1234567,
}
NUMBERS = {"d1.w01.k1": 1200, "d1.w02.k1": 7, "d1.w03.k3": 250, "d6.w01.k1": 3000, "d3.w04.k1": 1}
TEXTS = {"d3.w01.k1": "A", "d3.w02.k1": "tekst dłuższy niż krótki", "d3.w03.k1": "2025-03-01"}
SHEET = Sheet({**NUMBERS, **TEXTS, **ADDED}, {"d2": ("r1", "r2")})
CONTEXT = Context(
    prior={1: Sheet({"d1.w01.k1": 3, "d3.w01.k1": "B", **ADDED}, {"d2": ("r2", "r1")})},
    forms={"X": Sheet({"d1.w01.k1": 4}, {})},
    unit={"beds": 50, "kind": "entity"},
)


def cases() -> Sequence[tuple[str, str]]:
    """Loop and condition of each."""
    return [*(("", text) for text in FIXED), *LOOPED]


def form_with(loop: str, text: str) -> FormDefinition:
    """The form with one check."""
    foreach = f"foreach: '{loop}', " if loop else ""
    check = f"- {{id: A, {foreach}target: 'd1[w01,k1]', check: '{text}'}}"
    return load(FORM + check, code_lists={"kody": ("4500", "5100")})
