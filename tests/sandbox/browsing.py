# SPDX-License-Identifier: EUPL-1.2
"""A browser that walks over the sandbox's hosts: cookies per host, real forms with their tokens."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from lxml import html

LOGIN, PZ, PHONE, BANK, MAIL = (
    f"http://{name}.localhost:8001" for name in ("login", "pz", "telefon", "bank", "poczta")
)


@dataclass
class Page:
    """What a browser shows."""

    url: str
    response: HttpResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def tree(self) -> Any:
        return html.fromstring(self.response.content)

    @property
    def heading(self) -> str:
        return " ".join(self.tree.find(".//h1").text_content().split())

    @property
    def text(self) -> str:
        """What one can read, without what is hidden."""
        return " ".join(self.tree.find(".//main").text_content().split())

    def errors(self) -> list[str]:
        return [" ".join(one.text_content().split()) for one in self.tree.find_class("error")]

    def link(self, text: str) -> str:
        return next(urljoin(self.url, one.get("href")) for one in self.tree.iter("a") if text in one.text_content())

    def form(self, button: str) -> Any:
        """The form with that button, and the button."""
        for one in self.tree.iter("button"):
            if button in one.text_content() and one.get("disabled") is None:
                named = self.tree.get_element_by_id(one.get("form"), None) if one.get("form") else None
                return named if named is not None else next(one.iterancestors("form")), one
        raise AssertionError(f"no button „{button}” on {self.url}: {self.text}")


@dataclass
class Browser:
    """Somebody at the sandbox's pages."""

    language: str = "pl"
    address: str = "127.0.0.1"
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, host: str) -> Client:
        if host not in self.clients:
            self.clients[host] = Client(enforce_csrf_checks=True)
        return self.clients[host]

    def request(self, method: str, url: str, data: dict[str, Any] | None = None, **headers: str) -> Page:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        response = getattr(self.client(parts.netloc), method)(
            path,
            data,
            headers={"host": parts.netloc, "accept-language": self.language, **headers},
            REMOTE_ADDR=self.address,
        )
        return Page(url, response)

    def follow(self, page: Page) -> Page:
        while page.status in {301, 302, 303}:
            page = self.request("get", urljoin(page.url, page.response["Location"]))
        return page

    def open(self, url: str) -> Page:
        return self.follow(self.request("get", url))

    def post(self, url: str, data: dict[str, Any]) -> Page:
        return self.follow(self.request("post", url, data))

    def click(self, page: Page, button: str, **values: Any) -> Page:
        """Fill in the form of a button and press it."""
        form, pressed = page.form(button)
        data = {name: value for name, value in form.form_values() if value is not None}
        if pressed.get("name"):
            data[pressed.get("name")] = pressed.get("value")
        data.update(values)
        url = urljoin(page.url, form.get("action") or "")
        if (form.get("method") or "get").lower() == "get":
            query = "&".join(f"{name}={value}" for name, value in data.items())
            return self.open(f"{url.split('?')[0]}?{query}")
        return self.post(url, data)
