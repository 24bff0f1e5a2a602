# SPDX-License-Identifier: EUPL-1.2
"""A link that opens something stands in no log, however it is asked for."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.test import Client

from shared.logs import REQUESTS, RequestLine, WrittenPaths, logging_settings

pytestmark = pytest.mark.django_db
TOKEN = "0197b1de6f3c7c3b8f3e0d1c2b3a4f5e:3FsG9dWqkzv7c1nB0aRtXyLmPpQ"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What a site writes of requests, and what Django does of those that went wrong."""
    stream = StringIO()
    lines, others = logging.StreamHandler(stream), logging.StreamHandler(stream)
    lines.setFormatter(RequestLine())
    others.addFilter(WrittenPaths())
    loggers = [(logging.getLogger(REQUESTS), lines), (logging.getLogger("django"), others)]
    for logger, handler in loggers:
        logger.addHandler(handler)
    yield stream
    for logger, handler in loggers:
        logger.removeHandler(handler)


@pytest.mark.parametrize("tail", ["/", "", "./", "/x/", "/\0/", "/%00/"])
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_a_link_is_not_written_down(client: Client, written: StringIO, method: str, tail: str) -> None:
    answer = getattr(client, method)(f"/potwierdzenie/{TOKEN}{tail}")
    assert answer.status_code >= 300
    assert TOKEN not in written.getvalue()
    assert TOKEN.partition(":")[2] not in written.getvalue()
    assert "/potwierdzenie/…" in written.getvalue().encode().decode("unicode_escape") + written.getvalue()


def test_other_addresses_are_written_as_they_are(client: Client, written: StringIO) -> None:
    client.get("/nie-ma-takiej-strony/")
    client.get("/administracja/systemy/ssoz-system-statystyki-w-ochronie/")
    said = written.getvalue()
    assert said.count("/nie-ma-takiej-strony/") == 2
    assert "/administracja/systemy/ssoz-system-statystyki-w-ochronie/" in said


def test_what_the_settings_write_is_kept_clean() -> None:
    settings = logging_settings()
    assert "paths" in settings["handlers"]["stderr"]["filters"]
    assert settings["filters"]["paths"]["()"] == "shared.logs.WrittenPaths"
