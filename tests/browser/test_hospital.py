# SPDX-License-Identifier: EUPL-1.2
"""A hospital's MZ-29 in a browser: wards pasted, values carried over, what the checks say when asked."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from shared import clock
from ssoz.catalogue.models import Edition
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from tests.browser.conftest import NARROW, WIDE, at_rest, overflow, touch, until
from tests.browser.hands import PASTE
from tests.factories import access, registers
from tests.factories.catalogue import real_edition
from tests.factories.reports import blank_report, fill, filler

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Page]
SMALL: ViewportSize = {"width": 360, "height": 740}
WRONG = {f"d8.w{row:02d}.k2": "5" for row in range(1, 4)}  # examined with what is not there
COVERED = """() => {
    const found = [];
    for (const field of document.querySelectorAll("td:has(.flag) > :is(input, select), .key :is(input, select)")) {
        field.scrollIntoView({ block: "center", inline: "center" });
        const box = field.getBoundingClientRect();
        for (const share of [0.02, 0.1, 0.25, 0.5, 0.75, 0.9])
            for (const depth of [0.25, 0.5, 0.75]) {
                const hit = document.elementFromPoint(box.left + box.width * share, box.top + box.height * depth);
                if (hit !== field) found.push(`${field.name} ${share} ${depth}: ${hit?.outerHTML.slice(0, 60)}`);
            }
    }
    return found;
}"""
TOP = "document.getElementById('kontrole').getBoundingClientRect().top"
WARDS = {
    "d1.w01.k1": "3",
    "d1.w03.k1": "tak",
    "d1.w05.k1": "nie",
    "d2.r1.oddzial": "4000",
    "d2.r2.oddzial": "4050",
    "d2.r1.k1": "40",
    "d2.r2.k1": "24",
    "d3.w13.k1": "202",
}


def hospital(unit: Unit, edition: Edition, cells: dict[str, str]) -> Report:
    """Of two wards."""
    report = blank_report(unit, edition)
    operations.add_row(by=filler(unit), report=report.public_id, section="d2", count=1)
    return fill(report, cells)


@pytest.fixture
def report() -> Report:
    return hospital(registers.unit(), real_edition("mz-29.yaml"), WARDS)


@pytest.fixture
def second_year() -> Report:
    """Blank; a year ago there were two wards."""
    unit = registers.unit()
    before = hospital(unit, real_edition("mz-29.yaml", 2024), WARDS)
    now = clock.now()
    Report.objects.filter(pk=before.pk).update(status=ReportStatus.ACCEPTED, sent_at=now, accepted_at=now)
    return blank_report(unit, real_edition("mz-29.yaml"))


@pytest.fixture
def open_sheet(people: Callable[..., BrowserContext], live_server: Any) -> Open:
    def page_of(report: Report, part: str = "", viewport: ViewportSize = WIDE) -> Page:
        client = access.signed_in(Client(), access.profile("reporter_nonfinancial", unit=report.unit))
        context = people(viewport)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/sprawozdanie/{report.public_id}/{part}")
        page.wait_for_selector("#arkusz[data-live]")
        return page

    return page_of


def paste(page: Page, cell: str, text: str) -> None:
    page.focus(f"#{cell}")
    page.evaluate(PASTE, text)


def values(page: Page, row: str, *columns: str) -> list[str]:
    return [page.input_value(f"#d2-{row}-{column}") for column in columns]


def test_lines_of_unequal_length_leave_what_they_do_not_name(open_sheet: Open, report: Report) -> None:
    page = open_sheet(fill(report, {"d2.r2.k2": "7", "d2.r2.k3": "8"}))
    touch(page)
    paste(page, "d2-r1-k1", "1\t2\r\n3\r\n4\t5\t6\r\n")
    expect(page.locator("#d2-r3-k3")).to_have_value("6")
    assert values(page, "r1", "k1", "k2", "k3") == ["1", "2", ""]
    assert values(page, "r2", "k1", "k2", "k3") == ["3", "7", "8"]
    assert values(page, "r3", "k1", "k2", "k3") == ["4", "5", "6"]

    paste(page, "d2-r1-oddzial", "4700\r\n4050\t5\r\n4060\t6\r\n4070\t7\r\n")
    expect(page.locator("#d2-r4-k1")).to_have_value("7")
    assert [*values(page, "r1", "oddzial", "k1"), *values(page, "r2", "oddzial", "k1")] == ["4700", "1", "4050", "5"]

    for text, found in {"1\r\n2": "1__ 2__ 1__ 2__", "3\r\n4\t5": "3__ 45_ 1__ 2__"}.items():  # a block is repeated
        page.focus("#d2-r1-k5")
        for _row in range(3):
            page.keyboard.press("Shift+ArrowDown")
        page.evaluate(PASTE, text)
        rows = [values(page, row, "k5", "k6", "k7") for row in ("r1", "r2", "r3", "r4")]
        assert " ".join("".join(one or "_" for one in row) for row in rows) == found


def test_two_lines_of_one_cell_are_no_number(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    touch(page)
    paste(page, "d2-r1-k1", '"1\n2"\t"1\r\n200"\r\n')

    expect(page.locator("#d2-r1-k1-p")).to_have_text("„1↵2” to nie jest liczba.")
    expect(page.locator("#d2-r1-k2-p")).to_have_text("„1↵200” to nie jest liczba.")
    paste(page, "d2-r1-k3", '"1\n2"')
    expect(page.locator("#d2-r1-k3-p")).to_have_text("„1↵2” to nie jest liczba.")


@pytest.mark.parametrize("viewport", [WIDE, NARROW, SMALL], ids=["1280", "390", "360"])
def test_what_the_checks_say_is_seen_once_it_was_asked_for(
    open_sheet: Open, report: Report, viewport: ViewportSize
) -> None:
    page = open_sheet(fill(report, WRONG), viewport=viewport)
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.wait_for_url("**/?kontrole=1**")
    page.wait_for_selector("#arkusz[data-live]")

    def is_seen() -> bool:
        return 0 <= float(page.evaluate(TOP)) < viewport["height"] / 2

    until(page, is_seen)
    at_rest(page)
    assert is_seen()
    page.mouse.wheel(0, 3000)
    until(page, lambda: page.evaluate(TOP) < 0)
    at_rest(page)
    assert page.evaluate(TOP) < 0  # who reads on is left alone


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["1280", "390"])
def test_a_mark_beside_a_value_covers_nothing(open_sheet: Open, second_year: Report, viewport: ViewportSize) -> None:
    operations.prefill(by=filler(second_year.unit), report=second_year.public_id)
    page = open_sheet(second_year, "?poprzedni=1", viewport)
    expect(page.locator(".flag.prefilled").first).to_be_attached()
    assert page.evaluate(COVERED) == []


def test_a_ward_is_called_by_its_name_however_its_code_came(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    touch(page)
    names = page.locator("#d2 .key .code-name")
    drawn = names.all_inner_texts()
    paste(page, "d2-r1-oddzial", "4050\r\n4000\r\n4070\r\n")
    expect(names).to_have_text([*reversed(drawn), re.compile("^Oddział")])
    page.keyboard.press("Control+z")
    expect(names).to_have_text([*drawn, ""])

    page.locator("#d2-r3-oddzial").press_sequentially("4050")
    expect(names.nth(2)).to_have_text(drawn[1])
    page.keyboard.press("Backspace")
    expect(names.nth(2)).to_have_text("")


def test_enter_keeps_what_was_typed_where_there_is_nowhere_to_go(open_sheet: Open, report: Report) -> None:
    page = open_sheet(report)
    touch(page)
    page.focus("#d3-w13-k1")
    for keys, found in {
        "55 Enter Escape": "55",
        "66 Escape": "55",
        "77 Enter 88 Escape": "77",
        "Control+z": "55",
    }.items():
        for key in keys.split():
            if key.isdigit():
                page.keyboard.type(key)
            else:
                page.keyboard.press(key)
        assert page.input_value("#d3-w13-k1") == found


def test_a_code_of_last_year_has_its_name(open_sheet: Open, second_year: Report) -> None:
    page = open_sheet(second_year)
    beside = page.locator("td:has(#d1-w01-k1) small.prior")
    page.get_by_role("link", name="Pokaż rok poprzedni").click()
    expect(beside).to_contain_text("rok 2024: 3 inny szpital ogólny")
    told = beside.inner_text()
    page.reload()
    expect(beside).to_have_text(told)
    assert overflow(page) <= 0
    page.set_viewport_size(NARROW)
    assert overflow(page) <= 0
