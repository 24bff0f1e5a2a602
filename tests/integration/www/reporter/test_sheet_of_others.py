# SPDX-License-Identifier: EUPL-1.2
"""Who sees a sheet, and as what."""

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from tests.factories import access, registers
from tests.factories.reports import TO_FILL, TO_VERIFY, blank_report, report_at
from tests.integration.www.reporter.desk import Desk, desk, read, supervisor_desk

pytestmark = pytest.mark.django_db


def test_another_units_report_is_not_found() -> None:
    stranger = access.signed_in(Client(), access.profile("reporter_nonfinancial", unit=registers.unit()))
    answer = Desk(stranger, blank_report()).open()

    assert answer.status_code == 404
    assert "Nie ma takiego sprawozdania." in read(answer)


def test_who_may_find_but_not_read_is_refused() -> None:
    assert Desk(access.signed_in(Client(), access.profile("cez_staff")), blank_report()).open().status_code == 403


def test_without_a_session_one_signs_in_first_and_comes_back() -> None:
    work = Desk(Client(), blank_report())

    assert work.open().status_code == 302
    assert work.report.public_id.hex[:8] in work.open().url


def test_a_supervisor_reads_a_sent_report_and_can_decide() -> None:
    page = read(supervisor_desk(report_at(TO_VERIFY)).open())

    assert "Zatwierdź" in page
    assert "Zwróć do korekty" in page
    assert "<input class=" not in page


def test_a_supervisor_fills_in_on_behalf_and_is_told_so() -> None:
    work = supervisor_desk(report_at(TO_FILL))

    assert "Wypełniasz w imieniu jednostki" in read(work.open())
    work.hand_in(work.page(), d1_w02_k1="5")
    assert work.now().report.on_behalf


def test_opening_a_sheet_changes_nothing_and_costs_few_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    work = desk(blank_report())
    work.open()
    version = work.now().report.version
    with django_assert_num_queries(7):
        work.open()

    assert work.now().report.version == version
