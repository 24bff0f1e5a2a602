# SPDX-License-Identifier: EUPL-1.2
"""Pages whose form ends at a system: the browser asks the policy about the redirect that follows, too."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.http import HttpResponse


def leading_to(addresses: Iterable[str], response: HttpResponse) -> HttpResponse:
    """Let the page's form lead on to the sites of these addresses."""
    sites = {f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, addresses)}
    response._csp_update = {"form-action": sorted(sites)}  # type: ignore[attr-defined]  # read by django-csp
    return response
