# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

from engine.answers import CellProblem, Sheet
from ssoz.www.reporter.presentation.marks import Mark
from ssoz.www.reporter.presentation.markup import cell_html, field_html
from ssoz.www.reporter.presentation.page import Refusals, sheet_page
from tests.unit.www.reporter.hospital import filled, hospital
from tests.unit.www.reporter.test_page import cell

EVIL = '"><script>alert(1)</script>'


def test_a_field_is_named_by_its_headings_and_shows_the_right_keyboard() -> None:
    page = sheet_page(hospital(), filled(hospital(), d3_w01_k1="12"), editable=True)

    assert cell_html(cell(page, "d3.w01.k1")) == (
        '<td><input class="int" id="d3-w01-k1" name="d3.w01.k1" aria-labelledby="d3-w01 d3-k1"'
        ' value="12" inputmode="numeric"></td>'
    )


def test_a_closed_cell_is_a_cross() -> None:
    page = sheet_page(hospital(), Sheet.empty(), editable=True)

    assert cell_html(cell(page, "d3.w02.k2")) == (
        '<td class="closed"><span aria-hidden="true">×</span><span class="ds-sr-only">nie wypełnia się</span></td>'
    )


def test_a_computed_cell_is_an_output() -> None:
    page = sheet_page(hospital(), Sheet.empty(), editable=True)

    assert cell_html(cell(page, "d2.w01.k1")) == '<td><output id="d2-w01-k1"></output></td>'


def test_a_computed_value_says_when_it_is_longer_than_its_place() -> None:
    shown = cell(sheet_page(hospital(), Sheet.empty(), editable=True), "d2.w01.k1")

    assert cell_html(replace(shown, text="999 999")) == '<td><output id="d2-w01-k1">999 999</output></td>'
    assert cell_html(replace(shown, text="1 000 000", mark=Mark(severity="error"))) == (
        '<td><output id="d2-w01-k1" class="long error">1 000 000</output></td>'
    )


def test_a_choice_keeps_what_was_chosen() -> None:
    page = sheet_page(hospital(), filled(hospital(), d1_w01_k1="2", d1_w02_k1="nie"), editable=True)

    assert '<option value="2" selected>2 inny szpital ogólny</option>' in field_html(cell(page, "d1.w01.k1"))
    assert '<option value="nie" selected>nie</option>' in field_html(cell(page, "d1.w02.k1"))


def test_what_people_type_is_text_wherever_it_is_shown() -> None:
    form = hospital()
    stored = filled(form, d1_w04_k1=EVIL)
    refused = Refusals(problems=(CellProblem("d3.w01.k1", EVIL, f"„{EVIL}” to nie jest liczba."),))

    for page in (sheet_page(form, stored, editable=True, refused=refused), sheet_page(form, stored, editable=False)):
        html = "".join(cell_html(cell(page, address)) for address in ("d1.w04.k1", "d3.w01.k1"))
        assert "<script>" not in html
        assert '""' not in html.replace('value=""', "")


def test_a_refused_text_is_marked_as_invalid_and_described() -> None:
    form = hospital()
    refused = Refusals(problems=(CellProblem("d3.w01.k1", "x", "„x” to nie jest liczba."),))
    html = cell_html(cell(sheet_page(form, Sheet.empty(), editable=True, refused=refused), "d3.w01.k1"))

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="d3-w01-k1-p"' in html
    assert '<span class="problem" id="d3-w01-k1-p">„x” to nie jest liczba.</span>' in html
