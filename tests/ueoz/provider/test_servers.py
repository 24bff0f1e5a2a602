# SPDX-License-Identifier: EUPL-1.2
"""What systems ask without a browser, as real servers ask it: without cookies."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/o/token/", "/o/revoke/", "/o/userinfo/"])
def test_a_server_needs_no_cookie(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path)
    assert answer.status_code in {400, 401}, "refused for what it lacks, not for a missing cookie"
