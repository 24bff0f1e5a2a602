# SPDX-License-Identifier: EUPL-1.2
"""The year before: six editions whose cells stood elsewhere, so that going back a year goes through a crosswalk."""

from collections.abc import Mapping

import pytest

from engine.answers import Sheet, carry_over
from engine.checks import compile_form
from engine.checks.examples import example_sheet, run_examples
from engine.definitions import FormDefinition, crosswalk_problems, translation
from tests.unit.catalogue.conftest import read_forms

Forms = Mapping[str, FormDefinition]
EARLIER = ("MZ-03", "MZ-29", "MZ-30", "MZ-35A", "MZ-88", "MZ-89")


@pytest.fixture(scope="session")
def before() -> Forms:
    return read_forms(2024)


def test_six_forms_have_an_earlier_edition_that_says_it_is_reconstructed(before: Forms, forms: Forms) -> None:
    assert tuple(sorted(before)) == EARLIER
    assert {form.status for form in before.values()} == {"reconstructed"}
    assert {name for name, form in forms.items() if form.crosswalk} == set(EARLIER)
    assert all("różnice umowne" in form.source for name, form in before.items() if name != "MZ-35A")


@pytest.mark.parametrize("symbol", EARLIER)
def test_every_cell_of_both_years_has_its_counterpart_or_is_said_to_have_none(
    forms: Forms, before: Forms, symbol: str
) -> None:
    assert crosswalk_problems(forms[symbol], before[symbol]) == ()


@pytest.mark.parametrize("symbol", EARLIER)
def test_the_checks_of_last_year_do_what_their_examples_say(before: Forms, symbol: str) -> None:
    others = {name: before[name] for name in before[symbol].beside}
    results = run_examples(compile_form(before[symbol], others), others)
    assert [result for result in results if not result.ok] == []


def carried(forms: Forms, before: Forms, symbol: str, cells: dict[str, str]) -> Sheet:
    return carry_over(forms[symbol], before[symbol], example_sheet(before[symbol], cells))


@pytest.mark.parametrize(
    ("symbol", "was", "now"),
    [
        ("MZ-29", {"d4.w06.k1": "2", "d4.w07.k1": "3", "d4.w10.k1": "1"}, {"d4.w06.k1": 5, "d4.w09.k1": 1}),
        ("MZ-29", {"d3.w12.k1": "7", "d2.r1.oddzial": "4000"}, {"d3.w12.k1": 7, "d2.r1.oddzial": "4000"}),
        ("MZ-88", {"d1.w25.k1": "1", "d1.w26.k1": "2", "d1.w30.k4": "9"}, {"d1.w25.k1": 3, "d1.w29.k4": 9}),
        ("MZ-89", {"d1.w33.k1": "4", "d1.w79.k1": "6"}, {"d1.w33.k1": 4}),
        ("MZ-03", {"d5.w07.k1": "10", "d5.w08.k1": "5", "d5.w09.k1": "1"}, {"d5.w07.k1": 15, "d5.w08.k1": 1}),
        ("MZ-30", {"d4.w03.k1": "8", "d4.w04.k1": "2", "d4.w05.k1": "3"}, {"d4.w03.k1": 10, "d4.w04.k1": 3}),
        ("MZ-35A", {"d1.w03.k1": "2"}, {"d1.w03.k1": 2}),
    ],
    ids=str,
)
def test_last_years_numbers_stand_where_this_year_asks_for_them(
    forms: Forms, before: Forms, symbol: str, was: dict[str, str], now: dict[str, object]
) -> None:
    sheet = carried(forms, before, symbol, was)
    assert {address: value for address, value in sheet.cells.items() if forms[symbol].cell(address).entered} == now


def test_what_is_asked_for_the_first_time_was_nowhere(forms: Forms, before: Forms) -> None:
    added = {symbol: len(translation(forms[symbol], before[symbol]).new) for symbol in EARLIER}
    assert added == {"MZ-03": 0, "MZ-29": 1, "MZ-30": 3, "MZ-35A": 2, "MZ-88": 29, "MZ-89": 4}


def test_an_edition_that_extends_the_one_before_has_its_rows_in_place(forms: Forms, before: Forms) -> None:
    rows = {year["MZ-35A"].edition: len(year["MZ-35A"].section("d3").table.rows) for year in (before, forms)}
    assert rows == {2024: 3, 2025: 4}
    assert [check.id for check in forms["MZ-35A"].checks][-2:] == ["35A-2", "35A-3"]
