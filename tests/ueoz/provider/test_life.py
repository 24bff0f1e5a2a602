# SPDX-License-Identifier: EUPL-1.2
"""How long codes and tokens are there, and how much a sign-in asks of the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from oauth2_provider.models import get_access_token_model, get_grant_model, get_id_token_model, get_refresh_token_model

from shared import clock
from tests.ueoz.provider.world import body, entered, query
from ueoz.jobs.tasks import forget_tokens
from ueoz.provider.models import Authorization

pytestmark = pytest.mark.django_db
KINDS = (get_access_token_model(), get_grant_model(), get_id_token_model(), get_refresh_token_model(), Authorization)


def test_what_is_over_is_forgotten_at_night() -> None:
    ours = entered()
    ours.tokens(), ours.code()
    forget_tokens(0)
    assert ours.refresh(ours.tokens()["refresh_token"]).status_code == 200
    with connection.cursor() as cursor:
        for table in ("accesstoken", "grant", "idtoken"):
            cursor.execute(f"UPDATE oauth2_provider_{table} SET expires = now() - interval '25 hours'")
        cursor.execute("UPDATE oauth2_provider_refreshtoken SET revoked = now() - interval '25 hours'")
    with clock.advanced(timedelta(hours=25)):
        forget_tokens(0)
    assert [kind.objects.count() for kind in KINDS] == [0, 0, 0, 0, 0]


def test_a_day_after_the_sign_in_nothing_can_be_refreshed() -> None:
    ours = entered()
    token = ours.tokens()["refresh_token"]
    Authorization.objects.update(made_at=clock.now() - timedelta(hours=24))
    assert body(ours.refresh(token))["error"] == "invalid_grant"


def test_a_sign_in_asks_the_database_no_more_than_it_has_to() -> None:
    ours = entered()
    ours.tokens()
    with CaptureQueriesContext(
        connection,
    ) as asking:
        code = query(ours.ask())["code"]
    with CaptureQueriesContext(connection) as redeeming:
        token = body(ours.redeem(code))["access_token"]
    with CaptureQueriesContext(connection) as telling:
        ours.userinfo(token)
    counted = [len([q for q in some if "SAVEPOINT" not in q["sql"]]) for some in (asking, redeeming, telling)]
    assert counted == [8, 8, 1]
