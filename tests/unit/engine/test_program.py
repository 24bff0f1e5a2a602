# SPDX-License-Identifier: EUPL-1.2
"""Straight lines ask most checks at once; of balances they only hope, and what is in doubt is judged."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, hopes, program
from engine.checks.findings import EMPTY
from engine.checks.layout import Vectors
from engine.checks.python import Writer
from engine.checks.world import world_of
from engine.definitions import load
from tests.unit.engine.test_country import of, same

COLUMNS = ", ".join(f"{{code: k{number}}}" for number in range(1, 15))
FORM = f"""
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Dział
  table: {{columns: [{COLUMNS}], rows: [{{code: w01}}, {{code: w02}}, {{code: w03}}]}}
- code: d2
  title: Dodawany
  table: {{columns: [{{code: k1}}], dynamic: {{key: {{code: klucz, type: text}}}}}}
checks:
"""
SUM = "d1[w01,k1] = sum(d1[w01,k2..k4])"
BALANCES = [
    ("6 1 2 3", False),
    ("7 1 2 3", True),
    ("5 - 2 3", False),
    ("6 - 2 3", True),
    ("- 1 2 3", False),
    ("0 - - -", False),
    ("1 - - -", False),
    ("0 0 - 0", False),
    ("1 0 - 0", True),
    ("1 -2 2 -", True),
    ("- - - -", False),
    ("0 -2 2 -", False),
    ("-3 - - -3", False),
    ("90071992547409930 90071992547409929 - 0", True),
]
LONG = "d1[w01,k1] = sum(d1[w01,k2..k14])"


def form(*checks: str) -> CompiledForm:
    return CompiledForm(
        load(FORM + "\n".join(f'- {{id: R{n}, check: "{check}"}}' for n, check in enumerate(checks))), {}
    )


def row(values: str, name: str = "w01") -> Mapping[str, int]:
    """Cells of a row from the first column on, „-” for blank."""
    told = enumerate(values.split(), 1)
    return {f"d1.{name}.k{number}": int(value) for number, value in told if value != "-"}


def vectors(compiled: CompiledForm, cells: Mapping[str, Any]) -> Vectors:
    return compiled.layout.load(world_of(compiled.definition, Sheet(dict(cells), {}), EMPTY))


@pytest.mark.parametrize(("values", "violated"), BALANCES)
@pytest.mark.parametrize(
    "check", [SUM, "sum(d1[w01,k2..k4]) = d1[w01,k1]", "not (d1[w01,k1] != sum(d1[w01,k2..k4]))", LONG]
)
@pytest.mark.parametrize("blank", [True, False])
def test_a_balance_is_violated_where_both_sides_are_there_and_differ(
    check: str, values: str, violated: bool, blank: bool
) -> None:
    compiled = form(check)
    found = vectors(compiled, row(values))
    found.blank = blank  # a sheet with added rows may not be known to have blanks
    assert compiled.program.violations(found) == [(0, ())] * violated


@pytest.mark.parametrize("more", [0, 2**20])
@pytest.mark.parametrize(
    "check", [SUM, "sum(d1[w01,k2..k4]) = d1[w01,k1]", LONG, "sum(d1[w01,k1]) = sum(d1[w01,k2..k4])"]
)
def test_a_country_says_so_in_single_and_in_double_precision(check: str, more: int) -> None:
    compiled = form(check)
    wide = {"d1.w03.k14": more}
    same(compiled, *(of({**row(values), **wide}) for values, _ in BALANCES))


@pytest.mark.parametrize("blank", [True, False])
def test_blanks_are_zeros_where_a_sheet_is_known_to_have_some(blank: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, asked = form(SUM), []
    monkeypatch.setattr(compiled.program, "_asked", [lambda v, z, x, doubt, found: asked.append((v, z))])
    found = vectors(compiled, row("5 - 2 3"))
    found.blank = blank
    compiled.program.violations(found)
    ((v, z),) = asked
    assert v is found.v
    assert z[:4] == [5, 0, 2, 3] if blank else z is v


def test_what_is_in_doubt_is_judged_by_values_from_elsewhere_too() -> None:
    compiled = form("d1[w01,k1] = d1[w01,k2] or prior(d1[w01,k1]) > 1", SUM, SUM.replace("w01", "w02"))
    assert "rows[2]" not in compiled.program.source
    found = vectors(compiled, row("7 1 2 3") | row("7 1 2 3", "w02"))
    found.x[0] = 1
    assert compiled.program.violations(found) == [(0, ()), (1, ()), (2, ())]


def test_a_cell_is_computed_by_a_choice_between_sums() -> None:
    choice = "if(d1[w01,k1] = sum(d1[w01,k2..k4]), 1, 2)"
    text = FORM.replace("{code: w03}", f'{{code: w03, computed: "{choice}"}}')
    compiled = CompiledForm(load(f'{text}- {{id: A, check: "d1[w03,k1] = 1"}}'), {})
    computed = [
        compiled.compute(Sheet(dict(row(values)), {})).cells.get("d1.w03.k1") for values in ("6 1 2 3", "7 1 - 3")
    ]
    assert computed == [1, 2]


def test_no_more_is_violated_inside_a_value_that_a_balance_chooses() -> None:
    compiled = form("nvl(if(d1[w01,k1] = d1[w01,k2], 1, 2), 5) > 3", "nvl(if(d1[w01,k1] != d1[w01,k2], 1, 2), 5) > 3")
    assert compiled.program.violations(vectors(compiled, row("3 -"))) == []
    assert compiled.program.violations(vectors(compiled, row("3 4"))) == [(0, ()), (1, ())]


@pytest.mark.parametrize(
    "joined", ["d1[w02,k1] > 0 => {0}", "d1[w02,k1] <= 0 or {0}", "not (d1[w02,k1] > 0 and not ({0}))"]
)
def test_a_balance_under_a_condition_is_hoped_for_too(joined: str) -> None:
    compiled = form(joined.format("d1[w01,k1] = d1[w01,k2]"))
    assert "if ((v[14]>(0)) and (z[0]!=z[1])):doubt(0)" in compiled.program.source
    for values, violated in (("1 1", False), ("1 2", True), ("1 -", False)):
        cells = row(values) | row("5", "w02")
        assert compiled.program.violations(vectors(compiled, cells)) == [(0, ())] * violated
        assert compiled.program.violations(vectors(compiled, row(values))) == []


def test_each_shape_has_its_own_rows_in_doubt() -> None:
    compiled = form(*(f"d1[w01,k1] = sum(d1[w01,k2..k{last}])" for last in (4, 3, 5, 4)))
    assert [f"in rows[{shape}]:" in compiled.program.source for shape in range(4)] == [True, True, True, False]
    assert compiled.program.violations(vectors(compiled, row("5 3 2 4 -9"))) == [(0, ()), (2, ()), (3, ())]
    assert compiled.program.violations(vectors(compiled, row("9 3 2 4 0"))) == [(1, ())]


@pytest.mark.parametrize("beside", ["", f'- {{id: B, check: "{SUM}"}}'])
def test_a_loop_over_added_rows_hopes_for_nothing(beside: str) -> None:
    check = "d1[w01,k1] = d1[w01,k2] or d2[r,k1] > 5"
    compiled = CompiledForm(load(f'{FORM}- {{id: A, foreach: r in d2.rows, check: "{check}"}}\n{beside}'), {})
    for values, keys in (("1 -", ()), ("1 1", ()), ("1 2", ("A:r1",))):
        sheet = Sheet(row(values) | {"d2.r1.k1": 5, "d2.r2.k1": 6}, {"d2": ("r1", "r2")})
        assert tuple(key for key in compiled.violated(sheet) if key.startswith("A")) == keys


def test_a_quotient_that_nothing_chooses_is_blank() -> None:
    compiled = form("if(d1[w01,k1] = d1[w01,k2], d1[w01,k1] / 2, d1[w01,k2] / 3) < 1")
    found = [
        compiled.program.violations(vectors(compiled, row(values))) for values in ("- 9", "9 -", "1 1", "2 2", "1 3")
    ]
    assert found == [[], [], [], [(0, ())], [(0, ())]]


@pytest.mark.parametrize(("last", "hope"), [(13, "z[12])"), (14, "sum(z[{1}:{2}:{3}])")])
def test_many_cells_are_added_up_as_a_slice(last: int, hope: str) -> None:
    compiled = form(f"d1[w01,k1] = sum(d1[w01,k2..k{last}])")
    written, places = Writer(compiled.layout).shape(compiled.instances[0].tree, hoping=True)
    assert hope in written.replace("{12}", "12")
    assert places[:2] == (0, 1)


def test_texts_and_numbers_of_other_scales_are_not_hoped_for() -> None:
    compiled = form("d1[w01,k1] * 1.5 = d1[w01,k2]", "d1[w01,k1] > 1")
    assert "doubt(" not in compiled.program.source.replace("doubt,", "")


def test_alike_checks_are_one_condition_and_a_line_each() -> None:
    compiled = form(
        *(f"d1[w0{n},k1] = d1[w0{n},k2] + 0 * d1[w0{n},k3]" for n in (1, 2, 3)), SUM, SUM.replace("w01", "w02")
    )
    source = compiled.program.source
    assert source.count(":doubt(") == 2
    assert source.count(" for n,p0,p1,p2,p3 in rows[0]:") == 1


def test_what_takes_long_to_write_is_a_loop_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "SHORT", len("(v[{0}]>(1))"))
    compiled = form("d1[w01,k1] <= 1", "d1[w01,k2] <= 12")
    assert " if (v[0]>(1)):found((0,()))\n" in compiled.program.source
    assert compiled.program.constants == {"K0": ((1, 1),)}
    assert compiled.program.violations(vectors(compiled, row("13 13"))) == [(0, ()), (1, ())]


def test_what_goes_over_added_rows_is_no_straight_line() -> None:
    compiled = form("-sum(d2[*,k1]) >= 50", "filled(d1[w01,k1])")
    assert "hope0(v,z,x,doubt,found):\n if (v[0]!=v[0]):found((1,()))\ndef compute" in compiled.program.source
    assert compiled.program.violations(vectors(compiled, {})) == [(1, ())]


def test_a_function_reads_no_more_numbers_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hopes, "NUMBERS", 4)
    cells = [(1, 2), (3, 4), (1, 2), (5, 6), (7, 8)]
    compiled = form(*(f"d1[w01,k{one}] <= d1[w01,k{other}]" for one, other in cells))
    functions = compiled.program.source.split("def ")[1:-2]
    assert [function.count(":found(") for function in functions] == [3, 2]
    assert [function.partition("(")[0] for function in functions] == ["hope0", "hope1"]
    assert compiled.program.violations(vectors(compiled, row("2 1 1 1 1 1 9 1"))) == [(0, ()), (2, ()), (4, ())]


def test_a_sheet_that_lacks_cells_is_known_to_have_blanks() -> None:
    compiled = form(SUM)
    every = dict.fromkeys(compiled.definition.addresses, 1)
    assert not vectors(compiled, every).blank
    assert vectors(compiled, dict(list(every.items())[1:])).blank
    assert not vectors(compiled, every | {"d2.r1.k1": 1}).blank
