# SPDX-License-Identifier: EUPL-1.2
"""Two people at one report, and what the server refuses: nothing is overwritten, nobody's text goes away by itself."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ssoz.reports.models import CellEdit, Report
from tests.browser.conftest import look
from tests.browser.edits import CELL, NEXT, STATE, cells, stored
from tests.factories.access import profile
from tests.factories.reports import blank_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report() -> Report:
    return blank_report()


@pytest.fixture
def two(visit: Callable[..., Page], report: Report) -> tuple[Page, Page]:
    """Two people at the same report."""
    return visit(profile(unit=report.unit), report), visit(profile(unit=report.unit), report)


def test_cells_of_two_people_merge_and_one_changed_by_both_is_shown_with_values_and_names(
    two: tuple[Page, Page],
    report: Report,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    mine, theirs = two
    theirs.fill(CELL, "7")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    name = CellEdit.objects.get().person_name
    mine.fill(NEXT, "3")
    expect(mine.locator(CELL)).to_have_value("7")  # told with the answer
    expect(mine.locator("#inni")).to_have_text(f"Zmiany zapisuje też: {name}")
    theirs.bring_to_front()
    theirs.fill(CELL, "8")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    mine.fill(CELL, "9")
    expect(mine.locator(f"{CELL}-p")).to_contain_text(name)
    expect(mine.get_by_role("button", name=f"{name}: 8")).to_be_visible()
    assert cells(report)["d1.w02.k1"] == 8
    look(mine, "two-people", is_accessible, picture)
    mine.get_by_role("button", name="Moja: 9").click()
    expect(mine.locator(f"{CELL}-p")).to_have_count(0)
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 9, "d1.w03.k1": 3}
    mine.focus(CELL)
    mine.keyboard.press("Shift+F2")
    expect(mine.locator("[data-slot=history] li")).to_have_count(3)
    expect(mine.locator("[data-slot=history]")).to_contain_text(f"{name}: 7 → 8")
    look(mine, "history-beside-the-cell", is_accessible, picture)
    mine.goto(f"{mine.url}pole/d1.w02.k1/")
    expect(mine.get_by_role("listitem").filter(has_text="→")).to_have_count(3)
    look(mine, "cell-history", is_accessible, picture)


def test_rows_that_others_add_appear_with_what_was_typed_here_untouched(two: tuple[Page, Page], report: Report) -> None:
    mine, theirs = two
    theirs.fill("#d2-nowy", "Izba przyjęć")
    theirs.get_by_role("button", name="Dodaj wiersz").click()
    expect(theirs.locator("#d2-r1-nazwa")).to_have_value("Izba przyjęć")
    mine.fill(CELL, "x")
    mine.fill(NEXT, "3")
    expect(mine.locator("#d2-r1-nazwa")).to_have_value("Izba przyjęć")
    expect(mine.locator(CELL)).to_have_value("x")
    with mine.expect_response("**/zapisz/"):
        mine.fill("#d2-r1-k1", "12")
    expect(mine.locator("#d2-r1-k1")).to_have_value("12")
    assert cells(report) == {"d1.w03.k1": 3, "d2.r1.nazwa": "Izba przyjęć", "d2.r1.k1": 12}


def disputed(two: tuple[Page, Page], cell: str = CELL) -> tuple[Page, str]:
    """The other one has saved 101, this one typed 202 over it; and who the other one is."""
    mine, theirs = two
    theirs.fill(cell, "101")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    mine.fill(cell, "202")
    expect(mine.get_by_role("button", name="Moja: 202")).to_be_visible()
    return mine, CellEdit.objects.latest("version").person_name


@pytest.mark.parametrize("button", ["Weryfikuj bez wysyłania", "Zapisz do uzupełnienia na później"])
def test_a_dispute_stays_open_whatever_is_pressed_or_typed_until_somebody_chooses(
    two: tuple[Page, Page], report: Report, button: str
) -> None:
    mine, name = disputed(two)
    for text in ("202", "303"):
        mine.fill(CELL, text)
        expect(mine.get_by_role("button", name=f"Moja: {text}")).to_be_visible()
        mine.focus(NEXT)
        mine.get_by_role("button", name=button).click()
        expect(mine.locator(CELL)).to_be_focused()
        expect(mine.locator(STATE)).to_contain_text("oprócz zaznaczonych pól")
        assert cells(report) == {"d1.w02.k1": 101}
    mine.reload()
    expect(mine.get_by_role("button", name="Moja: 303")).to_be_visible()
    mine.focus(NEXT)
    mine.get_by_role("button", name=button).click()
    expect(mine.locator(CELL)).to_be_focused()
    expect(mine.get_by_role("button", name=f"{name}: 101")).to_be_visible()
    assert cells(report) == {"d1.w02.k1": 101}

    mine.get_by_role("button", name="Moja: 303").click()
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 303}


def test_a_dispute_ends_with_the_other_value_too_and_typing_goes_on(two: tuple[Page, Page], report: Report) -> None:
    mine, theirs = two
    mine.fill(CELL, "55")
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    theirs.evaluate("dispatchEvent(new Event('focus'))")
    expect(theirs.locator(CELL)).to_have_value("55")
    mine, name = disputed(two)
    mine.get_by_role("button", name=f"{name}: 101").click()
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    expect(mine.locator(f"{CELL}-p")).to_have_count(0)
    stored(mine, 0)
    mine.fill(CELL, "55")
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 55}


def test_a_dispute_is_shown_again_where_its_section_is_drawn_anew(two: tuple[Page, Page], report: Report) -> None:
    mine, theirs = two
    theirs.get_by_role("button", name="Dodaj wiersz").click()
    expect(theirs.locator("#d2-r1-k1")).to_be_visible()
    mine.fill(NEXT, "3")
    expect(mine.locator("#d2-r1-k1")).to_be_visible()
    disputed(two, "#d2-r1-k1")
    theirs.get_by_role("button", name="Dodaj wiersz").click()
    expect(theirs.locator("#d2-r2-k1")).to_be_visible()
    mine.fill(NEXT, "4")
    expect(mine.locator("#d2-r2-k1")).to_be_visible()
    expect(mine.get_by_role("button", name="Moja: 202")).to_be_visible()
    expect(mine.locator("#d2-r1-k1")).to_have_value("202")
    assert cells(report) == {"d1.w03.k1": 4, "d2.r1.k1": 101}


SUBMIT = """([id, text]) => {
  const cell = document.getElementById(id);
  cell.value = text;
  HTMLFormElement.prototype.submit.call(cell.form);
}"""  # as a form does whose script has not come yet


@pytest.mark.parametrize("plainly", [False, True])
def test_a_refused_text_is_there_when_the_sheet_is_opened_anew(
    visit: Callable[..., Page], report: Report, plainly: bool
) -> None:
    held = profile(unit=report.unit)
    page = visit(held, report)
    page.fill(CELL, "7")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    for text, mended in (("dużo", "8"), ("12,5 i pół", "")) if plainly else ():
        with page.expect_navigation():
            page.evaluate(SUBMIT, ["d1-w02-k1", text])
        expect(page.locator(STATE)).to_contain_text("oprócz zaznaczonych pól")
        if mended:
            page.fill(CELL, mended)
            expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    if not plainly:
        page.fill(CELL, "12,5 i pół")
        page.get_by_role("button", name="Zapisz do uzupełnienia na później").click()
        expect(page.locator(CELL)).to_be_focused()
    expect(page.locator(STATE)).to_contain_text("oprócz zaznaczonych pól")
    stored(page, 1)
    browser = page.context
    page.close()
    page = visit(held, report, browser)
    expect(page.locator(f"{CELL}-p")).to_be_visible()
    expect(page.locator(CELL)).to_have_value("12,5 i pół")
    stored(page, 1)
    page.fill(CELL, "13")
    expect(page.locator(STATE)).to_have_attribute("data-state", "saved")
    stored(page, 0)
    assert cells(report) == {"d1.w02.k1": 13}


def test_a_dispute_of_a_form_handed_in_before_its_script_came_stays_open(
    two: tuple[Page, Page], report: Report
) -> None:
    mine, theirs = two
    theirs.fill(CELL, "101")
    expect(theirs.locator(STATE)).to_have_attribute("data-state", "saved")
    sheet = mine.url
    with mine.expect_navigation():
        mine.evaluate(SUBMIT, ["d1-w02-k1", "202"])
    for _time in range(2):
        expect(mine.get_by_role("button", name="Moja: 202")).to_be_visible()
        mine.get_by_role("button", name="Weryfikuj bez wysyłania").click()
        expect(mine.locator(CELL)).to_be_focused()
        assert cells(report) == {"d1.w02.k1": 101}
        stored(mine, 1)
        mine.goto(sheet)
    mine.get_by_role("button", name="Moja: 202").click()
    expect(mine.locator(STATE)).to_have_attribute("data-state", "saved")
    assert cells(report) == {"d1.w02.k1": 202}
