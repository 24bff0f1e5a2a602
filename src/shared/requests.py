# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from and where it may be sent on to."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def address_of(request: HttpRequest) -> str | None:
    """The network address of the person; behind our own proxy the one it has seen (the last it appended)."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR") or None


def safe_target(request: HttpRequest, target: str, default: str = "") -> str:
    """`target` if it is a page of ours, else `default`: nobody is led elsewhere by a link they were sent."""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else default
