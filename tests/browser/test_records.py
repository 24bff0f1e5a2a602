# SPDX-License-Identifier: EUPL-1.2
"""Records, one answer a question. Blank ones are never called correct; filled in they read well, on paper too."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ssoz.registers.operations import load_seeds
from tests.browser.conftest import NARROW, WIDE, look
from tests.browser.test_feature_forms import FEATURES, FIELD, walk

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Page]
CARD = FEATURES.parent / "2025" / "mz-szp-11b.yaml"
RECORDS = {"record": FEATURES / "08-record.yaml", "code-lists": FEATURES / "09-code-lists.yaml", "card": CARD}
PAPER = 1040  # pixels of an A4 page on its side, without margins


def verified(page: Page) -> Page:
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.wait_for_url("**/?kontrole=1**")
    page.wait_for_selector("#arkusz[data-live]")
    return page


@pytest.mark.parametrize("path", RECORDS.values(), ids=RECORDS)
def test_a_record_is_walked_and_verified(
    open_form: Open,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    path: Path,
) -> None:
    load_seeds()
    page = open_form(path, NARROW)
    walk(page)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    verified(page)

    shown = [page.locator(f"#kontrole {part}").is_visible() for part in (".ready", ".verdict")]
    assert sorted(shown) == [False, True]
    look(page, f"record-{path.stem}", is_accessible, picture)
    page.locator("#d2, #d1").last.scroll_into_view_if_needed()
    picture(page, f"record-{path.stem}-fields")


def test_a_blank_card_is_not_called_correct(
    open_form: Open,
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:
    load_seeds()
    page = verified(open_form(CARD, WIDE))

    blank = page.locator(f"{FIELD}[aria-required]").count()
    assert blank >= 20
    expect(page.locator("#kontrole .ready")).to_be_hidden()
    expect(page.locator("[data-tally]")).to_contain_text(f"{blank}\u00a0błęd")
    expect(page.locator("#kontrole")).to_contain_text("Dział 4")
    look(page, "record-blank-card", is_accessible, picture)


def test_a_missing_row_is_an_error_until_it_is_added(open_form: Open) -> None:
    load_seeds()
    page = verified(open_form(CARD, WIDE))
    page.locator("#d4 button[name=usun]").click()
    page.locator("#usuwanie").get_by_role("button", name="Usuń wiersz").click()
    missing = page.locator("#kontrole li[data-key='wiersze:d4']")
    expect(missing).to_be_visible()
    expect(missing.locator(".place")).to_have_text("Dział 4")

    page.locator("#d4-nowy").fill("4700")
    page.locator(".add-row button").click()
    expect(missing).to_have_count(0)


def test_a_text_of_two_letters_is_as_wide_as_two_letters(open_form: Open) -> None:
    load_seeds()
    page = open_form(CARD, WIDE)

    widths = {code: page.locator(f"#{code}-k1").bounding_box() for code in ("d2-nazwisko", "d5-zgon")}
    assert all(box and box["width"] < 110 for box in widths.values())


def test_a_card_fits_a_printed_page(open_form: Open, picture: Callable[[Page, str], None]) -> None:
    load_seeds()
    page = open_form(CARD, {"width": PAPER, "height": 720})
    page.locator("#d2-nazwisko-k1").fill("KO")
    page.emulate_media(media="print")
    picture(page, "record-card-printed")

    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    assert page.locator(".sheet-head .actions").is_hidden()
    assert page.locator("#d2-nazwisko-k1").is_visible()


@pytest.mark.parametrize("window", [(1280, 720), (1024, 640), (800, 640), (640, 400)])
def test_the_head_leaves_room_and_hides_nothing_that_one_is_led_to(open_form: Open, window: tuple[int, int]) -> None:
    """A form with a long title, on laptops and at twice the size of letters."""
    load_seeds()
    width, height = window
    page = verified(open_form(CARD.with_name("mz-19.yaml"), {"width": width, "height": height}))
    page.wait_for_function("scrollY > 0")
    panel, head = (page.locator(place).bounding_box() for place in ("#kontrole", ".sheet-head"))

    assert panel
    assert head
    assert panel["y"] >= head["y"] + head["height"]
    assert max(0, head["y"] + head["height"]) <= height / 4


def test_ways_to_other_pages_are_not_printed(open_form: Open) -> None:
    load_seeds()
    page = open_form(FEATURES / "08-record.yaml", WIDE)
    way = page.get_by_role("link", name="Skoroszyt i wydruk")
    expect(way).to_be_visible()
    page.emulate_media(media="print")
    expect(way).to_be_hidden()
