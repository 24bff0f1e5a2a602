# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from, and where it may be sent on to."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse

from shared.requests import address_of, safe_target
from ueoz.accounts.sessions import NEXT

__all__ = ["AT_ONCE", "SYSTEM", "Origin", "origin_of", "safe_target", "with_next"]

AT_ONCE = "provider:authorize"  # what answers a sign-in that a system has asked for
CLIENT_ID = re.compile(r"[a-z0-9._-]{1,100}")


@dataclass(frozen=True, kw_only=True)
class Origin:
    """From where something was done: the network address, the browser's name of itself; and on the way to what system.

    The last is a name that the browser gave, nothing more: perhaps nobody's.
    """

    address: str | None = None
    browser: str = ""
    towards: str = ""


SYSTEM = Origin()


def origin_of(request: HttpRequest) -> Origin:
    """The person's network address, what their browser calls itself, and the system they came here for."""
    towards = _system_in(request.session.get(NEXT, ""))
    return Origin(address=address_of(request), browser=request.headers.get("User-Agent", "")[:300], towards=towards)


def with_next(route: str, target: str) -> str:
    """The address of a page of ours that leads on to another."""
    return reverse(route) + (f"?{urlencode({'next': target})}" if target else "")


def _system_in(target: str) -> str:
    """Which system asked the question that the address leads back to, if it is one."""
    parts = urlsplit(target)
    named = parse_qs(parts.query).get("client_id", []) if parts.path == reverse(AT_ONCE) else []
    return named[0] if len(named) == 1 and CLIENT_ID.fullmatch(named[0]) else ""
