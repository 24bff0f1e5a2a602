# SPDX-License-Identifier: EUPL-1.2
"""A country judged at once says what the server's program says of each report."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.answers import Sheet, pack
from engine.checks import CompiledForm, Context, Period, compile_form
from engine.checks.country import CountryForm, Packed, Place, Reports, writer
from engine.checks.tree import At, Node
from engine.definitions import FormDefinition, load

YEAR = Period.year(2025)
Told = set[tuple[str, str, str, str, int]]

FORM = """
form: KRAJ
edition: 2025
title: Kraj
sections:
- code: d1
  title: Stały
  table:
    columns: [{code: k1, type: int, min: null, required: true}, {code: k2, type: dec(2), min: null}]
    rows: [{code: w01}, {code: w02}, {code: w03, computed: "sum(d1[w01..w02, .])"}]
- code: d2
  title: Dodawany
  table:
    columns:
    - {code: k1, type: int, min: null}
    - {code: k2, type: text, required: true}
    - {code: k3, type: dec(1), min: null, computed: "d2[., k1] / 3"}
    dynamic: {min: 1, max: 5000, unique: true, key: {code: klucz, type: text}}
- code: d3
  title: Teksty
  table:
    columns: [{code: k1, type: text}]
    rows: [{code: w01}, {code: w02}, {code: w03, type: date}]
"""


def form(*checks: str, foreach: str = "", text: str = FORM) -> FormDefinition:
    loop = f"foreach: '{foreach}', " if foreach else ""
    lines = [f"- {{id: C{n}, {loop}target: 'd1[w01,k1]', check: '{check}'}}" for n, check in enumerate(checks)]
    return load("\n".join([text, "checks:" if lines else "", *lines]))


def compiled(*checks: str, foreach: str = "") -> CompiledForm:
    return compile_form(form(*checks, foreach=foreach))


def reports(definition: FormDefinition, situations: Sequence[tuple[Sheet, Context]]) -> Reports:
    """As they come from the database."""

    def packed(scope: str, other: FormDefinition, sheets: Iterable[Sheet | None]) -> tuple[str, Packed]:
        return scope, Packed(other, [pack(other, sheet) if sheet else b"" for sheet in sheets])

    earlier = sorted({back for _, context in situations for back in context.prior})
    names = sorted({name for _, context in situations for name in context.unit})
    return Reports(
        [pack(definition, sheet) for sheet, _ in situations],
        situations[0][1].period or Period.year(definition.edition),
        dict(packed(f"prior:{back}", definition, [c.prior.get(back) for _, c in situations]) for back in earlier),
        {name: [context.unit.get(name) for _, context in situations] for name in names},
    )


def told(country: CountryForm, asked: Reports) -> list[Told]:
    """What is found; each of it once, with as many rows as its place names."""
    found: list[Told] = [set() for _ in range(len(asked))]
    for violated in country.violations(asked):
        place = country.places[violated.place]
        named = {*re.findall(r"\$\d", f"{place.key} {place.target}")}
        assert violated.rows.shape == (len(violated.reports), len(named))
        for report, rows in zip(violated.reports.tolist(), violated.rows.tolist(), strict=True):
            key, target = place.filled(rows)
            one = (place.check, key, target, place.severity, place.level)
            assert one not in found[report]
            found[report].add(one)
    return found


def alone(one: CompiledForm, sheet: Sheet, context: Context) -> Told:
    return {(item.check, item.key, item.target, item.severity, item.level) for item in one.verify(sheet, context)}


def same(one: CompiledForm, *situations: tuple[Sheet, Context]) -> list[Told]:
    """What is found, once it is sure that both say it."""
    found = told(CountryForm(one), reports(one.definition, situations))
    assert found == [alone(one, sheet, context) for sheet, context in situations]
    return found


def of(cells: Mapping[str, Any], rows: Sequence[str] = (), context: Context | None = None) -> tuple[Sheet, Context]:
    return Sheet(dict(cells), {"d2": tuple(rows)}), context or Context(period=YEAR)


def checks_in(found: Told) -> set[str]:
    return {check for check, *_ in found if check.startswith("C")}


# what the writer cannot say


def test_a_check_that_is_not_known_here_is_left_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(writer.VALUES, "abs")
    monkeypatch.delitem(writer.CONDITIONS, "true")
    one = compiled("d1[w01,k1] <= 4", "abs(d1[w01,k1]) <= period.month + 1", foreach="r in d2.rows")
    country = CountryForm(one)
    assert country.by_server == {"C1"}
    quarter = Context(period=Period(date(2025, 1, 1), date(2025, 3, 31)))
    situations = [of({"d1.w01.k1": number}, ["r2", "r1"], quarter) for number in (-5, 5, 1, 10**17)]
    asked = reports(one.definition, [*situations, of({}, [], quarter)])
    found = told(country, replace(asked, packed=[*asked.packed[:-1], b""]))
    assert found == [alone(one, *situation) for situation in (*situations, (Sheet.empty(), quarter))]
    assert [checks_in(one) for one in found] == [{"C1"}, {"C0", "C1"}, set(), {"C0", "C1"}, set()]


def test_a_formula_that_is_not_known_here_leaves_the_form_to_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(writer.VALUES, "div")
    one = compiled("d2[r,k3] <= 3", foreach="r in d2.rows")
    country = CountryForm(one)
    assert (country.computed_by_server, country.by_server) == (True, frozenset())
    situations = [of({"d2.r1.k1": 12}, ["r1"]), of({}, [])]
    assert told(country, reports(one.definition, situations)) == [alone(one, *situation) for situation in situations]


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([3], "z[3:4:1]"),
        ([3, 4], "z[3:5:1]"),
        ([3, 5, 7], "z[3:8:2]"),
        ([0, 1, 5], "z[[0,1,5]]"),
        ([5, 3], "z[[5,3]]"),
        ([4, 4], "z[[4,4]]"),
    ],
)
def test_cells_that_are_added_up_are_a_slice_where_they_lie_evenly(numbers: list[int], written: str) -> None:
    assert writer._picked(numbers) == written


# places, rows, texts


def test_a_sum_over_rows_points_at_the_first_row() -> None:
    one = compile_form(load(FORM + "checks:\n- {id: C0, check: 'sum(d2[*,k1]) <= 5'}\n"))
    cells = {"d2.r7.k1": 4, "d2.r3.k1": 4}
    found = same(one, of(cells, ["r7", "r3"]), of({**cells, "d1.w01.k1": 10**17}, ["r3", "r7"]), of({"d2.r7.k1": 1}))
    assert ("C0", "C0", "d2.r7.k1", "error", 1) in found[0]


def test_a_sum_in_a_loop_points_at_the_first_row_too() -> None:
    checks = "checks:\n- {id: C0, foreach: r in d2.rows, check: 'sum(d2[*,k1]) <= 8'}\n"
    cells = {"d2.r7.k1": 5, "d2.r3.k1": 4}
    found = same(
        compile_form(load(FORM + checks)), of(cells, ["r3", "r7"]), of({**cells, "d2.r7.k1": 10**17}, ["r3", "r7"])
    )
    assert all({("C0", f"C0:{row}", "d2.r3.k1", "error", 1) for row in ("r3", "r7")} <= one for one in found)


def test_the_first_row_is_none_where_there_are_no_rows() -> None:
    one = compile_form(load(FORM + "checks:\n- {id: C0, check: 'filled(sum(d2[*,k1]))'}\n"))
    found = same(one, of({}), of({"d2.r1.k1": 1}, ["r1"]), of({"d1.w01.k1": 10**17}))
    assert ("C0", "C0", "d2..k1", "error", 1) in found[0] & found[2]
    huge = {"d2.r1.k1": 10**17}
    assert same(
        compile_form(load(FORM + "checks:\n- {id: C0, check: 'sum(d2[*,k1]) + d1[w01,k1] <= 5'}\n")), of(huge, ["r1"])
    )


def test_a_finding_of_a_row_points_into_it() -> None:
    loops = "foreach: 'q in d2.rows, r in d2.rows'"
    one = compile_form(load(FORM + f"checks:\n- {{id: C0, {loops}, check: 'd2[q,k1] <= 5 or d2[r,k1] > 0'}}\n"))
    cells = {"d2.r7.k1": 6, "d2.r3.k1": 0}
    found = same(one, of(cells, ["r7", "r3"]), of({"d1.w01.k1": 10**17, **cells}, ["r3", "r7"]))
    assert all(("C0", "C0:r7,r3", "d2.r7.k1", "error", 1) in told for told in found)


def test_pairs_of_rows() -> None:
    one = compiled("d2[r,k1] + d2[q,k1] + d1[w01,k1] <= 9", foreach="r in d2.rows, q in d2.rows")
    cells = {"d1.w01.k1": 1, "d2.r1.k1": 3, "d2.r2.k1": 5, "d2.r3.k1": 9}
    found = same(one, of(cells, ["r1", "r2"]), of({}), of(cells, ["r3", "r1"]))
    assert {key for _, key, *_ in found[0] if key.startswith("C")} == {"C0:r2,r2"}


def test_rows_of_last_year_are_those_of_the_same_key() -> None:
    one = compiled("d2[r,k1] <= 2 * prior(d2[r,k1])", "sum(d2[*,k1]) <= sum(prior(d2[*,k1]))", foreach="r in d2.rows")
    now = {"d2.r1.klucz": "Interna", "d2.r1.k1": 9, "d2.r2.klucz": "Chirurgia ogólna", "d2.r2.k1": 9, "d2.r3.k1": 9}
    last = Sheet(
        {"d2.r5.klucz": "Chirurgia ogólna", "d2.r5.k1": 4, "d2.r1.klucz": "Interna", "d2.r1.k1": 5},
        {"d2": ("r5", "r1")},
    )
    context = Context(prior={1: last}, period=YEAR)
    found = same(one, of(now, ["r1", "r2", "r3"], context), of(now, ["r2"]))
    assert {key for _, key, *_ in found[0] if key.startswith("C0")} == {"C0:r2"}


def test_texts_long_and_short_from_everywhere() -> None:
    one = compiled(
        "d3[w01,k1] = d3[w02,k1]",
        'd3[w01,k1] = "Szpital kliniczny"',
        'unit.teryt in ("szpital*", "p?") => d3[w01,k1] != prior(d3[w01,k1])',
        'nvl(d3[w01,k1], "brak") != unit.teryt',
        "filled(d3[w02,k1]) or blank(d3[w01,k1])",
        "count(d3[w01..w02,k1]) = 2 and count(d2[*,k2]) = 1",
        "d3[w03,k1] <= period.end and year(d3[w03,k1]) = period.year",
    )
    texts = ("Szpital kliniczny", "krótki", "szpital kliniczny uniwersytecki", None)
    situations = [
        of(
            {address: value for address, value in (("d3.w01.k1", a), ("d3.w02.k1", b), ("d3.w03.k1", day)) if value},
            ["r1"],
            Context({1: Sheet({"d3.w01.k1": b or "?"}, {})}, {}, {"teryt": a} if a else {}, YEAR),
        )
        for a in texts
        for b in texts
        for day in ("2025-05-01", "2026-01-01", None)
    ]
    assert {name for found in same(one, *situations) for name in checks_in(found)} == {f"C{n}" for n in range(7)}


def test_demands_of_every_form_are_told_too() -> None:
    cells = {"d2.r1.klucz": "ten sam klucz", "d2.r2.klucz": "ten sam klucz", "d2.r3.klucz": "inny", "d1.w01.k1": 1}
    found = same(compiled(), of(cells, ["r1", "r2", "r3"]), of({}))
    assert {key for _, key, *_ in found[0] if "powtórzenie" in key} == {
        "powtórzenie:d2.r1.klucz",
        "powtórzenie:d2.r2.klucz",
    }
    assert ("wiersze", "wiersze:d2", "d2", "error", 0) in found[1]


def test_a_place_without_a_row_names_none() -> None:
    assert Place("C", "C:$1", "error", 1, "d2.$2.k1").filled([3, 0]) == ("C:r3", "d2..k1")


def test_the_digest_follows_trees_and_words_of_the_places() -> None:
    text = FORM + "checks:\n- {id: C0, severity: error, check: 'd1[w01,k1] <= 3'}\n"
    milder = text.replace("severity: error", "severity: warning")
    digests = {CountryForm(compile_form(load(one))).digest for one in (text, text + "# uwaga\n", milder)}
    assert len(digests) == 2


# other forms


def test_a_form_that_demands_nothing_still_demands_keys() -> None:
    text = FORM.replace("min: 1, max: 5000, unique: true, ", "").replace(", required: true", "")
    assert [place.target for place in CountryForm(compile_form(load(text))).places] == ["d2.$1.klucz"]


def test_the_period_is_the_rounds() -> None:
    one = compiled("period.end <= 2024-12-31", "days(period) = 366", "period.quarter = 4")
    sheet = Sheet({}, {})
    asked = Reports([pack(one.definition, sheet)], Period(date(2024, 1, 1), date(2024, 12, 31)))
    assert checks_in(told(CountryForm(one), asked)[0]) == set()


def test_every_kind_of_expression_says_what_the_server_says() -> None:
    a, b = "d1[w01,k1]", "d1[w02,k1]"
    one = compiled(
        f"{a} / {b} + {a} <= 3",
        f"{a} / {b} - {a} / 2 <= 0",
        f"{a} / {b} * {b} = {a}",
        f"-({a} / {b}) >= -1",
        f"abs({a} / {b}) < 2",
        f"nvl({a} / {b}, 2) <= 1",
        f"if({a} > 1, {a} / {b}, 3) <= 2",
        f"if({a} > 1, {b}, 3) <= 2 and if({a} > 1, {b}, 3) != 1",
        f"filled({a} / {b})",
        f"min({a}, {b}, 2) > max({a}, {b}) - 3",
        "sum(d1[w01..w02,k1..k2], 1) = 2.5",
        f"sum(d1[*,k1] where d1[.,k1] > 1) + count(d1[*,k1]) < 4 or not ({a} in (1, 2))",
        "min(d2[*,k1]) < max(d2[*,k1]) - 2",
        f'avg(d2[*,k1] where d2[.,k2] = "a") <= {a}',
        f"nvl({a}, 0) + nvl({b}, 3) < 4",
        f"round({a} / 3, 2) >= {b} and round({a}, 0) >= 0",
        'if(d3[w01,k1] = "a", d3[w02,k1], "b") = "b"',
        'd3[w02,k1] != "a" => year(d3[w03,k1]) = 2024 and month(d3[w03,k1]) < 3 and years(d3[w03,k1], 2025-02-28) = 0',
        "d1[w03,k1] <= 3 and sum(d1[w01|w03,k1]) < 9",
        f"-{a} < 2 and blank({b})",
        f"sum(d1[w01..w02,k1], {a}) < 5",
        f"abs({a} - {b}) < 2",
        "avg(d1[w01..w02,k2]) != 0.5",
    )
    numbers = (None, -2, 0, 1, 2, 3)
    days, texts = (None, "2024-02-29", "2025-03-01"), (None, "a", "b", "tekst dłuższy")
    situations = []
    for turn, (x, y) in enumerate([(x, y) for x in numbers for y in numbers] * 4):
        cells = {"d1.w01.k1": x, "d1.w02.k1": y, "d1.w01.k2": 50, "d3.w03.k1": days[turn % 3]}
        cells |= {"d3.w01.k1": texts[turn % 4], "d3.w02.k1": texts[turn % 3], "d2.r1.k1": x, "d2.r2.k1": y}
        cells |= {"d2.r1.k2": texts[turn % 4], "d2.r2.k2": "a"}
        situations.append(of({address: v for address, v in cells.items() if v is not None}, ("r1", "r2")[: turn % 3]))
    assert {name for found in same(one, *situations) for name in checks_in(found)} == {f"C{n}" for n in range(23)} - {
        "C2"
    }


def test_codes_of_a_list_and_the_key_that_fixed_rows_do_not_have() -> None:
    text = FORM.replace("dynamic: {min: 1", "rows: [{code: w01}]\n    dynamic: {min: 1")
    text += "checks:\n- {id: C0, check: 'd3[w01,k1] in list(\"kody\")', target: 'd1[w01,k1]'}\n"
    text += "- {id: C1, check: 'not (d3[w01,k1] in list(\"kody\", \"4*\"))', target: 'd1[w01,k1]'}\n"
    text += "- {id: C2, foreach: r in d2.rows, target: 'd1[w01,k1]', check: 'd2[r,klucz] != \"a\"'}\n"
    text += "- {id: C4, foreach: r in d2.rows, target: 'd1[w01,k1]', check: 'filled(d2[r,klucz])'}\n"
    text += "- {id: C3, check: 'count(d2[*,k1] where d2[.,klucz] = \"a\") < 1', target: 'd1[w01,k1]'}\n"
    one = compile_form(load(text, code_lists={"kody": {"4500": "", "1000": ""}}))
    rows = {"d2.r1.klucz": "a", "d2.r1.k1": 2, "d2.w01.k1": 3}
    situations = [of({"d3.w01.k1": code, **rows}, ["r1"]) for code in ("4500", "1000", "4501", "długi kod")]
    found = same(one, *situations, of(rows), of(rows, ["r1"]))
    assert all("C4:w01" in {key for _, key, *_ in one} for one in found)
    assert [checks_in(one) - {"C2", "C3", "C4"} for one in found] == [{"C1"}, set(), {"C0"}, {"C0"}, set(), set()]
    assert "C2:r1" in {key for _, key, *_ in found[0]}


def test_texts_of_the_same_row_last_year_are_told_apart_by_their_last_letter() -> None:
    one = compiled("d2[r,k2] = prior(d2[r,k2])", foreach="r in d2.rows")
    rows = {"d2.r1.klucz": "klucz a", "d2.r2.klucz": "klucz b", "d2.r3.klucz": "klucz c"}
    last = Sheet({**rows, "d2.r1.k2": "abcdefg", "d2.r2.k2": "abcdefh"}, {"d2": ("r1", "r2", "r3")})
    texts = {"d2.r1.k2": "abcdefg", "d2.r2.k2": "abcdefg", "d2.r3.k2": "abcdefg", "d2.r4.k2": "abcdefg"}
    found = same(one, of({**rows, **texts}, ["r1", "r2", "r3", "r4"], Context({1: last}, period=YEAR)), of({}))
    assert {key for _, key, *_ in found[0] if key.startswith("C")} == {"C0:r2"}


def test_a_loop_over_other_rows_than_the_cells_is_not_known_here() -> None:
    found = writer.Writer(form())
    each = Node("each", "int", (Node("cell", "int", at=At("d2", "$1", "k1")),), 0, "$1", At("d2", "", "", "prior:1"))
    with pytest.raises(writer.Unsupported, match=r"^d2\.\$1\.k1$"):
        found.value(Node("sum", "int", (each,)))


def test_what_is_not_known_here_is_named() -> None:
    with pytest.raises(writer.Unsupported, match=r"^sudoku$"):
        writer.Writer(form()).value(Node("sudoku", "int"))


def test_a_cell_has_an_address() -> None:
    with pytest.raises(TypeError, match="cell"):
        writer.Writer(form()).value(Node("cell", "int"))


def test_after_the_loops_of_a_check_a_value_stands_once_in_a_report() -> None:
    written = writer.Writer(form())
    with written.inside([("$r", "d2")]):
        assert written.domain() == 1
    assert written.domain() == 0


def test_generated_code_knows_nothing_but_what_it_is_given() -> None:
    (made,) = writer.Writer(form()).functions(["open"])
    with pytest.raises(NameError):
        made(*[None] * 6)
    assert made.__globals__["__builtins__"] == {}
