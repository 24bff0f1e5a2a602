# SPDX-License-Identifier: EUPL-1.2
"""What a sign-in asks of the database and of the provider; ADR 98 says what each question is for."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ssoz.access.models import Person
from tests.factories.provider import Provider
from tests.integration.access.test_openid_attacks import come_back

pytestmark = pytest.mark.django_db


def questions(captured: CaptureQueriesContext) -> list[str]:
    """Kind and table of each question; savepoints are those of the test's own transaction."""
    said = [query["sql"].replace('"', "").split() for query in captured.captured_queries]
    return [f"{words[0]} {_table(words)}" for words in said if words[0] not in {"SAVEPOINT", "RELEASE"}]


def _table(words: list[str]) -> str:
    if words[0] == "UPDATE":
        return words[1]
    return words[words.index("INTO" if words[0] == "INSERT" else "FROM") + 1]


def test_a_known_person_comes_in_by_few_questions(client: Client, provider: Provider) -> None:
    come_back(Client(), provider)
    with CaptureQueriesContext(connection) as asked:
        come_back(client, provider)
        client.get("/profil/")
    begun = ["INSERT access_session"]
    back = ["SELECT access_session", "SELECT access_person", "SELECT access_person", "UPDATE access_person"]
    waiting = ["SELECT applications_application"]  # whether there is something to remind of
    inside = ["INSERT audit_event", "DELETE access_session", *waiting, "SELECT access_profile", "INSERT access_session"]
    page = ["SELECT access_session", "SELECT access_person", "SELECT access_profile"]
    assert questions(asked) == begun + back + inside + page


def test_the_number_is_asked_for_once(provider: Provider) -> None:
    for _ in range(2):
        come_back(Client(), provider)
    assert provider.asked_for_details == 1
    Person.objects.update(pesel_encrypted="", pesel_hash="")
    come_back(Client(), provider)
    assert provider.asked_for_details == 2
    assert Person.objects.get().pesel_hash


def test_a_sign_in_does_not_wait_for_others_that_only_name_the_person(client: Client, provider: Provider) -> None:
    come_back(Client(), provider)
    with CaptureQueriesContext(connection) as asked:
        come_back(client, provider)
    locked = [query["sql"] for query in asked.captured_queries if " FOR " in query["sql"]]
    assert [sql.partition(" FOR ")[2] for sql in locked] == ["NO KEY UPDATE"]
