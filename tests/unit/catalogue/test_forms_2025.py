# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Mapping

import pytest

from engine.answers import CellError, parse_cell
from engine.checks import Context, Period, compile_form
from engine.checks.examples import example_sheet
from engine.definitions import FormDefinition
from ssoz.registers import seeds
from ssoz.registers.enums import UnitKind
from tests.factories.answers import clean, zeros

Forms = Mapping[str, FormDefinition]

WARD = {"k1": 40, "k3": 40, "k4": 25, "k5": 1200, "k7": 1190, "k10": 35, "k11": 1225, "k13": 9800}
HOSPITAL = {
    "d1.w01.k1": "3",
    "d1.w02.k1": "1",
    "d1.w03.k1": "nie",
    "d1.w04.k1": "tak",
    "d2a.w01.k1": "1225",
    "d2a.w02.k1": "1190",
    "d2a.w03.k1": "0",
    "d2.r1.oddzial": "4000",
    **{f"d2.r1.{column}": str(value) for column, value in WARD.items()},
}


SYMBOLS = {
    *("MZ-03", "MZ-06", "MZ-11", "MZ-13", "MZ-14", "MZ-15", "MZ-19", "MZ-24", "MZ-29", "MZ-29A", "MZ-30"),
    *("MZ-35", "MZ-35A", "MZ-35B", "MZ-42", "MZ-88", "MZ-89", "MZ-BFA UW", "STR-ZOB UW", "MZ/Szp-11B"),
}
STATISTICS = "ustawy z dnia 29 czerwca 1995 r. o statystyce publicznej"
INFORMATION = "ustawy z dnia 28 kwietnia 2011 r. o systemie informacji w ochronie zdrowia"
TELLING_KINDS = {"hospital", "blood_centre", "occupational_centre"}


def test_the_forms_are_there_and_say_they_are_reconstructed(forms: Forms) -> None:
    assert forms.keys() == SYMBOLS
    assert all(definition.status == "reconstructed" for definition in forms.values())


def test_every_check_has_a_message_of_its_own_and_every_warning_reasons(forms: Forms) -> None:
    for definition in forms.values():
        for check in definition.checks:
            assert str(check.message), check.id
            assert bool(check.explain) == (check.severity == "warning"), check.id


def test_forms_name_their_law_and_due_dates_in_order(forms: Forms) -> None:
    for definition in forms.values():
        quarterly = definition.period == "quarter"
        assert (INFORMATION if quarterly else STATISTICS) in definition.legal.act
        for version in definition.versions or ("",):
            due = definition.due_of(version)
            assert due.unit
            assert due.supervisor
            assert due.aggregate
            assert due.unit < due.supervisor < due.aggregate


def test_mz_03_is_due_twice(forms: Forms) -> None:
    twice = [definition.form for definition in forms.values() if definition.versions]
    assert twice == ["MZ-03"]
    first, last = (forms["MZ-03"].due_of(version).unit for version in forms["MZ-03"].versions)
    assert first
    assert last
    assert (first.month, last.month) == (2, 7)


def test_kinds_of_units_that_owe_a_form_exist(forms: Forms) -> None:
    for definition in forms.values():
        assert set(definition.owed_by) <= {*UnitKind.values, "*"}


def test_every_title_has_its_english_but_dictionary_entries(forms: Forms) -> None:
    for definition in forms.values():
        assert definition.title.en
        for section in definition.sections:
            assert section.title.en
            assert all(part.title.en for part in section.fields or section.table.columns)


def test_every_reason_a_warning_may_be_explained_with_has_its_english(forms: Forms) -> None:
    for definition in forms.values():
        assert all(reason.en and reason.en != reason.pl for reason in definition.reasons.values())


def test_mz_89_waits_for_mz_88_and_may_be_sent_as_zero(forms: Forms) -> None:
    assert forms["MZ-89"].after == ("MZ-88",)
    assert forms["MZ-89"].zero


def test_mz_89_has_a_row_for_each_speciality(forms: Forms) -> None:
    rows = forms["MZ-89"].section("d1").table.rows
    codes = [row["code"] for row in seeds.read(seeds.SEEDS / "code-lists" / "specialities.csv").rows]
    assert [row.dims["SPECIALITY"] for row in rows[1:]] == codes
    assert len(codes) == 77


@pytest.mark.parametrize(
    ("form", "addresses"),
    [
        ("MZ-29", "d2.r1.k1 d2.r1.k2 d2.r1.k11 d2.r1.k12 d2.r1.k13 d2.r1.k14 d2.r1.k15 d2a.w01.k1 d2a.w01.k2"),
        ("MZ-29", "d2.w01.k1 d2.w01.k2 d2.w01.k3 d2.w01.k14 d2.w01.k15 d3.w04.k1 d4.w07.k1 d4.w09.k1"),
        ("MZ-29", "d4.w01.k1 d4.w02.k1 d4.w03.k1 d4.w04.k1 d4.w05.k1 d4.w06.k1"),
        ("MZ-29", "d2a.w02.k1 d2a.w02.k2 d2a.w03.k1 d2a.w03.k2 d6.w01.k1 d6.w02.k1 d6.w03.k1 d6.w04.k1 d1.w02.k1"),
        ("MZ-03", "d1.wb.k2 d1.w_sum.k2 d2.w_sum.k2 d2.wb_iii.k2 d3.wa.k2 d3.wb.k2 d3.wl.k2 d4.w01.k1"),
        ("MZ-13", "d1.w01.k1 d1.w02.k1 d1.w03.k1"),
        ("MZ-14", "d1.w01.k1 d1.w02.k1 d1.w08.k1"),
        ("MZ-15", " ".join(f"d4.w{number:02}.k1" for number in range(19))),
        ("MZ-29A", "d3.w01.k1 d3.w01.k2 d3.w01.k3 d3.w01.k9 d3.w01.k10 d3.w02.k9 d3.w03.k9 d2.w02.k2 d2.w07.k5"),
        ("MZ-30", "d1.w01.k1 d2.w01.k1 d2.w04.k1 d2.w05.k1"),
        ("MZ-35", "d1.w01.k1 d1.w02.k1 d1.w03.k1 d2.w01.k1 d2.w02.k1 d2.w03.k1 d2.w04.k1"),
        ("MZ-35", "d3.w01.k1 d3.w03.k1 d3.w04.k1 d3.w06.k1"),
        ("MZ-42", "d1.w01.k1 d1.w02.k1 d2.w01.k1 d2.w02.k1 d2.w03.k1 d2.w04.k1 d3.w01.k1 d3.w04.k1"),
        ("MZ-88", "d1.w01.k4 d1.w01.k5 d1.w02.k4 d1.w05.k4 d1.w05.k5 d1.w07.k4 d1.w11.k4 d1.w12.k4 d1.w09.k4"),
    ],
)
def test_published_totals_have_a_cell_to_come_from(forms: Forms, form: str, addresses: str) -> None:
    assert all(forms[form].cell(address).type.kind in {"int", "money", "code"} for address in addresses.split())


def test_a_hospital_without_a_maternity_ward_can_send(forms: Forms) -> None:
    definition = forms["MZ-29"]
    assert compile_form(definition).verify(example_sheet(definition, HOSPITAL)) == ()


def test_an_empty_mz_29_asks_only_for_what_every_hospital_has(forms: Forms) -> None:
    definition = forms["MZ-29"]
    found = compile_form(definition).verify(example_sheet(definition, {}))
    assert {finding.target.split(".")[0] for finding in found} == {"d1", "d2", "d2a"}
    assert {finding.level for finding in found} == {0}


def test_nobody_is_stopped_by_an_empty_mz_88_or_mz_89(forms: Forms) -> None:
    for name in ("MZ-88", "MZ-89"):
        assert compile_form(forms[name]).verify(example_sheet(forms[name], {}), Context()) == ()


def test_an_empty_form_asks_only_for_what_is_required(forms: Forms) -> None:
    for definition in forms.values():
        others = {name: forms[name] for name in definition.after}
        found = compile_form(definition, others).verify(example_sheet(definition, {}), Context())
        assert {finding.level for finding in found} <= {0}, definition.form


def test_a_form_filled_in_with_zeros_can_be_sent(forms: Forms) -> None:
    """No check stops a unit in which nothing happened, and no two checks contradict each other there."""
    for definition in (form for form in forms.values() if form.kind != "card"):
        others = {name: forms[name] for name in definition.after}
        found = compile_form(definition, others).verify(example_sheet(definition, dict(zeros(definition))), Context())
        assert [finding.message for finding in found if finding.severity == "error"] == [], definition.form


@pytest.mark.parametrize("symbol", sorted(symbol for symbol in SYMBOLS if symbol != "MZ/Szp-11B"))  # see test_card
def test_a_form_can_be_filled_in_with_more_than_zeros(forms: Forms, symbol: str) -> None:
    """All checks can hold at once where something did happen."""
    definition = forms[symbol]
    others = {name: forms[name] for name in definition.beside}
    doctors = {"MZ-88": example_sheet(forms["MZ-88"], {"d1.w01.k4": "1000", "d1.w02.k4": "1000"})}
    context = Context(forms=doctors, period=Period.year(2025))
    compiled = compile_form(definition, others)
    sheet = compiled.compute(example_sheet(definition, clean(definition, others, context)), context.period)
    assert compiled.verify(sheet, context) == ()
    assert sum(1 for value in sheet.cells.values() if isinstance(value, int) and value > 0) >= 3


def test_zero_comes_from_units_that_a_form_does_not_concern(forms: Forms) -> None:
    """Most kinds of units do not say which departments a unit has."""
    assert all(definition.zero or set(definition.owed_by) <= TELLING_KINDS for definition in forms.values())


def test_totals_of_wards_are_computed(forms: Forms) -> None:
    definition = forms["MZ-29"]
    second = {"d2.r2.oddzial": "4100", **{f"d2.r2.{column}": str(value) for column, value in WARD.items()}}
    sheet = compile_form(definition).compute(example_sheet(definition, {**HOSPITAL, **second}))
    assert {column: sheet.cells[f"d2.w01.{column}"] for column in WARD} == {k: 2 * v for k, v in WARD.items()}


def test_indicators_follow_the_published_formulas(forms: Forms) -> None:
    """Poland 2023: bed use 67.39 %, mean stay 5.14 days, 47.87 patients a bed."""
    country = {"d2.r1.oddzial": "4000", "d2.r1.k3": "161472", "d2.r1.k11": "7729520", "d2.r1.k13": "39718058"}
    definition = forms["MZ-29"]
    cells = compile_form(definition).compute(example_sheet(definition, country)).cells
    assert [cells[f"d2.w01.{column}"] for column in ("k16", "k17", "k18")] == [6739, 514, 4787]


def test_an_indicator_of_nothing_is_blank(forms: Forms) -> None:
    definition = forms["MZ-29"]
    sheet = example_sheet(definition, {"d2.r1.oddzial": "4902", "d2.r1.k3": "0", "d2.r1.k13": "0"})
    cells = compile_form(definition).compute(sheet).cells
    assert cells["d2.w01.k3"] == 0
    assert "d2.w01.k16" not in cells


def test_money_is_in_whole_zloty_and_confidential(forms: Forms) -> None:
    for definition in (form for form in forms.values() if form.kind == "financial"):
        assert definition.legal.confidentiality == "financial"
        for section in definition.sections:
            types = {column.type.kind: column.type.scale for column in section.table.columns}
            assert types.get("money", 0) == 0


def test_the_balance_sheet_adds_up_by_itself(forms: Forms) -> None:
    definition = forms["MZ-03"]
    answers = {
        "d1.wa_ii_1_b.k2": "1000",
        "d1.wb_ii_3_a_1.k2": "250",
        "d2.wa_i.k2": "1300",
        "d2.wa_vi.k2": "-150",
        "d2.wb_iii_3_d_2.k2": "100",
        "d3.wa_i.k2": "800",
        "d3.wb_v.k2": "950",
    }
    compiled = compile_form(definition)
    sheet = compiled.compute(example_sheet(definition, answers))
    assert compiled.verify(sheet) == ()
    totals = ("d1.wa.k2", "d1.wb_ii_3_a.k2", "d1.w_sum.k2", "d2.w_sum.k2", "d3.wc.k2", "d3.wl.k2")
    assert [sheet.cells[address] for address in totals] == [1000, 250, 1250, 1250, -150, -150]


@pytest.mark.parametrize("code", ["4000", "4501", "4950", "5160"])
def test_rows_of_wards_take_codes_of_wards(forms: Forms, code: str) -> None:
    key = forms["MZ-29"].cell("d2.r1.oddzial")
    assert parse_cell(key, code) == code


@pytest.mark.parametrize("code", ["1100", "4999", "2700", "abc"])
def test_rows_of_wards_refuse_other_codes(forms: Forms, code: str) -> None:
    with pytest.raises(CellError):
        parse_cell(forms["MZ-29"].cell("d2.r1.oddzial"), code)
