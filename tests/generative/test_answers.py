# SPDX-License-Identifier: EUPL-1.2
"""Laws of sheets: what is typed, shown, saved and stored stays what it was."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answers import (
    CellError,
    Change,
    Sheet,
    Value,
    add_row,
    apply,
    difference,
    digest,
    format_cell,
    pack,
    parse_cell,
    progress,
    remove_row,
    unpack,
)
from engine.answers.numbers import INVISIBLE
from engine.checks import compile_form
from engine.definitions import CellSpec, FormDefinition
from tests.generative.expressions import with_checks

FORM: FormDefinition = with_checks([])
NUMBERS = [spec for spec in FORM.cells.values() if spec.entered and spec.type.numeric]
LIMIT = 999_999_999_999

specs = st.sampled_from(NUMBERS)
values = st.integers(-LIMIT, LIMIT)
texts = st.one_of(st.text(max_size=12), st.from_regex(r"-?[0-9]{0,14}([ ,.][0-9]{0,4})?", fullmatch=True))
entered = st.sampled_from([spec.address for spec in FORM.cells.values() if spec.entered])
addresses = st.one_of(entered, st.sampled_from(["d2.r1.k1", "d2.r2.klucz", "d2.w01.k1", "d1.w04.k3", "x"]))
typed = st.one_of(texts, st.sampled_from(["tak", "2025-03-01", "4500", "", "12", "-3", "0,5"]))
changes = st.lists(st.builds(Change, addresses, st.none(), typed), max_size=12)
START = Sheet({}, {"d2": ("r1", "r2")})


@given(specs, values)
def test_what_is_shown_can_be_typed_again(spec: CellSpec, value: int) -> None:
    assert parse_cell(spec, format_cell(spec, value)) == value


@given(specs, st.decimals(-LIMIT, LIMIT, places=2))
def test_a_number_is_taken_exactly_or_not_at_all(spec: CellSpec, number: Decimal) -> None:
    scaled = number.scaleb(spec.type.scale)
    try:
        assert parse_cell(spec, str(number).replace(".", ",")) == scaled
    except CellError:
        assert scaled != scaled.to_integral_value()


@given(st.sampled_from([*FORM.cells.values(), FORM.cell("d2.r1.k1"), FORM.cell("d2.r1.klucz")]), texts)
def test_any_text_is_a_value_or_a_told_problem(spec: CellSpec, text: str) -> None:
    found = outcome(spec, text)
    if isinstance(found, CellError):
        assert found.message.endswith(".")
    else:
        assert found is None or parse_cell(spec, format_cell(spec, found)) == found


def outcome(spec: CellSpec, text: str) -> Value | CellError | None:
    try:
        return parse_cell(spec, text)
    except CellError as error:
        return error


@given(changes)
def test_each_change_goes_in_or_is_told(done: list[Change]) -> None:
    applied = apply(FORM, START, done)
    told = {problem.address for problem in applied.problems}
    for change in done:
        assert change.address in applied.sheet.cells or change.address in told or not blank_free(done, change.address)


def blank_free(done: list[Change], address: str) -> bool:
    """No change makes the cell blank."""
    return all(INVISIBLE.sub("", change.now).strip() for change in done if change.address == address)


@given(changes)
def test_saving_twice_is_saving_once(done: list[Change]) -> None:
    once = apply(FORM, START, done).sheet
    assert apply(FORM, once, done).sheet == once


@given(changes, changes)
def test_two_saves_are_one_long_save(first: list[Change], second: list[Change]) -> None:
    apart = apply(FORM, apply(FORM, START, first).sheet, second).sheet
    assert apply(FORM, START, [*first, *second]).sheet == apart


@given(changes, changes)
def test_people_who_change_different_cells_do_not_meet(first: list[Change], second: list[Change]) -> None:
    taken = {change.address for change in first}
    second = [change for change in second if change.address not in taken]
    one = apply(FORM, apply(FORM, START, first).sheet, second).sheet
    other = apply(FORM, apply(FORM, START, second).sheet, first).sheet
    assert one == other


@given(changes, changes)
def test_differences_lead_from_one_sheet_to_the_other(first: list[Change], second: list[Change]) -> None:
    a, b = (apply(FORM, START, done).sheet for done in (first, second))
    found: dict[str, Value | None] = {one.address: one.now for one in difference(a, b)}
    assert a.with_cells(found) == b
    assert difference(a, a) == ()


@given(changes)
def test_storage_and_digest_keep_a_sheet(done: list[Change]) -> None:
    sheet = apply(FORM, START, done).sheet
    again = Sheet.from_json(sheet.to_json())
    assert (again, digest(again)) == (sheet, digest(sheet))


@given(changes)
def test_a_removed_row_leaves_nothing(done: list[Change]) -> None:
    sheet = remove_row(FORM, apply(FORM, START, done).sheet, "d2", "r1")
    assert sheet.added("d2") == ("r2",)
    assert not [address for address in sheet.cells if address.startswith("d2.r1.")]
    _, row = add_row(FORM, sheet, "d2")
    assert row == "r3"


@given(changes)
def test_computing_is_done_once_and_touches_computed_cells_only(done: list[Change]) -> None:
    compiled = compile_form(FORM)
    sheet = apply(FORM, START, done).sheet
    computed = compiled.compute(sheet)
    assert compiled.compute(computed) == computed
    assert all(FORM.cell(one.address).computed for one in difference(sheet, computed))


@given(changes)
def test_a_packed_sheet_comes_back(done: list[Change]) -> None:
    sheet = apply(FORM, START, done).sheet
    assert unpack(FORM, pack(FORM, sheet)) == sheet


@given(changes)
def test_progress_never_passes_its_end(done: list[Change]) -> None:
    for filled, expected in progress(FORM, apply(FORM, START, done).sheet).values():
        assert 0 <= filled <= expected


@pytest.mark.parametrize("spec", NUMBERS[:1])
def test_the_limit_is_the_last_number_taken(spec: CellSpec) -> None:
    assert parse_cell(spec, str(LIMIT)) == LIMIT
    with pytest.raises(CellError):
        parse_cell(spec, str(LIMIT + 1))
