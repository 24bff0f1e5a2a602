# SPDX-License-Identifier: EUPL-1.2
"""A browser made of requests: follows redirects, fills in forms, keeps cookies apart by host. No script runs."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from lxml import html

PATIENCE = 30


@contextmanager
def names_under_localhost() -> Iterator[None]:
    """Let Python find `*.localhost`, as every browser does."""
    resolve = socket.getaddrinfo

    def on_loopback(host: Any, *words: Any, **more: Any) -> Any:
        return resolve("127.0.0.1" if str(host).endswith(".localhost") else host, *words, **more)

    socket.getaddrinfo = on_loopback
    try:
        yield
    finally:
        socket.getaddrinfo = resolve


@dataclass
class Wanderer:
    """Somebody on their way through the sites; `page` is what they see, `visited` where they have been."""

    session: requests.Session = field(default_factory=requests.Session)
    page: requests.Response = field(default_factory=requests.Response)
    visited: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.session.headers["Connection"] = "close"  # a kept one may be shut while a request is on its way

    @property
    def url(self) -> str:
        return self.page.url

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def document(self) -> html.HtmlElement:
        return html.document_fromstring(self.text)

    def open(self, address: str) -> "Wanderer":
        """Go to an address, from this page where it is not a whole one."""
        return self._take(self.session.get(urljoin(self.page.url or "", address), timeout=PATIENCE))

    def follow(self, words: str) -> "Wanderer":
        """Click on the link that says so."""
        links = [link for link in self.document.iterlinks() if link[0].tag == "a" and words in link[0].text_content()]
        assert links, (words, self.url, self.text)
        return self.open(links[0][2])

    def send(self, form: str, **values: str) -> "Wanderer":
        """Send the form that has such an element, with these values over those it bears."""
        found = self.document.xpath(f"//form[.{form}]" if form.startswith("/") else f"//form{form}")
        assert found, (form, self.url, self.text)
        data = {**{name: value or "" for name, value in found[0].fields.items()}, **values}
        action = urljoin(self.url, found[0].action or self.url)
        sent = {"params": data} if found[0].method == "GET" else {"data": data}
        headers = {"Origin": "/".join(self.url.split("/")[:3]), "Referer": self.url}
        return self._take(self.session.request(found[0].method, action, headers=headers, timeout=PATIENCE, **sent))

    def _take(self, page: requests.Response) -> "Wanderer":
        self.page = page
        steps = [*page.history, page]
        self.visited += [step.url for step in steps]
        self.seconds += sum(step.elapsed.total_seconds() for step in steps)
        return self
