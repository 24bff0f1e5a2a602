# SPDX-License-Identifier: EUPL-1.2
"""Pages for what went wrong: what happened, what to do next. `ueoz.urls` names them as handlers."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the browser sent something we cannot read."""
    return _page(request, HTTPStatus.BAD_REQUEST, _("Nie rozumiemy tego żądania"), exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, HTTPStatus.FORBIDDEN, _("Nie masz uprawnień do tej strony"), exception)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the forgery protection: mostly a page left open over a sign-in."""
    return _page(request, HTTPStatus.FORBIDDEN, _("Ta strona jest nieaktualna"), stale=True)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, HTTPStatus.NOT_FOUND, _("Nie ma takiej strony"))


def failure(request: HttpRequest) -> HttpResponse:
    """500: nothing of ours may be asked here, not even who is signed in."""
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Coś się u nas zepsuło"))


def _page(
    request: HttpRequest, status: HTTPStatus, title: str, reason: Exception | None = None, *, stale: bool = False
) -> HttpResponse:
    values = {"title": title, "status": int(status), "reason": _sentence(reason), "stale": stale}
    return render(request, "pages/error.html", values, status=int(status))


def _sentence(reason: Exception | None) -> str:
    """What the refusal says, if it was written for people: our errors are sentences."""
    said = str(reason) if reason else ""
    return said if said.endswith((".", "!", "?")) else ""
