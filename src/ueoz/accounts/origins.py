# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from, and where it may be sent on to."""

from dataclasses import dataclass

from django.http import HttpRequest

from shared.requests import address_of, safe_target

__all__ = ["SYSTEM", "Origin", "origin_of", "safe_target"]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """From where something was done: the network address and the browser's name of itself."""

    address: str | None = None
    browser: str = ""


SYSTEM = Origin()


def origin_of(request: HttpRequest) -> Origin:
    """The person's network address, and what their browser calls itself."""
    return Origin(address=address_of(request), browser=request.headers.get("User-Agent", "")[:300])
