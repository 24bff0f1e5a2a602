# SPDX-License-Identifier: EUPL-1.2
"""What every page of a sign-in does: find it, see that it is this browser's, say what is wrong, send the answer."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache

from sandbox.node.errors import NodeError
from sandbox.node.models import SignIn
from sandbox.node.operations import owned

Page = Callable[[HttpRequest, SignIn], HttpResponse]


def cookie_name(handle: str) -> str:
    """Each sign-in has its own cookie, so tabs do not disturb each other."""
    return f"wk_{handle[:10]}"


def problem(request: HttpRequest, sentence: str | Promise, *, detail: str = "", status: int = 400) -> HttpResponse:
    """The plain page on which signing in ends."""
    return render(request, "node/problem.html", {"sentence": sentence, "detail": detail}, status=status)


def of_a_sign_in(page: Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """Decorator: the page gets the sign-in itself, which must be under way in this browser."""

    @never_cache
    @wraps(page)
    def guarded(request: HttpRequest, handle: str) -> HttpResponse:
        try:
            return page(request, owned(handle, request.COOKIES.get(cookie_name(handle), "")))
        except NodeError as error:
            return problem(request, error.sentence)

    return guarded


def send_back(request: HttpRequest, sign_in: SignIn, artifact: str) -> HttpResponse:
    """The page that carries the artifact back to the service."""
    answer = render(request, "node/send.html", {"sign_in": sign_in, "artifact": artifact})
    answer.delete_cookie(cookie_name(sign_in.handle), path="/login")
    return answer
