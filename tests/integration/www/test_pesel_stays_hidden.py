# SPDX-License-Identifier: EUPL-1.2
"""A person's number is in no address, no log, no event and, whole, on no page."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from ssoz.access import pesel
from ssoz.audit.models import Event
from tests.architecture.test_views import VIEWS
from tests.factories.access import person, profile, signed_in

pytestmark = pytest.mark.django_db
PESEL = "44051401359"


def test_an_administrator_finds_a_person_by_a_number_that_leaves_no_trace(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    known = person(pesel_encrypted=pesel.encrypted(PESEL), pesel_hash=pesel.hashed(PESEL))
    held = profile("reporter_nonfinancial", person=known)
    signed_in(client, profile("cez_admin"))
    with caplog.at_level(logging.DEBUG):
        answer = client.post(reverse("administrator:pesel"), {"pesel": PESEL}, follow=True)
    page = answer.content.decode()
    assert held.person.family_name in page
    assert PESEL not in page.replace(f'value="{PESEL}"', "")  # what was typed stays in its field
    assert all(PESEL not in address for address, _status in answer.redirect_chain)
    assert PESEL not in caplog.text
    assert not Event.objects.filter(data__icontains=PESEL).exists()


def test_no_address_takes_a_number_of_a_person() -> None:
    assert [route for route, _view in VIEWS if "<" in route and "pesel" in route] == []
