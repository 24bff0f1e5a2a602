# SPDX-License-Identifier: EUPL-1.2
"""Addresses of pages that have one address: looked up once, not once a link and a page."""

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse


def address(route: str) -> str:
    """What `reverse` says of a page without arguments."""
    found = _known(route, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())
    if found is None:
        raise NoReverseMatch(route)
    return found


@lru_cache(maxsize=1024)
def _known(route: str, urlconf: str, prefix: str) -> str | None:
    try:
        return reverse(route, urlconf=urlconf)
    except NoReverseMatch:
        return None
