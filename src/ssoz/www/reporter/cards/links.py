# SPDX-License-Identifier: EUPL-1.2
"""Addresses of one card's pages."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Links:
    sheet: str
    save: str
    rows: str
    explain: str
    close: str
    correct: str
    void: str
    decide: str
    reopen: str

    @property
    def verify(self) -> str:
        """The same page with the outcome of the checks."""
        return f"{self.sheet}?kontrole=1#kontrole"


def links_of(card: UUID) -> Links:
    names = ("card", "save", "rows", "explain", "close", "correct", "void", "decide", "reopen")
    return Links(*(reverse(f"cards:{name}", args=(card,)) for name in names))
