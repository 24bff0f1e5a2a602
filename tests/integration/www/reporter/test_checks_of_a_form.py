# SPDX-License-Identifier: EUPL-1.2
"""The checks a page runs by itself: kept by browsers for good, under an address that names their digest."""

import gzip
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import access
from tests.factories.reports import ODD, TO_VERIFY, WRONG, blank_report, fill, report_at
from tests.integration.www.reporter.desk import Desk, desk

pytestmark = pytest.mark.django_db
PAGE = 8  # queries: session, person and profile, report, its transitions, last year


def address(work: Desk) -> str:
    found = re.search('data-checks="([^"]+)"', work.open().content.decode())
    assert found
    return found[1]


def beside(work: Desk, query: str = "") -> dict[str, Any]:
    """What the page brings along for its script."""
    found = re.search('<template id="otoczenie">(.*?)</template>', work.open(query).content.decode())
    assert found
    parsed: dict[str, Any] = json.loads(found[1].replace("&quot;", '"'))
    return parsed


def test_a_page_says_where_its_checks_lie_and_they_are_kept_for_good() -> None:
    work = desk(blank_report())
    answer = work.client.get(address(work))

    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    form = answer.json()
    assert form["digest"] in address(work)
    assert [check[0] for check in form["checks"]] == ["T-01", "T-01", "T-02"]


def test_they_come_with_their_demand_in_words_and_the_reasons_of_warnings() -> None:
    work = desk(blank_report())
    rules = work.client.get(address(work)).json()["rules"]

    assert rules["T-01"]["text"]
    assert rules["T-02"]["reasons"] == [["remont", "Remont"], ["inne", "Inna przyczyna"]]


def test_they_are_packed_for_whoever_unpacks() -> None:
    work = desk(blank_report())
    plain = work.client.get(address(work))
    packed = work.client.get(address(work), headers={"Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


@pytest.mark.parametrize("wrong", ["sprawozdania/kontrole/1/abc/", "sprawozdania/kontrole/999999/abc/"])
def test_another_digest_is_gone(wrong: str) -> None:
    assert desk(blank_report()).client.get(f"/{wrong}").status_code == 404


def test_checks_of_another_digest_of_this_edition_are_gone() -> None:
    work = desk(blank_report())
    edition = address(work).split("/")[3]

    assert work.client.get(f"/sprawozdania/kontrole/{edition}/abc/").status_code == 404


def test_they_are_for_people_with_reports() -> None:
    work = desk(blank_report())

    assert Client().get(address(work)).status_code != 200


def test_the_page_brings_along_what_is_found_now() -> None:
    (finding,) = beside(desk(fill(blank_report(), WRONG)))["findings"]

    assert (finding["key"], finding["target"]) == ("T-01:w02", "d1.w02.k2")


def test_an_explained_warning_comes_with_its_explanation() -> None:
    work = desk(fill(blank_report(), ODD))
    work.post("wyjasnij", klucz=work.finding, kod="remont", tekst="Nowe skrzydło.")

    (finding,) = beside(work)["findings"]
    assert finding["answer"] == "Remont. Nowe skrzydło."
    assert all(finding.values()), "what is blank the page knows by itself"


def test_who_only_reads_is_not_sent_any() -> None:
    report = report_at(TO_VERIFY)
    page = Desk(access.signed_in(Client(), access.profile("supervisor_nonfinancial")), report).open()

    assert b"otoczenie" not in page.content


def test_opening_a_sheet_asks_the_database_little(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    work = desk(fill(blank_report(), WRONG))
    work.open()
    with django_assert_max_num_queries(PAGE):
        work.open()
