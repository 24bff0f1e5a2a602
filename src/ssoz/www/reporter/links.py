# SPDX-License-Identifier: EUPL-1.2
"""Addresses of one report's pages."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Links:
    sheet: str
    save: str
    rows: str
    explain: str
    send: str

    @property
    def verify(self) -> str:
        """The same page with the outcome of the checks."""
        return f"{self.sheet}?kontrole=1#kontrole"

    @property
    def remarks(self) -> str:
        return f"{self.sheet}uwagi/"

    def remarks_at(self, address: str) -> str:
        """What is written at one cell."""
        return f"{self.remarks}{address}/"

    @property
    def prefill(self) -> str:
        return f"{self.sheet}przepisz/"

    @property
    def confirm(self) -> str:
        return f"{self.sheet}potwierdz/"

    @property
    def versions(self) -> str:
        return f"{self.sheet}wersje/"

    @property
    def comparison(self) -> str:
        return f"{self.sheet}porownanie/"


def checks_url(edition: int, digest: str) -> str:
    """Where the checks lie that this digest names, in the words of the page's language."""
    return f"{reverse('reporter:checks', args=(edition, digest))}?{get_language()}"


def links_of(report: UUID) -> Links:
    sheet, save, rows, explain, send = (
        reverse(f"reporter:{name}", args=(report,)) for name in ("sheet", "save", "rows", "explain", "send")
    )
    return Links(sheet=sheet, save=save, rows=rows, explain=explain, send=send)
