# SPDX-License-Identifier: EUPL-1.2
"""The measured country in our own tables: filled, judged, and the findings are those in memory."""

import pytest
from bench.country import country_case
from bench.peers import stored
from bench.peers.case import Case, benchmark_case
from bench.peers.postgres import over_jsonb
from django.db import connection

from ssoz.reports.models import Report
from tests.factories import registers

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return benchmark_case(3, 1)


def test_a_stored_country_has_the_findings_of_the_one_in_memory() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # inside the test's transaction nothing may be pending
    for _ in range(7):
        registers.unit()
    tiles = country_case(7).tiles
    for year, sheets, status in (
        (2024, tiles[0].others["prior:1"].sheets, "accepted"),
        (2025, tiles[0].packed, "to_verify"),
    ):
        stored._fill(stored._opened(year), list(sheets), status)
    assert Report.objects.exclude(digest="").count() == 14
    told = stored.check(7)
    assert told["findings"] == country_case(7).violations
    assert told["processor"] > 0
    assert told["memory"] > 0


def test_the_checks_as_sql_over_documents_count_what_our_server_counts(case: Case) -> None:
    connection.ensure_connection()
    assert over_jsonb(connection.connection, case, reports=6) > 0
