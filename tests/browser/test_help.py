# SPDX-License-Identifier: EUPL-1.2
"""Help in place: the tour of a page by keyboard, at both widths; the help beside a sheet."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from ssoz.access.models import Person, Profile
from tests.browser.conftest import NARROW, WIDE, look, overflow
from tests.browser.newcomer import a_practice_of
from tests.factories import access
from tests.factories.reports import blank_report


def test_a_newcomer_is_shown_the_sheet_by_keyboard_and_asked_no_more(
    page: Page,
    sign_in: Callable[[Profile], None],
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
):
    report = blank_report()
    sign_in(access.profile("reporter_nonfinancial", unit=report.unit))
    page.goto(f"/sprawozdanie/{report.public_id}/?przewodnik=1")
    page.get_by_role("link", name="Pokaż", exact=True).press("Enter")
    tour = page.get_by_role("dialog")
    expect(tour).to_contain_text("1 z 5")
    expect(page.get_by_role("button", name="Dalej")).to_be_focused()
    is_accessible(page)
    for viewport in (NARROW, WIDE):
        page.set_viewport_size(viewport)
        picture(page, "tour")
        assert overflow(page) <= 0

    seen = [tour.get_by_role("heading").inner_text()]
    for _ in range(4):
        page.keyboard.press("Enter")
        seen.append(tour.get_by_role("heading").inner_text())

    assert seen == ["Działy", "Arkusz", "Zapis", "Sprawdzenie", "Pomoc"]
    page.get_by_role("button", name="Wstecz").click()
    expect(tour).to_contain_text("4 z 5")
    page.keyboard.press("Enter")
    with page.expect_response(lambda answer: "/przewodnik/sheet/" in answer.url):
        page.get_by_role("button", name="Zakończ").press("Enter")
    expect(page.get_by_text("Pierwsze sprawozdanie?")).to_have_count(0)
    assert Person.objects.get(introduced_to=["sheet"])
    page.goto(f"/sprawozdanie/{report.public_id}/")
    look(page, "help", is_accessible, picture)


def test_a_practice_files_two_forms_in_one_go_by_keyboard(
    page: Page,
    sign_in: Callable[[Profile], None],
    is_accessible: Callable[[Page], None],
    picture: Callable[[Page, str], None],
):
    a_practice_of(access.person())
    sign_in(Profile.objects.get())
    page.goto("/razem/praktyka/")
    expect(page.get_by_label("Stopień specjalizacji")).to_be_hidden()
    look(page, "joint-questions", is_accessible, picture)
    page.get_by_label("Kobieta").press("Space")
    page.get_by_role("button", name="Dalej ›").press("Enter")
    expect(page.get_by_text("Odpowiedz na to pytanie.")).to_have_count(1)
    look(page, "joint-missing", is_accessible, picture)
    page.get_by_role("group", name="głównym miejscem pracy").get_by_label("Tak").press("Space")
    page.get_by_role("button", name="Dalej ›").press("Enter")
    look(page, "joint-review", is_accessible, picture)
    page.get_by_role("button", name="Wyślij MZ-88 i MZ-89").press("Enter")
    expect(page.get_by_role("heading", name="Wysłano")).to_be_visible()
    look(page, "joint-sent", is_accessible, picture)
