# SPDX-License-Identifier: EUPL-1.2
"""Two ways to work on a page: keys and nothing else, or a finger on the screen of a phone. Neither knows an address
of the page's code: what a key does not come to, or a finger does not hit, is not there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

Answers = Mapping[str, str]
STOP = """() => {
    const one = document.activeElement;
    const words = one.getAttribute("aria-label") || one.innerText || "";
    return {name: one.name ?? "", tag: one.tagName, value: one.value ?? "", words: words.replace(/\\s+/g, " ").trim()};
}"""
SHOWN = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return one === hit || one.contains(hit) ? "" : `${one.name}: ${hit ? hit.outerHTML.slice(0, 120) : "poza ekranem"}`;
}"""
PASTE = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const options = {clipboardData, bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", options));
}"""
FARTHEST = 1_500  # keys; a page that needs more leads round in circles


@dataclass
class Stop:
    """Where the keyboard stands."""

    name: str
    tag: str
    value: str
    words: str


class Hand(Protocol):
    page: Page

    def press(self, name: str) -> None:
        """Follow a link, press a button, unfold: whatever is called so."""

    def fill(self, answers: Answers) -> None:
        """Fields by their names. A row that is not there yet is added by its key: the first of its answers."""


@dataclass
class Keyboard:
    """Tab, Enter, arrows and letters; the focus has to be seen wherever something is typed."""

    page: Page

    def press(self, name: str) -> None:
        for _stop in range(FARTHEST):
            if self._tab().words.startswith(name):
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"no key leads to „{name}”")

    def fill(self, answers: Answers) -> None:
        left, stop = dict(answers), self._tab()
        for _stop in range(FARTHEST):
            added = self._row(stop, left)
            if stop.name in left:
                self._type(stop, left.pop(stop.name))
            if not left:
                return
            stop = self._here() if added else self._tab()
        raise AssertionError(f"no key leads to {sorted(left)[:5]}, {len(left)} fields in all")

    def _row(self, stop: Stop, left: dict[str, str]) -> bool:
        """A row is typed under the table and Enter puts it there, with the focus in its first field."""
        section = stop.name.removeprefix("nowy-")
        wanted = next((one for one in left if one.startswith(f"{section}.r")), "")
        if not stop.name.startswith("nowy-") or not wanted:
            return False
        self._type(stop, left.pop(wanted))
        self.page.keyboard.press("Enter")
        row = wanted.rpartition(".")[0]
        self.page.wait_for_function("row => document.activeElement.name?.startsWith(row)", arg=f"{row}.")
        return True

    def _type(self, stop: Stop, text: str) -> None:
        covered = self.page.evaluate(SHOWN)
        assert not covered, covered
        self.page.keyboard.type(text)
        for _choice in range(200 if stop.tag == "SELECT" else 0):
            if self._here().value == text:
                return
            self.page.keyboard.press("ArrowDown")
        if stop.tag == "SELECT":
            raise AssertionError(f"{stop.name}: no key chooses „{text}”")

    def _tab(self) -> Stop:
        self.page.keyboard.press("Tab")
        return self._here()

    def _here(self) -> Stop:
        return Stop(**self.page.evaluate(STOP))


@dataclass
class Finger:
    """Taps, which miss what is covered or lies beside the screen, and the telephone's own keyboard and lists."""

    page: Page

    def press(self, name: str) -> None:
        role = self.page.get_by_role
        exact = role("button", name=name, exact=True).or_(role("link", name=name, exact=True))
        summary = self.page.locator("summary").get_by_text(name, exact=True)
        begins = role("link", name=name)
        for found in (exact, summary, begins):
            if shown := [one for one in found.all() if one.is_visible()]:
                shown[0].tap()
                return
        raise AssertionError(f"nothing to tap is called „{name}”")

    def fill(self, answers: Answers) -> None:
        for name, text in answers.items():
            field = self.page.locator(f"[name='{name}']")
            if field.count():
                self._enter(field, text)
            else:
                self._row(name, text)

    def _row(self, name: str, text: str) -> None:
        adding = self.page.locator(f"#{name.partition('.')[0]} .add-row")
        self._enter(adding.locator("input, select"), text)
        adding.get_by_role("button").tap()
        expect(self.page.locator(f"[name='{name}']")).to_have_value(text)
        self.page.wait_for_load_state()  # where the row came with a new page

    def _enter(self, field: Locator, text: str) -> None:
        field.tap()
        expect(field).to_be_focused()
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            self.page.keyboard.insert_text(text)  # as a telephone's keyboard does: words, not keys
