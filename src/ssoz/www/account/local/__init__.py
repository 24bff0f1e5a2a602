# SPDX-License-Identifier: EUPL-1.2
"""Accounts with a login and password of our own; where the deployment has none, their addresses answer 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse


def where_local(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that is there only where local accounts are on."""

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.LOCAL_ACCOUNTS:
            raise Http404
        return view(*args, **kwargs)

    return inner
