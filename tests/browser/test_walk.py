# SPDX-License-Identifier: EUPL-1.2
"""The walk of a new user through the whole line, in the demo as `./ssoz demo` starts it: every process, real sign-in.

A hospital's reporter files MZ-29 with two errors, mends them and sends; the supervisor returns it with a reason; the
reporter corrects; the supervisor accepts; staff look at the map.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from ssoz.demo.answers import FORMS, Cells, Place
from ssoz.registers.enums import UnitKind
from tests.browser.conftest import NARROW, WIDE
from tests.browser.hands import PASTE
from tests.factories.ports import quiet_port

READY = "Ctrl-C zatrzymuje wszystko"
BUILDING = 600  # seconds for the country to be built on a busy machine
ENDING = 120
SLOW = 120_000  # milliseconds for the first table, which loads the libraries that make it
REASON = "Dział 2, wiersz 02: proszę sprawdzić liczbę łóżek dla dzieci."
COLUMNS = tuple(f"k{number}" for number in range(1, 16))
Picture = Callable[[Page, str], None]


@dataclass(frozen=True)
class Demo:
    url: str
    people: tuple[dict[str, Any], ...]

    def whoever(self, hint: str) -> dict[str, Any]:
        """The person of the demo who is there to try this."""
        return next(person for person in self.people if person["featured"] and hint in person["hint"])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    home = tmp_path_factory.mktemp("demo")
    home.parent.chmod(0o755)
    port = quiet_port()
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | {
        "DJANGO_SETTINGS_MODULE": "ssoz.conf.settings",
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "ssoz.demo", "--home", str(home), "--port", str(port)]
    log = home / "demo.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_until_ready(process, log)
        people = json.loads((home / "people.json").read_text(encoding="utf-8"))
        yield Demo(f"http://ssoz.localhost:{port}", tuple(people))
    finally:
        process.terminate()
        process.wait(ENDING)


def wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    for _second in range(BUILDING):
        if READY in log.read_text(encoding="utf-8", errors="replace"):
            return
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-3000:])


def sign_in(context: BrowserContext, demo: Demo, person: dict[str, Any]) -> Page:
    """From the start page over the account platform and the node's „Osoby demonstracyjne” to the home page."""
    page = context.new_page()
    page.goto(demo.url)
    page.get_by_role("link", name=re.compile("Zaloguj")).first.click()
    page.get_by_role("link", name="Zaloguj się przez login.gov.pl").click()
    page.get_by_role("button", name=re.compile("Osoby demonstracyjne")).click()
    page.get_by_label("Szukaj osoby, roli lub jednostki").fill(person["family_name"])
    page.get_by_role("button", name="Szukaj").click()
    page.locator(f"button[value='{person['sub']}']").click()
    page.wait_for_url(f"{demo.url}/**")
    expect(page.locator(".masthead")).to_contain_text(person["family_name"])
    return page


def open_from_list(page: Page, demo: Demo, status: str, form: str, action: str) -> None:
    page.goto(f"{demo.url}/sprawozdania/niefinansowe/{status}/")
    page.get_by_role("link", name=re.compile(f"^{action} {form}")).first.click()
    expect(page.locator("h1")).to_contain_text(form)


def fill_in(page: Page, cells: Cells) -> None:
    """Wards by code, their numbers as a block from a spreadsheet, the rest field by field."""
    wards = sorted({address.split(".")[1] for address in cells if address.startswith("d2.+")})
    for number, ward in enumerate(wards, start=1):
        code = str(cells[f"d2.{ward}.oddzial"])
        if number == 1:
            page.fill("#d2-r1-oddzial", code)
        else:
            page.fill("#d2-nowy", code)
            page.get_by_role("button", name="Dodaj oddział").click()
        expect(page.locator(f"#d2-r{number}-oddzial")).to_have_value(code)
        page.focus(f"#d2-r{number}-k1")
        page.evaluate(PASTE, "\t".join(str(cells.get(f"d2.{ward}.{column}", "")) for column in COLUMNS))
    for address, value in cells.items():
        if not address.startswith("d2.+"):
            put(page, address.replace(".", "-"), str(value))


def put(page: Page, cell: str, text: str) -> None:
    field = page.locator(f"#{cell}")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(text)
    else:
        field.fill(text)
        field.press("Tab")


def verify(page: Page) -> None:
    page.get_by_role("button", name="Weryfikuj bez wysyłania").click()
    page.wait_for_url("**/?kontrole=1**")


def explain_warnings(page: Page) -> None:
    """Answer every warning until none is open."""
    warnings = page.locator(".findings > li[data-severity='warning']")
    while left := warnings.count():
        finding = warnings.first
        finding.locator("summary").click()
        if finding.locator("select").count():
            finding.locator("select").select_option(index=1)
        finding.locator("textarea").fill("Potwierdzone w dokumentacji szpitala.")
        finding.get_by_role("button", name="Zapisz wyjaśnienie").click()
        expect(warnings).to_have_count(left - 1)


def send(page: Page) -> None:
    expect(page.locator("#kontrole")).to_contain_text("Sprawozdanie jest poprawne")
    page.locator("#kontrole").get_by_role("link", name="Wyślij").click()
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Sprawozdanie wysłane do weryfikacji.")


@dataclass
class Walk:
    """Who walks, with what in hand, and where the report lies."""

    demo: Demo
    browser: Callable[..., BrowserContext]
    picture: Picture
    answers: Cells
    report: str = ""

    def keep(self, page: Page, name: str) -> None:
        for viewport in (NARROW, WIDE):
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
            self.picture(page, f"walk-{name}")

    def person(self, hint: str) -> Page:
        return sign_in(self.browser(), self.demo, self.demo.whoever(hint))

    def file_with_two_errors(self, page: Page) -> None:
        self.keep(page, "01-home")
        open_from_list(page, self.demo, "do-wypelnienia", "MZ-29", "Wypełnij")
        self.report = page.url
        fill_in(page, self.answers)
        put(page, "d2-r1-k2", str(int(self.answers["d2.+1.k1"]) + 1))
        put(page, "d2-r1-k9", str(int(self.answers["d2.+1.k9"]) + 5))
        expect(page.locator("#stan-zapisu")).to_have_attribute("data-state", "saved")
        self.keep(page, "02-filled")
        verify(page)
        expect(page.locator("#kontrole .verdict h2")).to_contain_text(re.compile("błęd|błąd"))
        self.keep(page, "03-errors")

    def mend_and_send(self, page: Page) -> None:
        page.locator(".to-cell").first.click()
        put(page, "d2-r1-k2", str(self.answers.get("d2.+1.k2", "")))
        put(page, "d2-r1-k9", str(self.answers["d2.+1.k9"]))
        expect(page.locator(".findings > li[data-severity='error']")).to_have_count(0)
        explain_warnings(page)
        self.keep(page, "04-correct")
        send(page)
        self.keep(page, "05-sent")

    def return_with_reason(self, page: Page) -> None:
        page.goto(f"{self.demo.url}/sprawozdania/niefinansowe/do-weryfikacji/?szukaj=MZ-29")
        self.keep(page, "06-waiting")
        page.goto(self.report)
        page.locator("#decyzja").get_by_role("button", name="Zwróć do korekty").first.click()
        page.locator("#zwracanie textarea").fill(REASON)
        self.keep(page, "07-returning")
        page.locator("#zwracanie").get_by_role("button", name="Zwróć do korekty").click()
        page.wait_for_load_state()
        page.goto(self.report)
        expect(page.locator(".sheet-head")).to_contain_text("Do korekty")

    def correct(self, page: Page) -> None:
        page.goto(f"{self.demo.url}/sprawozdania/niefinansowe/do-korekty/")
        self.keep(page, "08-list")
        page.locator("tr", has_text="MZ-29").get_by_role("link", name="komentarz").first.click()
        expect(page.locator("#komentarz")).to_contain_text(REASON)
        self.keep(page, "09-comment")
        put(page, "d2-r1-k2", "0")
        verify(page)
        explain_warnings(page)
        send(page)

    def accept(self, page: Page) -> None:
        page.goto(self.report)
        page.locator("#decyzja").get_by_role("button", name="Zatwierdź").first.click()
        page.locator("#zatwierdzanie").get_by_role("button", name="Zatwierdź").click()
        page.wait_for_load_state()
        page.goto(self.report)
        expect(page.locator(".sheet-head")).to_contain_text("Zatwierdzono")
        self.keep(page, "10-accepted")

    def follow(self, page: Page, link: Locator) -> None:
        page.goto(self.demo.url + (link.get_attribute("href") or ""), timeout=SLOW)

    def look_at_the_map(self, page: Page) -> None:
        page.goto(f"{self.demo.url}/statystyka/")
        self.keep(page, "11-tables")
        self.follow(page, page.locator("main a[href*='/statystyka/']").first)
        self.follow(page, page.get_by_role("link", name=re.compile("[Mm]apa")).first)
        expect(page.locator("main").locator("svg, img").first).to_be_visible()
        self.keep(page, "12-map")


def test_the_walk(demo: Demo, people: Callable[..., BrowserContext], picture: Picture) -> None:
    hospital = demo.whoever("Wypełnij MZ-29")
    walk = Walk(demo, people, picture, FORMS["MZ-29"](Place(hospital["unit"], UnitKind.HOSPITAL), 2025))
    reporter = walk.person("Wypełnij MZ-29")
    walk.file_with_two_errors(reporter)
    walk.mend_and_send(reporter)
    supervisor = walk.person("Zwróć jedno sprawozdanie")
    walk.return_with_reason(supervisor)
    walk.correct(reporter)
    walk.accept(supervisor)
    walk.look_at_the_map(walk.person("mapę"))
