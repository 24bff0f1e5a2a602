# SPDX-License-Identifier: EUPL-1.2
"""Where a request comes from and where it may be sent on to."""

from django.urls import reverse
from django.utils.http import urlencode

from shared.requests import address_of, safe_target

__all__ = ["address_of", "safe_target", "with_next"]


def with_next(route: str, target: str) -> str:
    """The address of a page that afterwards leads on to `target`."""
    return f"{reverse(route)}?{urlencode({'next': target})}"
