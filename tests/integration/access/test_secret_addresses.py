# SPDX-License-Identifier: EUPL-1.2
"""Addresses that open something, of a new password and of a calendar, stand in no log and not in the trail."""

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from shared.addresses import written_path
from ssoz.audit.models import Event

pytestmark = pytest.mark.django_db
KEY = "0197b1de-6f3c-7c3b-8f3e-0d1c2b3a4f5e"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (f"/haslo/{KEY}/", "/haslo/…/"),
        (f"/kalendarz/{KEY}.ics", "/kalendarz/….ics"),
        ("/haslo/zmiana/", "/haslo/zmiana/"),
        (f"/sprawozdanie/{KEY}/", f"/sprawozdanie/{KEY}/"),
    ],
)
def test_what_opens_something_is_hidden(path: str, written: str) -> None:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    assert written_path(request) == written


def test_a_link_with_a_stale_form_is_not_in_the_trail() -> None:
    assert Client(enforce_csrf_checks=True).post(f"/haslo/{KEY}/").status_code == 403
    assert Event.objects.get(action="refused").data["path"] == "/haslo/…/"
