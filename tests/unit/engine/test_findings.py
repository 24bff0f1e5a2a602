# SPDX-License-Identifier: EUPL-1.2
"""What a verified report is told."""

from datetime import date

import pytest

from engine.answers import Sheet
from engine.checks import CompiledForm, Context, Finding, Needs, Period, compile_form
from engine.definitions import load
from tests.unit.engine.forms import FORM, READING, definition, wards

NBSP = "\u00a0"


def compiled(*checks: str) -> CompiledForm:
    return compile_form(definition("\n" + "\n".join(f"- {check}" for check in checks), READING))


def findings(check: str, sheet: Sheet, context: Context | None = None) -> list[Finding]:
    """Findings of one check, without what every form asks for."""
    return [one for one in compiled(check).verify(sheet, context) if one.check == "A"]


def message(check: str, sheet: Sheet, context: Context | None = None) -> str:
    (found,) = findings(check, sheet, context)
    return found.message


CHILDREN = '{id: A, foreach: r in d2.rows, check: "d2[r,k2] <= d2[r,k1]"}'


def test_a_finding_says_where_and_what_with_labels_and_values() -> None:
    form = definition()
    assert message(CHILDREN, wards(form, ("4000", "20", "5"), ("4500", "36", "40"))) == (
        "Dział 2, wiersz 03 (4500 chirurgiczny ogólny), kolumna 2: w tym dla dzieci (40) to więcej niż łóżka (36)."
    )


def test_a_finding_carries_its_cells_and_target() -> None:
    (found,) = findings(CHILDREN, wards(definition(), ("4500", "36", "40")))
    assert (found.key, found.target, found.severity, found.level) == ("A:r1", "d2.r1.k2", "error", 1)
    assert found.cells == (("d2.r1.k2", "40"), ("d2.r1.k1", "36"))


def test_each_row_has_a_finding_of_its_own() -> None:
    sheet = wards(definition(), ("4500", "36", "40"), ("4000", "20", "5"), ("4000", "1", "2"))
    assert [found.key for found in findings(CHILDREN, sheet)] == ["A:r1", "A:r3"]


def test_a_blank_cell_violates_nothing() -> None:
    assert not findings(CHILDREN, wards(definition(), ("4500", "", "40")))


def test_a_message_of_its_own_is_filled_with_values() -> None:
    check = (
        '{id: A, foreach: r in d2.rows, check: "d2[r,k2] <= d2[r,k1]",'
        ' message: "W wierszu {r} łóżek dla dzieci ({d2[r,k2]}) jest o {d2[r,k2] - d2[r,k1]} za dużo; {label}."}'
    )
    assert message(check, wards(definition(), ("4500", "36", "1 040"))) == (
        f"W wierszu 02 (4500 chirurgiczny ogólny) łóżek dla dzieci (1{NBSP}040) jest o 1{NBSP}004 za dużo; "
        "Dział 2, wiersz 02 (4500 chirurgiczny ogólny), kolumna 2."
    )


def test_the_previous_period_is_named() -> None:
    form = definition()
    sheet, before = wards(form, ("4500", "36", "")), wards(form, ("4000", "5", ""), ("4500", "20", ""))
    check = '{id: A, foreach: r in d2.rows, check: "d2[r,k1] <= prior(d2[r,k1])"}'
    assert message(check, sheet, Context(prior={1: before})) == (
        "Dział 2, wiersz 02 (4500 chirurgiczny ogólny), kolumna 1: "
        "łóżka (36) to więcej niż łóżka w poprzednim okresie (20)."
    )


def test_another_form_is_named() -> None:
    sheet = wards(definition(), ("4500", "36", ""))
    check = '{id: A, check: "d2[w01,k1] <= form(\\"MZ-88\\").d1[w01,k4]"}'
    found = findings(check, sheet, Context(forms={"MZ-88": Sheet({"d1.w01.k4": 12}, {})}))[0]
    assert found.level == 4
    assert found.message.endswith("łóżka (36) to więcej niż MZ-88, dział 1, wiersz 01, kolumna 4 (12).")


def test_without_the_other_form_nothing_is_violated() -> None:
    check = '{id: A, check: "d2[w01,k1] <= form(\\"MZ-88\\").d1[w01,k4]"}'
    assert not findings(check, wards(definition(), ("4500", "36", "")))


def test_warnings_bring_their_reasons() -> None:
    check = '{id: A, severity: warning, check: "d2[w01,k1] <= 10", explain: [remont, inne]}'
    (found,) = findings(check, wards(definition(), ("4500", "36", "")))
    assert (found.severity, found.explain) == ("warning", (("remont", "Remont oddziału"), ("inne", "inne")))


def test_reasons_speak_english_where_the_form_does() -> None:
    check = '{id: A, severity: warning, check: "d2[w01,k1] <= 10", explain: [remont, inne]}'
    text = FORM.replace("{remont: Remont oddziału}", "{remont: {pl: Remont oddziału, en: Repairs}, inne: Inne}")
    form = definition(f"\n- {check}", text)
    (found,) = compile_form(form).verify(wards(form, ("4500", "36", "")), language="en")
    assert found.explain == (("remont", "Repairs"), ("inne", "Inne"))


def test_the_target_may_be_named() -> None:
    check = '{id: A, foreach: r in d2.rows, check: "d2[r,k2] <= d2[r,k1]", target: "d2[r,k1]"}'
    (found,) = findings(check, wards(definition(), ("4500", "36", "40")))
    assert found.target == "d2.r1.k1"


@pytest.mark.parametrize(
    ("check", "level"),
    [
        ("d2[w01,k1] > 1", 1),
        ("d2[w01,k1] > prior(d2[w01,k1])", 2),
        ("d2[w01,k1] <= unit.beds", 3),
        ("d2[w01,k1] <= form('MZ-88').d1[w01,k1] + prior(d2[w01,k1])".replace("'", '\\"'), 4),
    ],
)
def test_the_level_comes_from_what_is_read(check: str, level: int) -> None:
    assert compiled(f'{{id: A, check: "{check}"}}').instances[0].level == level


def test_a_form_says_what_it_needs() -> None:
    needs = compiled(
        '{id: A, check: "d2[w01,k1] > prior(d2[w01,k1], 2)"}',
        '{id: B, check: "d2[w01,k1] <= form(\\"MZ-88\\").d1[w01,k1] and unit.beds > 1"}',
    ).needs
    assert needs == Needs(frozenset({2}), frozenset({"MZ-88"}), frozenset({"beds"}))


def test_keys_alone_are_told_without_words() -> None:
    one, sheet = (
        compiled(CHILDREN, '{id: B, check: "d2[w01,k1] <= unit.beds"}'),
        wards(definition(), ("4500", "36", "40")),
    )
    assert one.violated(sheet) == ("A:r1",)
    assert one.violated(sheet, Context(unit={"beds": 5})) == ("A:r1", "B")


def test_the_period_is_the_year_of_the_edition_unless_told() -> None:
    check = '{id: A, check: "d2[w01,k1] >= days(period)"}'
    sheet = wards(definition(), ("4500", "100", ""))
    assert "dni okresu (365)" in message(check, sheet)
    quarter = Period(date(2025, 1, 1), date(2025, 3, 31))
    assert not findings(check, sheet, Context(period=quarter))


# what every form asks for


def test_blank_required_cells_are_asked_for() -> None:
    found = compiled(CHILDREN).verify(Sheet({}, {"d2": ("r1",)}))
    assert [(one.level, one.target, one.message) for one in found] == [
        (0, "d2.r1.oddzial", "Uzupełnij pole „Oddział” (Dział 2, wiersz 02, „Oddział”)."),
        (0, "d2.r1.k1", "Uzupełnij pole „Łóżka” (Dział 2, wiersz 02, kolumna 1)."),
    ]


def test_too_few_rows_are_told() -> None:
    (found,) = compiled(CHILDREN).verify(Sheet.empty())
    assert found.message == "Dział 2: dodaj wiersze, powinno ich być co najmniej 1."


def test_a_repeated_key_is_told_where_keys_are_unique() -> None:
    form = definition(form=definition_with_unique_keys())
    found = compile_form(form).verify(wards(form, ("4500", "1", "0"), ("4000", "1", "0"), ("4500", "2", "0")))
    assert [one.target for one in found] == ["d2.r1.oddzial", "d2.r3.oddzial"]
    assert "„4500 chirurgiczny ogólny” występuje w tym dziale więcej niż raz" in found[0].message


def definition_with_unique_keys() -> str:
    return FORM.replace("min: 1, max: 3", "unique: true, max: 3")


# computed cells


def test_computed_cells_are_filled_in_for_fixed_and_added_rows() -> None:
    form = definition()
    sheet = compile_form(form).compute(wards(form, ("4500", "36", "4"), ("4000", "20", "")))
    found = {
        address: sheet.cells.get(address) for address in ("d2.w01.k1", "d2.w01.k2", "d2.w01.k4", "d2.r1.k4", "d2.r2.k4")
    }
    assert found == {"d2.w01.k1": 56, "d2.w01.k2": 4, "d2.w01.k4": 60, "d2.r1.k4": 40, "d2.r2.k4": None}


def test_a_computed_cell_becomes_blank_again() -> None:
    form = definition()
    stale = Sheet({"d2.w01.k1": 99}, {})
    assert compile_form(form).compute(stale).cells == {}


def test_a_formula_may_read_the_period() -> None:
    form = definition("", FORM.replace("d2[., k1] + d2[., k2]", "d2[., k1] * days(period)"))
    sheet, quarter = wards(form, ("4500", "2", "")), Period(date(2025, 1, 1), date(2025, 3, 31))
    assert compile_form(form).compute(sheet, quarter).cells["d2.r1.k4"] == 2 * 90


def test_verify_trusts_no_stored_total() -> None:
    form = definition('\n- {id: A, check: "d2[w01,k1] <= 50"}')
    stale = wards(form, ("4500", "36", "")).with_cells({"d2.w01.k1": 99})
    assert not compile_form(form).verify(stale)


def test_a_form_is_compiled_once() -> None:
    assert compile_form(definition()) is compile_form(definition())
    assert compile_form(definition()) is not compile_form(definition(""))


def test_the_digest_of_the_checks_is_stable_and_sees_them() -> None:
    assert CompiledForm(definition(), {}).digest == compile_form(definition()).digest
    assert compile_form(definition()).digest != compile_form(definition("")).digest


ALIKE = """
form: F
edition: 2025
title: Formularz
sections:
- code: d1
  title: Dział
  table: {columns: [{code: k1}, {code: k2}, {code: k3}], rows: [{code: w01}, {code: w02}]}
- code: d2
  title: Dodawany
  table: {columns: [{code: k1}], dynamic: {key: {code: klucz, type: text}}}
checks:
- {id: A, check: "d1[w01,k1] <= d1[w01,k2]"}
- {id: B, check: "d1[w01,k1] = 0"}
- {id: C, check: "d1[w02,k1] <= d1[w02,k2]"}
- {id: D, foreach: r in d2.rows, check: "d2[r,k1] > 5"}
- {id: E, foreach: r in d2.rows, check: "d2[r,k1] > 6"}
- {id: F, check: "d1[w02,k2] = 0"}
"""


def test_generated_code_has_no_builtins_but_three() -> None:
    known = CompiledForm(load(ALIKE), {}).program._check.__globals__
    assert known["__builtins__"] == {"abs": abs, "range": range, "sum": sum}


def test_findings_stand_in_the_order_of_checks_and_those_of_added_rows_row_by_row() -> None:
    cells = {"d1.w01.k1": 3, "d1.w01.k2": 2, "d1.w02.k1": 3, "d1.w02.k2": 2, "d2.r1.k1": 1, "d2.r2.k1": 1}
    found = CompiledForm(load(ALIKE), {}).verify(Sheet(cells, {"d2": ("r1", "r2")}))

    told = [finding.key for finding in found if finding.level]
    assert told == ["A", "B", "C", "D:r1", "E:r1", "D:r2", "E:r2", "F"]


def test_of_several_checks_only_those_asked_for_are_told() -> None:
    form = definition()
    rule = "{{id: {0}, foreach: r in d2.rows, check: 'd2[r,k2] <= d2[r,k1]'}}"
    both = compiled(rule.format("A"), rule.format("B"))
    wrong = wards(form, ("4500", "36", "40"))
    assert {one.check for one in both.verify(wrong)} >= {"A", "B"}
    told = {one.check for one in both.verify(wrong, checks={"B"})}
    assert "B" in told
    assert "A" not in told


def test_a_sheet_that_was_computed_just_now_is_not_computed_again() -> None:
    form = load(SUMMED)
    compiled = compile_form(form)
    sheet = compiled.compute(Sheet({"d1.w02.k1": 4, "d1.w03.k1": 5}, {}))
    anew, kept = compiled.verify(sheet), compiled.verify(sheet, computed=True)
    assert [finding.message for finding in anew] == ["Razem 9."]
    assert kept == anew
    stale = sheet.with_cells({"d1.w01.k1": 7})
    assert compiled.verify(stale) == anew
    assert [finding.message for finding in compiled.verify(stale, computed=True)] == ["Razem 7."]
    assert compiled.verify(stale.with_cells({"d1.w01.k1": 3}), computed=True) == ()


SUMMED = """
form: T-S
edition: 2025
title: Suma
owed_by: [hospital]
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {code: k1, title: Łóżka}
    rows:
    - {code: w01, title: Razem, computed: "d1[w02,k1] + d1[w03,k1]"}
    - {code: w02, title: Jedne}
    - {code: w03, title: Drugie}
checks:
- {id: A, check: "d1[w01,k1] <= 6", message: "Razem {d1[w01,k1]}."}
"""
