# SPDX-License-Identifier: EUPL-1.2
"""Answers packed: readable by whoever asked for them so, whole to everybody else, of no length to count on."""

import gzip

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shared.packing import WORTH, gzip_page, packed

TEXT = b"bed " * WORTH


def answer(content: bytes, accepted: str) -> HttpResponse:
    @gzip_page
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content)

    return view(RequestFactory().get("/", headers={"Accept-Encoding": accepted}))


def test_a_page_comes_packed_to_whoever_takes_it_so() -> None:
    response = answer(TEXT, "gzip, deflate")

    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(response.content) == TEXT


def test_to_everybody_else_it_comes_as_it_is_and_no_cache_mixes_the_two() -> None:
    response = answer(TEXT, "identity")

    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.content == TEXT


def test_a_few_words_are_not_packed() -> None:
    assert answer(b"x" * (WORTH - 1), "gzip").content == b"x" * (WORTH - 1)


def test_the_length_of_a_page_tells_nothing_of_what_is_in_it() -> None:
    assert len({len(answer(TEXT, "gzip").content) for _ in range(50)}) > 10


def test_what_is_packed_once_is_the_same_each_time() -> None:
    assert packed(TEXT) == packed(TEXT)
