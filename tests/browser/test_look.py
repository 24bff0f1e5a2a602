# SPDX-License-Identifier: EUPL-1.2
"""The look in a real browser: accessible, at two widths, by keyboard, on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ssoz.access.actors import SYSTEM
from ssoz.access.models import Profile
from ssoz.catalogue.operations import load_forms
from ssoz.registers.operations import load_seeds
from ssoz.www.public.prose import PAGES
from tests.browser.conftest import NARROW, WIDE, overflow
from tests.factories import access, registers
from tests.factories.reports import TO_CORRECT, TO_VERIFY, report_at, tiny

PUBLIC = [
    "/",
    "/komunikaty/",
    "/formularze/",
    "/mapa-strony/",
    "/nie-ma-takiej/",
    *(f"/{page.address}" for page in PAGES),
]
ROLES = ["reporter_nonfinancial", "supervisor_nonfinancial", "cez_admin", "cez_staff"]


def visit(page: Page, path: str, check: Callable[[Page], None]) -> None:
    """At both widths nothing to scroll sideways; nothing for axe to say."""
    page.goto(path)
    for viewport in (NARROW, WIDE):
        page.set_viewport_size(viewport)
        assert overflow(page) <= 0, path
    check(page)


def country(role: str) -> Profile:
    """A unit with a returned report, another that waits to be verified, and somebody in the role."""
    edition, unit = tiny(), registers.unit()
    report_at(TO_CORRECT, unit=unit, edition=edition)
    report_at(TO_VERIFY, edition=edition)
    return access.profile(role, unit=unit) if role.startswith("reporter") else access.profile(role)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_and_fits_a_telephone(page: Page, is_accessible: Callable[[Page], None], path: str):
    visit(page, path, is_accessible)


def test_every_component_is_accessible_in_every_state(page: Page, is_accessible: Callable[[Page], None]):
    visit(page, "/design/", is_accessible)


def test_the_page_of_a_form_is_accessible_and_fits_a_telephone(page: Page, is_accessible: Callable[[Page], None]):
    load_seeds()
    load_forms(by=SYSTEM)

    visit(page, "/formularze/2025/MZ-29/", is_accessible)


@pytest.mark.parametrize("role", ROLES)
def test_the_home_page_is_accessible_and_fits_a_telephone(
    page: Page, sign_in: Callable[[Profile], None], is_accessible: Callable[[Page], None], role: str
):
    sign_in(country(role))

    visit(page, "/strona-glowna/", is_accessible)


def test_the_first_tab_leads_past_the_menu(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#tresc")).to_be_focused()


def test_what_has_the_focus_is_outlined(page: Page):
    page.goto("/")
    for _press in range(3):
        page.keyboard.press("Tab")

    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3


def test_the_menu_of_the_person_opens_and_closes_by_keyboard(page: Page, sign_in: Callable[[Profile], None]):
    sign_in(country("reporter_nonfinancial"))
    page.goto("/strona-glowna/")
    handle = page.locator(".menu:not(.modules-small) > summary")
    handle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Wyloguj się")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Wyloguj się")).to_be_hidden()
    expect(handle).to_be_focused()


def test_on_a_telephone_the_modules_are_in_a_menu(page: Page, sign_in: Callable[[Profile], None]):
    sign_in(country("cez_admin"))
    page.set_viewport_size(NARROW)
    page.goto("/strona-glowna/")
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("link", name="Nadzór", exact=True).click()

    expect(page).to_have_url("/nadzor/")


def test_the_language_switch_keeps_the_page(page: Page):
    page.goto("/formularze/")
    page.get_by_role("button", name="English: switch the language").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Forms and due dates")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Polski: zmień język").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Formularze i terminy")


def test_without_scripts_the_menus_still_open(chromium, live_server, page: Page):
    context = chromium.new_context(base_url=live_server.url, locale="pl-PL", viewport=NARROW, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/")
    plain.locator("summary", has_text="Menu").click()
    expect(plain.get_by_role("link", name="Pomoc", exact=True)).to_be_visible()
    context.close()


def test_a_dialog_opens_from_its_button_and_closes_on_escape(page: Page):
    page.goto("/design/")
    page.get_by_role("button", name="Zwróć do korekty").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_be_hidden()


def test_on_paper_there_is_the_content_and_no_navigation(page: Page):
    page.goto("/pomoc/")
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".footer")).to_be_hidden()
    expect(page.locator(".modules")).to_be_hidden()


def test_who_wants_less_motion_gets_none(page: Page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/design/")

    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.ds-button')).transitionDuration)") < 0.01


def test_in_forced_colours_the_current_page_is_still_marked(page: Page):
    page.emulate_media(forced_colors="active")
    page.goto("/formularze/")
    current = page.locator(".modules [aria-current]")

    assert current.evaluate("element => getComputedStyle(element).forcedColorAdjust") == "none"
