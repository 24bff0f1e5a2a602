# SPDX-License-Identifier: EUPL-1.2
"""What a country's checks read of other forms: by their own definition, in whichever edition they came."""

from dataclasses import replace

from engine.answers import Sheet, pack
from engine.checks import Context, compile_form
from engine.checks.country import CountryForm, Packed, Reports
from engine.checks.reference import check_reference
from engine.checks.world import world_of
from engine.definitions import load
from tests.unit.engine.test_country import FORM, YEAR, alone, checks_in, form, of, reports, told

READING = FORM.replace("title: Kraj", "title: Kraj\nreads: [INNY]")
OTHER = FORM.replace("form: KRAJ", "form: INNY")


def test_other_forms_are_read_by_their_own_definition() -> None:
    definition = form(
        'form("INNY").d1[w01,k1] <= d1[w01,k1]',
        'sum(form("INNY").d2[*,k1]) <= 3',
        'sum(form("INNY").d2[*,k1] where this.k1 > 4 and this.klucz != "b") <= 3',
        text=READING,
    )
    other = load(OTHER)
    one = compile_form(definition, {"INNY": other})
    sheet, theirs = Sheet({"d1.w01.k1": 2}, {}), Sheet({"d1.w01.k1": 3, "d2.r1.k1": 4}, {"d2": ("r1",)})
    more = theirs.with_cells({"d2.r1.k1": 5, "d2.r1.klucz": "a"})
    packed = [pack(other, theirs), b"", pack(other, more), pack(other, more.with_cells({"d2.r1.klucz": "b"}))]
    asked = Reports([pack(definition, sheet)] * 4, YEAR, {"form:INNY": Packed(other, packed)})
    found = told(CountryForm(one), asked)
    assert found[0] == alone(one, sheet, Context(forms={"INNY": theirs}, period=YEAR))
    assert [checks_in(one) for one in found] == [{"C0", "C1"}, set(), {"C0", "C1", "C2"}, {"C0", "C1"}]
    large = Reports(
        [pack(definition, Sheet({"d1.w01.k1": 10**17}, {}))], YEAR, {"form:INNY": Packed(other, [pack(other, theirs)])}
    )
    assert checks_in(told(CountryForm(one), large)[0]) == {"C1"}


def test_of_another_forms_rows_the_unit_and_the_period_may_decide() -> None:
    definition = form(
        'sum(form("INNY").d2[*,k1] where unit.beds > 1) <= 3',
        'sum(form("INNY").d2[*,k1] where this.k1 > period.month) <= 13',
        text=READING,
    )
    other = load(OTHER)
    one = compile_form(definition, {"INNY": other})
    sheet, theirs = Sheet.empty(), Sheet({"d2.r1.k1": 4, "d2.r2.k1": 13}, {"d2": ("r1", "r2")})
    asked = Reports(
        [pack(definition, sheet)] * 3,
        YEAR,
        {"form:INNY": Packed(other, [pack(other, theirs)] * 3)},
        {"beds": [1, 2, None]},
    )
    found = told(CountryForm(one), asked)
    contexts = [Context(forms={"INNY": theirs}, period=YEAR, unit=unit) for unit in ({"beds": 1}, {"beds": 2}, {})]
    assert found == [alone(one, sheet, context) for context in contexts]
    assert [checks_in(one) for one in found] == [set(), {"C0"}, set()]
    reference = [check_reference(item.tree, world_of(definition, sheet, contexts[1]), {}) for item in one.instances]
    assert reference == [False, True]


def test_a_cell_the_other_form_does_not_have_is_blank() -> None:
    definition = form(
        'form("INNY").d7[w01,k1] <= d1[w01,k1]',
        'form("INNY").d3[w01,k1] <= d1[w01,k1]',
        text=READING,
    )
    other = load(OTHER)
    asked = Reports(
        [pack(definition, Sheet({"d1.w01.k1": 2}, {}))],
        YEAR,
        {"form:INNY": Packed(other, [pack(other, Sheet({"d3.w01.k1": "7"}, {}))])},
    )
    assert checks_in(told(CountryForm(compile_form(definition)), asked)[0]) == set()


def test_a_section_the_earlier_sheet_does_not_have_is_blank() -> None:
    other = load(OTHER.replace("- code: d2", "- code: d8").replace("d2[", "d8[").replace("- code: d3", "- code: d4"))
    definition = form(
        'sum(form("INNY").d2[*,k1]) < 3',
        'form("INNY").d3[w01,k1] = "a" and form("INNY").d3[w01,k1] != "a"',
        'count(form("INNY").d2[*,k2]) < 1',
        text=READING,
    )
    one = compile_form(definition, {"INNY": load(OTHER)})
    packed = Packed(other, [pack(other, Sheet({"d8.r1.k1": 9}, {"d8": ("r1",)}))])
    asked = Reports([pack(definition, Sheet.empty())], YEAR, {"form:INNY": packed})
    assert checks_in(told(CountryForm(one), asked)[0]) == set()


def test_a_column_that_the_other_forms_edition_does_not_have_is_blank() -> None:
    older = load(OTHER.replace("- {code: k2, type: text, required: true}", "").replace("d2[., k1] / 3", "d2[., k4]"))
    definition = form(
        'count(form("INNY").d2[*,k2]) < 1',
        'count(form("INNY").d2[*,k1]) < 1',
        text=READING,
    )
    one = compile_form(definition, {"INNY": load(OTHER)})
    theirs = [pack(older, Sheet({"d2.r1.k1": 9}, {"d2": ("r1",)})), b""]
    asked = reports(definition, [of({}), of({})])
    found = told(CountryForm(one), replace(asked, others={"form:INNY": Packed(older, theirs)}))
    assert [checks_in(one) for one in found] == [{"C1"}, set()]


def test_a_large_report_is_judged_with_all_that_stands_beside_it() -> None:
    definition = form(
        "prior(d1[w01,k1]) < 3",
        "prior(d1[w01,k1], 2) < 3",
        "unit.beds < 3",
        'form("INNY").d1[w01,k1] < 3',
        "prior(d2[r,k1]) * d2[r,k1] < 3",
        foreach="r in d2.rows",
        text=READING,
    )
    other = load(OTHER)
    one = compile_form(definition, {"INNY": other})
    sheet = Sheet({"d1.w01.k1": 3, "d2.r1.klucz": "a", "d2.r1.k1": 10**12}, {"d2": ("r1",)})
    packed = [pack(definition, sheet)] * 2
    beside = {scope: Packed(definition, [pack(definition, sheet), b""]) for scope in ("prior:1", "prior:2")}
    beside["form:INNY"] = Packed(other, [pack(other, sheet), b""])
    asked = Reports(packed, YEAR, beside, {"beds": [5, None]})
    full = Context({1: sheet, 2: sheet}, {"INNY": sheet}, {"beds": 5}, YEAR)
    assert told(CountryForm(one), asked) == [alone(one, sheet, full), alone(one, sheet, Context(period=YEAR))]
