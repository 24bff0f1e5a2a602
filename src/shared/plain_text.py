# SPDX-License-Identifier: EUPL-1.2
"""The door for what is no text: PostgreSQL keeps neither a NUL nor half a character, and nobody types one.

Kept out once, before any view, rather than at every question that a path, a query or a form is asked with.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict, UnreadablePostError

UTF_8 = {"utf-8", "utf8"}


class PlainTextRequest(WSGIRequest):
    """A request may say it is written in what writes no text (`charset=rot13`): Django cannot even begin with it."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # the stubs leave it out
        except (LookupError, UnicodeError):
            self.encoding = "ascii"  # the door refuses it


class PlainTextMiddleware:
    """Refuses a request whose path, query or form is no text (400), and forgets cookies that are none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A cookie may spell a NUL as `\\000`; refused, it would shut its browser out of every page."""
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Here and not earlier, so the page that says so looks as all others do."""
        if (
            request.encoding and request.encoding.lower() not in UTF_8
        ):  # some spell half a character, some no text at all
            request.encoding = "utf-8"
            raise BadRequest("not in UTF-8")
        with suppress(UnreadablePostError):  # whoever needs the form says so
            if any("\0" in text for text in chain([request.path_info], _texts(request.GET), _texts(request.POST))):
                raise BadRequest("a NUL is no text")


def _texts(said: QueryDict) -> Iterable[str]:
    return chain.from_iterable([name, *map(str, values)] for name, values in said.lists())
