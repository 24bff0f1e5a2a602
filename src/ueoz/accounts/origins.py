# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from, and where it may be sent on to."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


@dataclass(frozen=True, kw_only=True)
class Origin:
    """From where something was done: the network address and the browser's name of itself."""

    address: str | None = None
    browser: str = ""


SYSTEM = Origin()


def origin_of(request: HttpRequest) -> Origin:
    """The address of the person; behind our own proxy the one it has seen (the last it appended)."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    address = forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR") or None
    return Origin(address=address, browser=request.headers.get("User-Agent", "")[:300])


def safe_target(request: HttpRequest, target: str) -> str:
    """`target` if it is a page of ours, else nothing: nobody is led elsewhere by a link they were sent."""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else ""
