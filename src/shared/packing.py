# SPDX-License-Identifier: EUPL-1.2
"""Answers packed with gzip by libdeflate: a tenth smaller than zlib packs them, in the same time (ADR 0151)."""

from collections.abc import Callable
from functools import wraps
from secrets import randbelow
from typing import Any

import deflate
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

NOW = 8  # level of a page that somebody waits for
ONCE = 12  # level of what is packed once and read by thousands
WORTH = 200  # bytes: below, the head of gzip costs more than is saved
_NAMED = 0x08  # RFC 1952, 2.3.1: a file's name follows the ten bytes of the head
_FLAGS, _HEAD = 3, 10


def packed(content: bytes, level: int = ONCE) -> bytes:
    """The same content always gives the same bytes."""
    return bytes(deflate.gzip_compress(content, level))


def takes_packed(request: HttpRequest) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def gzip_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As Django's decorator of this name, and with its defence against BREACH: a length that nobody can count on."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if len(response.content) < WORTH:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if takes_packed(request):
            response.content = _of_some_length(packed(response.content, NOW))
            response.headers["Content-Encoding"] = "gzip"
        return response

    return answer


def _of_some_length(content: bytes, most: int = 100) -> bytes:
    """Heal the Breach (Palacios, Bermejo, 2022): a file's name of random length in the head."""
    head = bytearray(content[:_HEAD])
    head[_FLAGS] |= _NAMED
    return b"".join((head, b"a" * randbelow(most), b"\0", content[_HEAD:]))
