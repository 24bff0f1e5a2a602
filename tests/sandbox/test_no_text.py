# SPDX-License-Identifier: EUPL-1.2
"""What is no text goes no further than the door, on every host, at every address and by every way in."""

import pytest
from django.test import Client

from sandbox.hosts import HOSTS
from tests.factories.doors import Door, doors, knock

pytestmark = pytest.mark.django_db
DOORS = [(name, door) for name, host in HOSTS.items() for door in doors(host.urlconf)]


@pytest.mark.parametrize(("host", "door"), DOORS, ids=lambda part: part if isinstance(part, str) else part.route)
def test_no_address_takes_what_is_no_text(client: Client, host: str, door: Door) -> None:
    answers = knock(client, door, host=f"{host}.localhost:8001")
    assert {way: answer.status_code for way, answer in answers if answer.status_code != 400} == {}


def test_a_cookie_that_is_no_text_is_no_cookie(client: Client) -> None:
    client.raise_request_exception = False
    cookie = r'sandbox_session="\000aaaaaaaa"; last_phone="\000"'
    for name in HOSTS:
        assert client.get("/", headers={"host": f"{name}.localhost:8001", "cookie": cookie}).status_code == 200


@pytest.mark.parametrize("address", ["idpArtifactResolutionService", "singleLogoutService"])
def test_a_form_where_a_message_belongs_is_refused(client: Client, address: str) -> None:
    client.raise_request_exception = False
    assert client.post(f"/login-services/{address}", {"a": "b"}).status_code == 400
