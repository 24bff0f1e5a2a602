# SPDX-License-Identifier: EUPL-1.2
"""What is no text goes no further than the door, at every address and by every way in."""

import pytest
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from shared.plain_text import PlainTextMiddleware, PlainTextRequest
from tests.factories.doors import Door, doors, knock

pytestmark = pytest.mark.django_db
DOORS = doors("ssoz.urls")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.route)
def test_no_address_takes_what_is_no_text(client: Client, door: Door) -> None:
    assert {way: answer.status_code for way, answer in knock(client, door) if answer.status_code != 400} == {}


def test_a_cookie_that_is_no_text_is_no_cookie(client: Client) -> None:
    client.raise_request_exception = False
    assert client.get("/", headers={"cookie": r'ssoz_session="\000aaaaaaaa"'}).status_code == 200


@pytest.mark.parametrize("letters", ["rot13", "hex", "undefined"])
def test_letters_that_write_no_text_are_refused_like_any_other(letters: str) -> None:
    environ = {**RequestFactory().get("/?a=b").environ, "CONTENT_TYPE": f"text/plain; charset={letters}"}
    request = PlainTextRequest(environ)
    with pytest.raises(BadRequest):
        PlainTextMiddleware(lambda _request: HttpResponse()).process_view(request)
