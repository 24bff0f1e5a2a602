# SPDX-License-Identifier: EUPL-1.2
"""Somebody who types without looking up: whatever happens to the tab, the network or the session, they come back."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Route

from tests.browser.storm.world import Pair, World

PATIENCE = 120.0
# Every answer that says an edit was taken, told by the page as soon as it is there.
WITNESS = """
const asked = window.fetch;
window.fetch = async (address, how = {}) => {
  const answer = await asked(address, how);
  if (String(address).endsWith('/zapisz/') && answer.ok) {
    const told = await answer.clone().json();
    const refused = new Set([...told.problems, ...told.conflicts].map((one) => one.address));
    const taken = JSON.parse(how.body).changes.filter((one) => !refused.has(one.address));
    window.acknowledged(taken.map(({ address, now }) => [address, Number(now)]));
  }
  return answer;
};
"""
TYPE = """(pairs) => pairs.map(([address, value]) => {
  const cell = document.getElementById('arkusz').elements.namedItem(address);
  cell.value = value;
  for (const kind of ['input', 'change']) cell.dispatchEvent(new Event(kind, { bubbles: true }));
})"""
LEFT = """async () => {
  const bases = (await indexedDB.databases()).filter(({ name }) => name.startsWith('ssoz-edits-'));
  let left = 0;
  for (const { name } of bases) {
    const db = await new Promise((go) => { const r = indexedDB.open(name); r.onsuccess = () => go(r.result); });
    const keys = await new Promise((go) => {
      const r = db.transaction('edits').objectStore('edits').getAllKeys(); r.onsuccess = () => go(r.result);
    });
    db.close();
    left += keys.filter((key) => !key.startsWith('place')).length;
  }
  return left;
}"""


@dataclass
class Typist:
    """A person with a browser of their own."""

    world: World
    browser: BrowserContext
    sessions: list[str]
    acknowledged: set[Pair] = field(default_factory=set)
    typed: dict[str, list[int]] = field(default_factory=dict)
    page: Page | None = None

    def __post_init__(self) -> None:
        self.browser.expose_binding("acknowledged", lambda _source, pairs: self._hear(pairs))
        self.browser.add_init_script(WITNESS)
        self.sign_in()

    def _hear(self, pairs: Sequence[Sequence[Any]]) -> None:
        self.acknowledged |= {(str(address), int(value)) for address, value in pairs}

    def sign_in(self) -> None:
        """A session of its own each time; the ones before are over."""
        name = self.world.ground["cookie"]
        self.browser.add_cookies([{"name": name, "value": self.sessions[0], "url": self.world.url}])

    def lose_session(self) -> None:
        self.world.end_session(self.sessions.pop(0))

    def sheet(self) -> Page:
        """The report, open; opened again where it is not."""
        address = f"{self.world.url}/sprawozdanie/{self.world.ground['report']}/"
        end = time.monotonic() + PATIENCE
        while True:
            try:
                if self.page is None or self.page.is_closed():
                    self.page = self.browser.new_page()
                if self.page.url != address:
                    self.sign_in()
                    self.page.goto(address, timeout=20_000)
                self.page.wait_for_selector("#arkusz[data-live]", timeout=20_000)
                return self.page
            except Error:
                assert time.monotonic() < end, "the sheet does not open any more"
                self.leave()
                time.sleep(0.5)

    def type(self, pairs: Sequence[Pair]) -> None:
        try:
            self.sheet().evaluate(TYPE, [list(pair) for pair in pairs])
        except Error:  # it went away under the fingers: nothing was typed, or not all of it
            self.leave()
        for address, value in pairs:
            self.typed.setdefault(address, []).append(value)

    def leave(self) -> None:
        """The tab is gone, at once and without a word."""
        if self.page is not None and not self.page.is_closed():
            self.page.close()
        self.page = None

    def crash(self) -> None:
        page = self.sheet()
        with suppress(Error):
            page.goto("chrome://crash", timeout=2_000)
        self.leave()

    def deafen(self) -> None:
        """What is handed in arrives; its answer does not."""

        def swallow(route: Route) -> None:
            with suppress(Error):  # the server may be away, too
                route.fetch(timeout=5_000)
            with suppress(Error):
                route.abort()

        self.sheet().route("**/zapisz/", swallow, times=1)

    def settle(self) -> bool:
        """Everything is on the server; where two people quarrel, one's own value stays."""
        page = self.sheet()
        try:
            for _quarrel in range(page.locator("button.choice").count() // 2):
                page.locator(".problem").first.locator("button.choice").last.click(timeout=5_000)
            state = page.locator("#stan-zapisu").get_attribute("data-state", timeout=5_000)
            return not page.locator(".problem").count() and state == "saved" and page.evaluate(LEFT) == 0
        except Error:
            return False
