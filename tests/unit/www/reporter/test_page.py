# SPDX-License-Identifier: EUPL-1.2
import json
from html import unescape
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.utils import translation

from engine.answers import CellProblem, Change, Conflict, Sheet
from ssoz.reports.errors import BadRequest
from ssoz.www.reporter.posting import form_changes
from ssoz.www.reporter.presentation.page import SheetPage, json_html, sheet_page
from ssoz.www.reporter.presentation.refusals import Refusals, disputes
from ssoz.www.reporter.presentation.sections import CellView, RowView, SectionView
from tests.unit.www.reporter.hospital import filled, hospital


def section(page: SheetPage, code: str) -> SectionView:
    found = page.section(code)
    assert found is not None
    return found


def base(page: SheetPage) -> dict[str, str]:
    """As a plain form hands it back: every cell it names was emptied."""
    cells = "&".join(f"{item.address}=" for part in page.sections for row in part.rows for item in row_cells(row))
    changes = form_changes(QueryDict(f"base={quote(page.base)}&{cells}"))
    return {change.address: change.was or "" for change in changes}


def row_cells(row: RowView) -> tuple[CellView, ...]:
    return (*row.cells, *((row.key,) if row.key else ()))


def cell(page: SheetPage, address: str) -> CellView:
    rows = section(page, address.split(".", maxsplit=1)[0]).rows
    cells = [item for row in rows for item in row_cells(row)]
    return next(item for item in cells if item.address == address)


def test_an_empty_form_shows_fields_computed_and_closed_cells() -> None:
    page = sheet_page(hospital(), Sheet.empty(), editable=True)

    assert cell(page, "d1.w01.k1").state == "field"
    assert cell(page, "d2.w01.k1").state == "computed"
    assert cell(page, "d3.w02.k2").state == "closed"


def test_who_only_reads_gets_no_fields() -> None:
    page = sheet_page(hospital(), filled(hospital(), d3_w01_k1="4"), editable=False)

    assert cell(page, "d3.w01.k1").state == "shown"
    assert page.base == ""
    assert section(page, "d2").add is None


def test_numbers_are_written_as_in_poland() -> None:
    form = hospital()
    page = sheet_page(form, filled(form, d2_r1_k4="1234567,5"), editable=True)

    assert cell(page, "d2.r1.k4").text == "1\u00a0234\u00a0567,50"


def test_added_rows_are_numbered_after_the_fixed_ones() -> None:
    form = hospital()
    page = sheet_page(form, filled(form, d2_r1_oddzial="4000", d2_r2_oddzial="4500"), editable=True)

    assert [(row.symbol, row.title) for row in section(page, "d2").rows] == [
        ("01", "Ogółem"),
        ("02", "4000 oddział chorób wewnętrznych"),
        ("03", "4500 oddział chirurgiczny ogólny"),
    ]


def test_a_cell_is_named_by_its_row_and_its_columns() -> None:
    page = sheet_page(hospital(), filled(hospital(), d2_r1_oddzial="4000"), editable=True)

    assert cell(page, "d2.r1.k2").labels == "d2-r1 d2-g0-0 d2-k2"
    assert cell(page, "d3.w01.k2").labels == "d3-w01 d3-k2"


def test_rows_can_be_added_until_the_form_has_enough() -> None:
    form = hospital()
    two = sheet_page(form, filled(form, d2_r1_oddzial="4000", d2_r2_oddzial="4500"), editable=True)
    three = sheet_page(form, filled(form, d2_r1_k1="1", d2_r2_k1="1", d2_r3_k1="1"), editable=True)

    add = section(two, "d2").add
    assert add is not None
    assert add.label == "Dodaj oddział"
    assert section(three, "d2").add is None


def test_a_short_list_is_chosen_from_and_a_long_one_is_searched() -> None:
    page = sheet_page(hospital(), Sheet.empty(), editable=True)
    short, long = cell(page, "d1.w01.k1").control, cell(page, "d1.w05.k1").control

    assert (short.element, short.choices[0]) == ("select", ("1", "szpital kliniczny"))
    assert (long.element, long.mode) == ("input", "numeric")
    assert [suggestions.id for suggestions in page.suggestions] == [long.suggestions]


def test_a_phone_shows_the_keyboard_that_fits() -> None:
    page = sheet_page(hospital(), filled(hospital(), d2_r1_k1="1"), editable=True)

    assert cell(page, "d2.r1.k1").control.mode == "numeric"
    assert cell(page, "d2.r1.k4").control.mode == "decimal"
    assert cell(page, "d1.w04.k1").control.mode == ""


def test_a_code_stands_with_its_name() -> None:
    form = hospital()
    page = sheet_page(form, filled(form, d1_w01_k1="2"), editable=False)

    assert (cell(page, "d1.w01.k1").text, cell(page, "d1.w01.k1").name) == ("2", "inny szpital ogólny")


def test_the_base_holds_what_is_stored_and_nothing_blank() -> None:
    form = hospital()
    page = sheet_page(form, filled(form, d3_w01_k1="1200", d2_r1_oddzial="4000"), editable=True)

    assert base(page) == {"d3.w01.k1": "1\u00a0200", "d2.r1.oddzial": "4000"}


def test_the_base_names_each_column_once() -> None:
    form = hospital()
    page = sheet_page(form, filled(form, d2_r1_oddzial="4000", d2_r2_k1="7"), editable=True)

    assert json.loads(page.base) == {"d2": {"": ["oddzial", "k1"], "r1": ["4000", ""], "r2": ["", "7"]}}
    assert base(page) == {"d2.r1.oddzial": "4000", "d2.r2.k1": "7"}


@pytest.mark.parametrize("spoilt", ['{"d2": ["r1"]}', '{"d2": {"": [1]}}', '{"d2": {"r1": {"k1": "1"}}}', "[]", "{nie"])
def test_a_spoilt_base_is_refused(spoilt: str) -> None:
    with pytest.raises(BadRequest):
        form_changes(QueryDict(f"base={quote(spoilt)}&d2.r1.k1=5"))


@pytest.mark.parametrize("odd", ['{"d2": {"r1": ["1"]}}', '{"d2": {"": ["k9"], "r1": ["1", "2"]}}', "{}", ""])
def test_of_cells_a_base_does_not_name_nothing_stood_there(odd: str) -> None:
    assert form_changes(QueryDict(f"base={quote(odd)}&d2.r1.k1=5")) == (Change("d2.r1.k1", "", "5"),)


def test_a_refused_text_stays_in_its_field_with_the_reason() -> None:
    form = hospital()
    problem = CellProblem("d3.w01.k1", "dwa", "„dwa” to nie jest liczba.")
    page = sheet_page(form, filled(form, d3_w01_k1="2"), editable=True, refused=Refusals(problems=(problem,)))
    shown = cell(page, "d3.w01.k1")

    assert (shown.text, shown.mark.message, shown.mark.severity) == ("dwa", "„dwa” to nie jest liczba.", "error")
    assert shown.mark.described == "d3-w01-k1-p"
    assert base(page)["d3.w01.k1"] == "2"


def test_of_two_values_for_one_cell_both_are_told() -> None:
    form = hospital()
    conflict = Conflict("d3.w01.k1", was="2", now="5", current="4")
    refused = Refusals(disputes=disputes([conflict], {}))
    page = sheet_page(form, filled(form, d3_w01_k1="4"), editable=True, refused=refused)
    shown = cell(page, "d3.w01.k1")

    assert shown.text == "5"
    assert shown.mark.message == "W międzyczasie ktoś zapisał tu inną wartość. Która ma zostać?"
    assert shown.mark.dispute is not None
    assert [choice.label for choice in shown.mark.dispute.choices] == ["Zapisana: 4", "Moja: 5"]
    assert base(page)["d3.w01.k1"] == "4"


def test_a_refused_code_stands_with_its_own_name() -> None:
    form = hospital()
    conflict = Conflict("d2.r1.oddzial", was="", now="4500", current="4000")
    refused = Refusals(disputes=disputes([conflict], {}))
    page = sheet_page(form, filled(form, d2_r1_oddzial="4000"), editable=True, refused=refused)
    key = cell(page, "d2.r1.oddzial")

    assert (key.text, key.name) == ("4500", "oddział chirurgiczny ogólny")


def test_notes_are_markdown_and_never_markup_of_their_own() -> None:
    note = section(sheet_page(hospital(), Sheet.empty(), editable=True), "d1").note

    assert "<strong>31 XII</strong>" in note
    assert "<script>" not in note


def test_titles_speak_the_language_of_the_page() -> None:
    with translation.override("en"):
        page = sheet_page(hospital(), Sheet.empty(), editable=True)

    assert section(page, "d1").title == "General"
    assert section(page, "d2").title == "Oddziały"  # no English in the form: better Polish than nothing


def test_the_list_of_sections_counts_what_is_filled() -> None:
    form = hospital()
    page = sheet_page(form, filled(form, d3_w01_k1="1", d3_w01_k2="2", d3_w02_k1="3", d1_w02_k1="tak"), editable=True)
    entries = {entry.code: (entry.filled, entry.expected, entry.is_complete) for entry in page.contents.entries}

    assert entries == {"d1": (1, 5, False), "d2": (0, 0, False), "d3": (3, 3, True)}
    assert (page.contents.filled, page.contents.expected) == (4, 8)


def test_a_section_of_single_values_is_laid_out_as_questions() -> None:
    page = sheet_page(hospital(), Sheet.empty(), editable=True)

    assert [shown.is_single for shown in page.sections] == [True, False, False]
    assert [shown.is_wide for shown in page.sections] == [False, True, False]


def test_json_keeps_its_quotes_in_a_page_and_nothing_else_gets_out_of_it() -> None:
    told = json_html('{"a":"<b>Tom & \'Al\'</b>"}')
    assert told == '{"a":"&lt;b&gt;Tom &amp; &#x27;Al&#x27;&lt;/b&gt;"}'
    assert unescape(told) == '{"a":"<b>Tom & \'Al\'</b>"}'
