# SPDX-License-Identifier: EUPL-1.2
"""What was sent stays readable for ever, and what differs between two sendings can be seen."""

import pytest

from ssoz.reports import operations
from ssoz.reports.models import Report
from tests.factories.reports import TO_CORRECT, TO_VERIFY, blank_report, fill, filler, report_at
from tests.integration.www.reporter.desk import Desk, desk, read, supervisor_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected() -> Desk:
    """Sent, returned, corrected, sent again."""
    report = fill(report_at(TO_CORRECT), {"d1.w02.k1": "12"})
    operations.send(by=filler(report.unit), report=report.public_id, version=report.version)
    return desk(Report.objects.get(pk=report.pk))


def test_every_sending_is_listed_with_what_became_of_it(corrected: Desk) -> None:
    page = read(corrected.open("wersje/"))
    assert page.index("Wysłanie 2") < page.index("Wysłanie 1")
    assert "Proszę sprawdzić dział 1." in page
    assert page.count("SHA-256") == 2


def test_a_version_shows_what_was_sent_then(corrected: Desk) -> None:
    first, second = (read(corrected.open(f"wersje/{number}/")) for number in (1, 2))
    assert '<span id="d1-w02-k1" tabindex="-1">10</span>' in first
    assert '<span id="d1-w02-k1" tabindex="-1">12</span><span class="flags">' in second
    assert "Różnice wobec poprzedniej wersji: 2 pola" in second


def test_a_version_cannot_be_changed(corrected: Desk) -> None:
    assert "<input class=" not in read(corrected.open("wersje/1/"))
    assert corrected.post("wersje/1").status_code == 405


@pytest.mark.parametrize("number", [0, 3])
def test_a_version_that_was_never_sent_is_not_found(corrected: Desk, number: int) -> None:
    assert corrected.open(f"wersje/{number}/").status_code == 404


def test_two_versions_are_compared_cell_by_cell(corrected: Desk) -> None:
    page = read(corrected.open("porownanie/"))
    row = page[page.index('id="d1-w02-k1"') :]
    assert row.index("wiersz 02, kolumna 1") < row.index(">10<") < row.index(">12<") < row.index("+2")
    assert "wylicza się samo" in page
    assert "niczym się nie różnią" in read(corrected.open("porownanie/?od=1&do=1"))


def test_a_report_in_correction_is_compared_as_it_stands() -> None:
    work = desk(report_at(TO_CORRECT))
    assert "niczym się nie różnią" in read(work.open("porownanie/"))
    work.hand_in(work.page(), d1_w02_k1="13")
    page = read(work.open("porownanie/"))
    assert "stan obecny" in page
    assert f'href="{work.url}#d1-w02-k1"' in page


def test_one_version_has_nothing_to_be_compared_with() -> None:
    assert "tylko jedna wersja" in read(desk(report_at(TO_VERIFY)).open("porownanie/"))


def test_before_the_first_sending_there_is_nothing_yet() -> None:
    assert "jeszcze nie wysłano" in read(desk(blank_report()).open("wersje/"))


def test_a_supervisor_reads_versions_a_stranger_does_not(corrected: Desk) -> None:
    office = supervisor_desk(corrected.report)
    assert office.open("wersje/2/").status_code == 200
    stranger = desk(blank_report(edition=corrected.report.round.edition))
    assert stranger.client.get(f"{corrected.url}wersje/1/").status_code == 404
