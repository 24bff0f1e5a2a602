# SPDX-License-Identifier: EUPL-1.2
"""What is no text goes no further than the door, at every address and by every way in."""

import pytest
from django.test import Client

from tests.factories.doors import Door, doors, knock
from tests.ueoz.world import HALINA, signed_in

pytestmark = pytest.mark.django_db
DOORS = doors("ueoz.urls")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.route)
def test_no_address_takes_what_is_no_text(client: Client, door: Door) -> None:
    assert {way: answer.status_code for way, answer in knock(client, door) if answer.status_code != 400} == {}


def test_who_is_signed_in_is_told_the_same(client: Client) -> None:
    signed_in(client, HALINA)
    page = client.get("/konto/historia/?page=%00")
    assert page.status_code == 400
    assert "Nie rozumiemy tego żądania" in page.content.decode()


@pytest.mark.parametrize("value", [r'"\000aaaaaaaa"', r'"aaaaaaaa\000"'])
def test_a_cookie_that_is_no_text_is_no_cookie(client: Client, value: str) -> None:
    client.raise_request_exception = False
    assert client.get("/konto/", headers={"cookie": f"ueoz_session={value}"}).status_code == 302
    assert client.get("/zaloguj/", headers={"cookie": f"ueoz_session={value}; ueoz_language=en"}).status_code == 200
