# SPDX-License-Identifier: EUPL-1.2
"""A reporter's desk: a signed-in browser without JavaScript, which hands in forms as they stand on the page."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from ssoz.reports.models import Report
from ssoz.reports.queries import ReportDetails, report_for, verdict
from tests.factories import access
from tests.factories.reports import filler

TEMPLATE = re.compile("<template.*?</template>", re.DOTALL)


class Fields(HTMLParser):
    """The successful fields of the sheet's form, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = ""
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "arkusz"
        elif self._inside and tag == "input":
            self.values[given["name"]] = given.get("value", "")
        elif self._inside and tag == "select":
            self._select = given["name"]
            self.values[self._select] = ""
        elif self._inside and tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def read(answer: Any) -> str:
    """A page as people read it: a no-break space is a space, and what waits for the script in templates is not seen."""
    page: str = answer.content.decode()
    return TEMPLATE.sub("", page).replace("\u00a0", " ")


@dataclass
class Desk:
    client: Client
    report: Report

    @property
    def url(self) -> str:
        return f"/sprawozdanie/{self.report.public_id}/"

    def open(self, query: str = "") -> Any:
        return self.client.get(self.url + query)

    def page(self) -> dict[str, str]:
        """What stands in the fields of a page opened now."""
        return Fields(self.open().content.decode()).values

    def hand_in(self, page: dict[str, str], button: str = "zapisz", **typed: str) -> Any:
        """Press a button of a page after typing: `d1_w02_k1="5"`."""
        cells = {name.replace("_", "."): text for name, text in typed.items()}
        return self.client.post(f"{self.url}zapisz/", page | cells | {"dalej": button})

    def post(self, part: str, **data: str) -> Any:
        return self.client.post(f"{self.url}{part}/", data)

    def script(self, *changes: dict[str, str | None]) -> Any:
        """What the page's script sends."""
        body = {"changes": list(changes)}
        return self.client.post(
            f"{self.url}zapisz/", body, content_type="application/json", headers={"Accept": "application/json"}
        )

    @property
    def finding(self) -> str:
        """Key of the first finding."""
        return verdict(filler(self.report.unit), self.report.public_id).findings[0].finding.key

    def now(self) -> ReportDetails:
        return report_for(filler(self.report.unit), self.report.public_id)


def desk(report: Report, role: str = "reporter_nonfinancial", client: Client | None = None) -> Desk:
    """Somebody of the report's own unit opens it."""
    profile = access.profile(role, unit=report.unit)
    return Desk(access.signed_in(client or Client(), profile), report)


def supervisor_desk(report: Report) -> Desk:
    profile = access.profile("supervisor_nonfinancial")
    return Desk(access.signed_in(Client(), profile), report)
