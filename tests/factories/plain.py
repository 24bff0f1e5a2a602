# SPDX-License-Identifier: EUPL-1.2
"""A browser without JavaScript: it reads the page, follows its links and hands in its forms, and knows no address.

What a page keeps for its script (templates, dialogs, hidden parts) is not there for it; a field it cannot see, a code
its list does not have, a required answer left out fail the test.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin

from django.test import Client
from lxml import html

SCRIPTED = "ancestor-or-self::*[self::template or self::dialog or @popover or @hidden or contains(@class, 'by-script')]"
SUBMITS = {"button": "submit", "input": "text"}
Values = Mapping[str, str]


@dataclass(frozen=True)
class Page:
    url: str
    status: int
    tree: Any

    @property
    def text(self) -> str:
        """What people read on it."""
        return _words(self.tree.find(".//main"))

    def has_field(self, name: str) -> bool:
        return any(control.get("name") == name for control in self._seen("input", "select", "textarea"))

    def choices(self) -> dict[str, Values]:
        """What is typed by choosing each of the page's radio buttons, by its label; none is chosen before."""
        radios = [one for one in self._seen("input") if one.get("type") == "radio"]
        assert not [one.get("name") for one in radios if _counts(one)]
        return {_words(one.getparent()): {one.get("name"): one.get("value")} for one in radios}

    def link(self, name: str) -> str:
        """Where the link leads that bears this name, or whose name begins with it."""
        links = {_name(one): one.get("href") for one in self._seen("a")}
        found = links.get(name) or next((href for words, href in links.items() if words.startswith(name)), None)
        assert found, f"no link „{name}” on {self.url}: {sorted(links)}"
        return urljoin(self.url, found)

    def button(self, name: str, within: Any = None) -> Any:
        """The button that hands in a form; `within` a part of the page."""
        buttons = [one for one in self._seen("button", within=within) if one.get("type", "submit") == "submit"]
        found = next((one for one in buttons if _name(one) == name), None)
        assert found is not None, f"no button „{name}” on {self.url}: {[_name(one) for one in buttons]}"
        return found

    def handed_in(self, button: Any, typed: Values) -> tuple[str, str, dict[str, str]]:
        """Method, address and fields that a browser sends for a button, after that was typed."""
        form = self._owner(button)
        controls = [one for one in self._all("input", "select", "textarea") if self._owner(one) is form]
        values = {one.get("name"): _value(one) for one in controls if one.get("name") and _counts(one)}
        self._type(controls, values, typed)
        if form.get("novalidate") is None:
            missing = [one.get("name") for one in controls if one.get("required") is not None]
            assert [name for name in missing if not values[name]] == []
        if button.get("name"):
            values[button.get("name")] = button.get("value", "")
        address = urljoin(self.url, button.get("formaction") or form.get("action") or "")
        return form.get("method", "get").lower(), address, values

    def _type(self, controls: list[Any], values: dict[str, str], typed: Values) -> None:
        known = {one.get("name"): one for one in controls if not one.xpath(SCRIPTED)}
        for name, text in typed.items():
            control = known.get(name)
            assert control is not None, f"no field {name} on {self.url}"
            assert control.get("type") != "hidden", name
            if control.tag == "select":
                assert text in [option.get("value") for option in control.iter("option")], f"{name}: „{text}”"
            values[name] = text

    def _owner(self, control: Any) -> Any:
        if control.get("form"):
            return self.tree.get_element_by_id(control.get("form"))
        return next(control.iterancestors("form"))

    def _all(self, *tags: str) -> Iterator[Any]:
        return (one for one in self.tree.iter(*tags) if control_form(one) is not None)

    def _seen(self, *tags: str, within: Any = None) -> Iterator[Any]:
        for one in (self.tree if within is None else within).iter(*tags):
            if not one.xpath(SCRIPTED):
                yield one


def control_form(control: Any) -> str | None:
    """The form a control belongs to, if any: by its attribute, else the one it stands in."""
    return control.get("form") or next(("" for _ in control.iterancestors("form")), None)


def _counts(control: Any) -> bool:
    return control.get("type") not in ("checkbox", "radio") or control.get("checked") is not None


def _value(control: Any) -> str:
    if control.tag == "textarea":
        return control.text or ""
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return str(chosen[0].get("value", "")) if chosen else ""
    return str(control.get("value", "on" if control.get("type") == "checkbox" else ""))


def _name(control: Any) -> str:
    return control.get("aria-label") or _words(control)


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())


@dataclass
class Browser:
    """Somebody's, signed in or not; forms without their token are refused as they are in life."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def open(self, url: str) -> Page:
        return self._go("get", url, {})

    def follow(self, page: Page, link: str) -> Page:
        return self.open(page.link(link))

    def press(self, page: Page, button: str, typed: Values | None = None, within: Any = None) -> Page:
        return self._go(*page.handed_in(page.button(button, within), typed or {}))

    def _go(self, method: str, url: str, data: Values) -> Page:
        answer: Any = getattr(self.client, method)(urldefrag(url).url, data)
        if answer.status_code in (301, 302, 303):
            return self.open(urljoin(url, answer["Location"]))
        return Page(url, answer.status_code, html.fromstring(answer.content))
