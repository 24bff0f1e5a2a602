# SPDX-License-Identifier: EUPL-1.2
"""A cell that two people have changed, where no script runs: open until somebody chooses, whatever is pressed."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ssoz.access.models import Profile
from ssoz.cards.models import Card
from ssoz.reports import operations
from ssoz.reports.models import Report
from tests.factories import access, cards
from tests.factories.cards import admitted, save, sheet_of
from tests.factories.plain import Browser, Page
from tests.factories.reports import blank_report, fill, filler

pytestmark = pytest.mark.django_db

CELL, NEXT, IN_ROW = "d1.w02.k1", "d1.w03.k1", "d2.r1.k1"
SAVE, VERIFY = "Zapisz do uzupełnienia na później", "Weryfikuj bez wysyłania"
ADD, REMOVE = "Dodaj wiersz", "Usuń wiersz 01"
BUTTONS = pytest.mark.parametrize("button", [SAVE, VERIFY, ADD, REMOVE])
ANNA, OLA = "Wypełniająca 202", "Wypełniająca 303"
MARKED = "//*[@aria-invalid='true']/@name"


class Visitor:
    """Somebody with a page of theirs open, as it stands now."""

    def __init__(self, held: Profile, url: str) -> None:
        self.browser = Browser()
        access.signed_in(self.browser.client, held)
        self.page = self.browser.open(url)

    def press(self, button: str, typed: dict[str, str] | None = None, choice: str = "") -> Page:
        """After typing, and after choosing one of two values by its label."""
        chosen = self.page.choices()[choice] if choice else {}
        self.page = self.browser.press(self.page, button, {**(typed or {}), **chosen})
        return self.page

    def value(self, address: str = CELL) -> str:
        return str(self.page.tree.xpath(f"//input[@name='{address}']/@value")[0])

    def open(self) -> list[str]:
        """Cells that somebody has to choose for."""
        return [str(name) for name in self.page.tree.xpath(MARKED)]


@pytest.fixture
def report() -> Report:
    """5 stands in the cell, and there is a row that can be removed."""
    report = fill(blank_report())
    operations.add_row(by=filler(report.unit), report=report.public_id, section="d2")
    return fill(report, {CELL: "5", "d2.r1.nazwa": "Izba", IN_ROW: "1"})


@pytest.fixture
def mine(report: Report) -> Visitor:
    return Visitor(access.profile(unit=report.unit), f"/sprawozdanie/{report.public_id}/")


def theirs(report: Report, text: str, address: str = CELL, person: int = 202) -> None:
    fill(report, {address: text}, by=filler(report.unit, person))


def cell(report: Report, address: str = CELL) -> object:
    report.refresh_from_db()
    return report.answers["cells"].get(address)


def heading(page: Page) -> str:
    return str(page.tree.find(".//h1").text_content())


def disputed(report: Report, mine: Visitor, *, their: str = "7", my: str = "9", address: str = CELL) -> Page:
    theirs(report, their, address)
    return mine.press(SAVE, {address: my})


def test_both_values_stand_at_the_cell_with_whose_they_are_and_since_when(report: Report, mine: Visitor) -> None:
    page = disputed(report, mine)
    (group,) = page.tree.xpath("//fieldset")
    field, told = group.getprevious(), group.find("legend").text_content()
    assert page.status == 409
    assert re.fullmatch(rf"W międzyczasie zapisano tu inną wartość \({ANNA}, \d\d:\d\d\)\. Która ma zostać\?", told)
    assert f"Dział 1, wiersz 02, kolumna 1: {told}" in page.text
    assert list(page.choices()) == [f"{ANNA}: 7", "Moja: 9"]
    assert (field.get("name"), field.get("aria-describedby")) == (CELL, group.get("id"))
    assert field.get("aria-labelledby") == group.get("aria-describedby")
    assert (mine.value(), mine.open(), cell(report)) == ("9", [CELL], 7)
    assert not [one.get("name") for one in group.iter("input") if "." in one.get("name")]


@BUTTONS
@pytest.mark.parametrize("typed", ["9", "303", "5"], ids=["as it was", "typed on", "typed back"])
def test_where_nothing_is_chosen_it_stays_open(report: Report, mine: Visitor, button: str, typed: str) -> None:
    disputed(report, mine)
    for _time in range(2):
        page = mine.press(button, {CELL: typed, NEXT: "21"})
        assert (page.status, mine.value(), mine.open()) == (409, typed, [CELL])
        assert list(page.choices()) == [f"{ANNA}: 7", f"Moja: {typed}"]
        assert (cell(report), cell(report, NEXT)) == (7, 21)


@BUTTONS
@pytest.mark.parametrize(("choice", "left"), [("Moja: 9", 9), (f"{ANNA}: 7", 7)])
def test_what_is_chosen_settles_it(report: Report, mine: Visitor, button: str, choice: str, left: int) -> None:
    disputed(report, mine)
    page = mine.press(button, {NEXT: "21"}, choice)
    assert (page.status, mine.open()) == (200, [])
    assert (cell(report), cell(report, NEXT)) == (left, 21)
    assert (heading(page) == "Usunąć wiersz?") == (button == REMOVE)


def test_ones_own_value_may_be_mended_while_it_is_chosen(report: Report, mine: Visitor) -> None:
    disputed(report, mine)
    assert mine.press(SAVE, {CELL: "16"}, "Moja: 9").status == 200
    assert cell(report) == 16


def test_the_other_value_typed_by_hand_is_no_dispute(report: Report, mine: Visitor) -> None:
    disputed(report, mine)
    assert mine.press(SAVE, {CELL: "7"}).status == 200
    assert cell(report) == 7


@pytest.mark.parametrize(("choice", "kept"), [("Moja: 9", "9"), (f"{ANNA}: 7", "7"), ("", "9")])
def test_a_third_value_is_told_and_not_overwritten(report: Report, mine: Visitor, choice: str, kept: str) -> None:
    disputed(report, mine)
    theirs(report, "8", person=303)
    page = mine.press(SAVE, choice=choice)
    assert (page.status, cell(report)) == (409, 8)
    assert list(page.choices()) == [f"{OLA}: 8", f"Moja: {kept}"]
    mine.press(SAVE, choice=f"Moja: {kept}")
    assert cell(report) == int(kept)


@pytest.mark.parametrize(("their", "my"), [("", "9"), ("7", "")])
def test_an_emptied_cell_is_told_as_one(report: Report, mine: Visitor, their: str, my: str) -> None:
    page = disputed(report, mine, their=their, my=my)
    labels = [f"{ANNA}: {their or 'puste pole'}", f"Moja: {my or 'puste pole'}"]
    assert list(page.choices()) == labels
    assert "„”" not in page.text
    mine.press(VERIFY)
    assert list(mine.page.choices()) == labels
    assert mine.press(SAVE, choice=labels[1]).status == 200
    assert cell(report) == (int(my) if my else None)


@pytest.mark.parametrize("their", ["", "7"])
def test_of_an_emptied_cell_the_others_may_stay(report: Report, mine: Visitor, their: str) -> None:
    disputed(report, mine, their=their, my="" if their else "9")
    assert mine.press(SAVE, choice=f"{ANNA}: {their or 'puste pole'}").status == 200
    assert cell(report) == (int(their) if their else None)


def test_a_text_nobody_can_read_does_not_end_it(report: Report, mine: Visitor) -> None:
    disputed(report, mine)
    assert mine.press(SAVE, {CELL: "dużo"}).status == 422
    page = mine.press(SAVE, {CELL: "12"})
    assert (page.status, cell(report)) == (409, 7)
    assert list(page.choices()) == [f"{ANNA}: 7", "Moja: 12"]


def test_what_was_chosen_is_known_when_the_text_is_mended(report: Report, mine: Visitor) -> None:
    disputed(report, mine)
    assert mine.press(SAVE, {CELL: "dużo"}, "Moja: 9").status == 422
    assert mine.press(SAVE, {CELL: "12"}).status == 200
    assert cell(report) == 12


def test_what_others_write_where_a_text_was_refused_is_told_too(report: Report, mine: Visitor) -> None:
    theirs(report, "7")
    assert mine.press(SAVE, {CELL: "dużo"}).status == 422
    assert mine.press(SAVE, {CELL: "12"}).status == 409
    assert cell(report) == 7


def test_two_cells_are_chosen_for_one_by_one(report: Report, mine: Visitor) -> None:
    theirs(report, "8", NEXT)
    theirs(report, "7")
    page = mine.press(SAVE, {CELL: "9", NEXT: "6"})
    assert list(page.choices()) == [f"{ANNA}: 7", "Moja: 9", f"{ANNA}: 8", "Moja: 6"]
    mine.press(VERIFY, choice="Moja: 6")
    assert (mine.open(), cell(report), cell(report, NEXT)) == ([CELL], 7, 6)


def test_what_is_open_in_the_row_itself_keeps_it_from_being_removed(report: Report, mine: Visitor) -> None:
    disputed(report, mine, address=IN_ROW)
    assert mine.press(REMOVE).status == 409
    assert heading(mine.press(REMOVE, choice=f"{ANNA}: 7")) == "Usunąć wiersz?"


def test_a_text_nobody_can_read_goes_with_its_row_and_with_no_other(report: Report, mine: Visitor) -> None:
    page = mine.press(REMOVE, {NEXT: "dużo"})
    assert (page.status, mine.value(NEXT)) == (422, "dużo")
    assert heading(mine.press(REMOVE, {NEXT: "21", IN_ROW: "dużo"})) == "Usunąć wiersz?"


@pytest.mark.parametrize("said", ["", "moja", "bzdura", "nad:5", ":"])
def test_what_no_button_says_chooses_nothing(report: Report, mine: Visitor, said: str) -> None:
    page = disputed(report, mine)
    method, url, fields = page.handed_in(page.button(SAVE), {})
    assert (method, url.endswith("/zapisz/")) == ("post", True)
    answer = mine.browser.client.post(url, {**fields, "wybor-d1-w02-k1": said})
    assert (answer.status_code, cell(report)) == (409, 7)


def test_the_choice_is_told_in_english(report: Report, mine: Visitor) -> None:
    mine.browser.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    theirs(report, "")
    answer = mine.browser.press(mine.page, SAVE, {CELL: "9"})
    assert "Meanwhile another value has been saved here" in answer.text
    assert list(answer.choices()) == [f"{ANNA}: empty field", "Mine: 9"]


def asked(seen: CaptureQueriesContext) -> list[str]:
    """Queries for who changed a cell last."""
    return [query["sql"] for query in seen.captured_queries if "?|" in query["sql"]]


def test_a_page_without_a_dispute_asks_for_nothing_more(report: Report, mine: Visitor) -> None:
    choosing = "//fieldset | //*[starts-with(@name, 'wybor-')] | //link[contains(@href, 'choosing')]"
    assert not mine.page.tree.xpath(choosing)
    with CaptureQueriesContext(connection) as seen:
        mine.press(SAVE, {NEXT: "6"})
    assert not asked(seen)
    disputed(report, mine)
    assert mine.page.tree.xpath(choosing)


def test_whose_values_they_are_is_asked_once(report: Report, mine: Visitor) -> None:
    theirs(report, "8", NEXT)
    theirs(report, "7")
    with CaptureQueriesContext(connection) as seen:
        mine.press(SAVE, {CELL: "9", NEXT: "6"})
    assert len(asked(seen)) == 1
    assert mine.open() == [CELL, NEXT]


# the same at a psychiatric card

DIAGNOSIS, CHECK, CLOSE = "d5.rozpoznanie.k1", "Sprawdź kartę", "Zamknij kartę"
CARD_BUTTONS = pytest.mark.parametrize("button", [SAVE, CHECK, CLOSE, "Dodaj oddział", REMOVE])


@pytest.fixture
def card() -> Card:
    return admitted(cards.hospital())


@pytest.fixture
def nurse(card: Card) -> Visitor:
    return Visitor(access.profile("reporter_psychiatric", unit=card.unit), f"/karty/{card.public_id}/")


def disputed_card(card: Card, nurse: Visitor) -> Page:
    save(card, {DIAGNOSIS: "F33"}, by=cards.nurse(card.unit, 202))
    return nurse.press(SAVE, {DIAGNOSIS: "F20"})


@CARD_BUTTONS
def test_a_card_stays_open_until_somebody_chooses(card: Card, nurse: Visitor, button: str) -> None:
    assert f"({ANNA}, " in disputed_card(card, nurse).text
    page = nurse.press(button)
    assert (page.status, nurse.open(), nurse.value(DIAGNOSIS)) == (409, [DIAGNOSIS], "F20")
    assert list(page.choices()) == [f"{ANNA}: F33", "Moja: F20"]
    assert (sheet_of(card).cells[DIAGNOSIS], card.status) == ("F33", cards.OPEN)


@CARD_BUTTONS
@pytest.mark.parametrize(("choice", "left"), [("Moja: F20", "F20"), (f"{ANNA}: F33", "F33")])
def test_what_is_chosen_settles_a_card(card: Card, nurse: Visitor, button: str, choice: str, left: str) -> None:
    disputed_card(card, nurse)
    page = nurse.press(button, choice=choice)
    assert (DIAGNOSIS not in nurse.open(), sheet_of(card).cells[DIAGNOSIS]) == (True, left)
    assert (heading(page) == "Usunąć wiersz?") == (button == REMOVE)


def test_a_third_value_of_a_card_is_told(card: Card, nurse: Visitor) -> None:
    disputed_card(card, nurse)
    save(card, {DIAGNOSIS: "F31"}, by=cards.nurse(card.unit, 303))
    page = nurse.press(CLOSE, choice="Moja: F20")
    assert list(page.choices()) == [f"{OLA}: F31", "Moja: F20"]
    assert sheet_of(card).cells[DIAGNOSIS] == "F31"
