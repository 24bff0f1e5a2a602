# SPDX-License-Identifier: EUPL-1.2
"""Addresses of one report's pages."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse


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


def links_of(report: UUID) -> Links:
    sheet, save, rows, explain, send = (
        reverse(f"reporter:{name}", args=(report,)) for name in ("sheet", "save", "rows", "explain", "send")
    )
    return Links(sheet=sheet, save=save, rows=rows, explain=explain, send=send)
