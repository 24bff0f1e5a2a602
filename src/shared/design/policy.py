# SPDX-License-Identifier: EUPL-1.2
"""The content security policy of a site, written once; pages that have one of their own get theirs as ever."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """django-csp's own, which puts the same words together anew for every answer."""

    @cached_property
    def usual(self) -> str:
        """What the settings say."""
        return build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        own = hasattr(request, "_csp_nonce") or any(name.startswith("_csp") for name in vars(response))
        if own or HEADER in response:
            return super().process_response(request, response)
        response[HEADER] = self.usual
        return response
