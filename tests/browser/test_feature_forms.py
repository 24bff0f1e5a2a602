# SPDX-License-Identifier: EUPL-1.2
"""One small form for each feature of the engine: it opens, is walked by keyboard, verifies and reads well."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, look

pytestmark = pytest.mark.django_db(transaction=True)
FEATURES = Path(__file__).parents[2] / "forms" / "features"
FIELD = "#arkusz :is(td, th, .entry) :is(input, select):not([type=hidden])"


def alone() -> list[str]:
    """Forms that stand for themselves and need no dictionary."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(FEATURES.glob("*.yaml"))}
    return [name for name, text in texts.items() if "list:" not in text and "extends:" not in text]


def walk(page: Page) -> None:
    """A row in each section that grows, then every field by the keyboard."""
    for number in range(page.locator(".add-row button").count()):
        before = page.locator(FIELD).count()
        page.locator(".add-row button").nth(number).click()
        expect(page.locator(FIELD)).not_to_have_count(before)
    for number in range(page.locator(FIELD).count()):
        field = page.locator(FIELD).nth(number)
        field.focus()
        if field.evaluate("field => field.tagName") == "SELECT":
            page.keyboard.press("ArrowDown")
        else:
            page.keyboard.type(answer(field))
    page.keyboard.press("Tab")


def answer(field: Locator) -> str:
    """Something that can be saved in it: a day, a code of its list, one."""
    if "date" in (field.get_attribute("class") or ""):
        return "2025-03-01"
    code: str = field.evaluate("field => field.list?.options[0].value ?? '1'")
    return code


@pytest.mark.parametrize("name", alone())
def test_a_form_is_walked_and_verified(
    open_form: Callable[..., Page],
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    name: str,
) -> None:
    page = open_form(FEATURES / name, NARROW)
    walk(page)
    expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.wait_for_url("**/?kontrole=1**")
    page.wait_for_selector("#arkusz[data-live]")

    shown = [page.locator(f"#kontrole {part}").is_visible() for part in (".ready", ".verdict")]
    assert sorted(shown) == [False, True]
    look(page, f"feature-{name.partition('.')[0]}", is_accessible, picture)
