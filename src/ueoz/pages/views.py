# SPDX-License-Identifier: EUPL-1.2
"""Pages that ask nobody who they are."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import select_template
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from ueoz.pages.prose import DECLARED_ON, PAGES, Prose


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """To one's account; who has not signed in is led there by way of the sign-in."""
    return HttpResponseRedirect(resolve_url("accounts:account"))


@require_GET
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page one can open without signing in."""
    return render(request, "pages/map.html", {"pages": PAGES})


def prose(page: Prose) -> Callable[[HttpRequest], HttpResponse]:
    """Make the view of a page of running text."""

    @require_GET
    def view(request: HttpRequest) -> HttpResponse:
        language = (get_language() or "pl")[:2]
        template = select_template([f"pages/{language}/{page.name}.html", f"pages/pl/{page.name}.html"])
        values = {"page": page, "declared_on": DECLARED_ON, "address": request.build_absolute_uri("/")}
        return HttpResponse(template.render(values, request))

    return view


@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """Whether the process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Whether the database answers, too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
