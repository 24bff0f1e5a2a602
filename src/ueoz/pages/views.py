# SPDX-License-Identifier: EUPL-1.2
"""Pages that ask nobody who they are."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url


def start(request: HttpRequest) -> HttpResponse:
    """To one's account; who has not signed in is led there by way of the sign-in."""
    return HttpResponseRedirect(resolve_url("accounts:account"))


def live(request: HttpRequest) -> HttpResponse:
    """Whether the process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
