# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from ssoz.registers.models import Unit
from tests.factories import access, registers
from tests.factories.reports import ACCEPTED, TO_CORRECT, TO_FILL, TO_VERIFY, blank_report, report_at, tiny
from tests.integration.www.reporter.desk import read

pytestmark = pytest.mark.django_db

SLUGS = {
    TO_FILL: "do-wypelnienia",
    TO_VERIFY: "do-weryfikacji",
    TO_CORRECT: "do-korekty",
    ACCEPTED: "zatwierdzone",
    "": "wszystkie",
}
QUERIES = 5  # session, person and profile, roles, counts, the list


def reporter(unit: Unit) -> Client:
    return access.signed_in(Client(), access.profile("reporter_nonfinancial", unit=unit))


def page(client: Client, status: str = "", kind: str = "niefinansowe", query: str = "") -> str:
    return read(client.get(f"/sprawozdania/{kind}/{SLUGS[status]}/{query}"))


def one_in_each_status() -> Unit:
    unit = registers.unit()
    for year, status in enumerate((TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED), start=2021):
        report_at(status, unit, tiny(year))
    return unit


@pytest.mark.parametrize(
    ("status", "year", "action"),
    [
        (TO_FILL, 2021, "Wypełnij"),
        (TO_VERIFY, 2022, "Podgląd"),
        (TO_CORRECT, 2023, "Popraw"),
        (ACCEPTED, 2024, "Podgląd"),
    ],
)
def test_each_list_shows_its_reports_with_what_can_be_done(status: str, year: int, action: str) -> None:
    shown = page(reporter(one_in_each_status()), status)

    assert f"rok {year}" in shown
    assert f">{action}</a>" in shown
    assert shown.count('class="go"') == 1


def test_all_lists_are_tabs_with_their_counts() -> None:
    shown = page(reporter(one_in_each_status()))

    for title, count in [
        ("Do wypełnienia", 1),
        ("Do weryfikacji", 1),
        ("Do korekty", 1),
        ("Zatwierdzone", 1),
        ("Wszystkie", 4),
    ]:
        assert f'{title} <span class="badge">{count}</span>' in shown
    assert shown.count('class="go"') == 4


def test_a_returned_report_leads_to_its_comment() -> None:
    assert '#komentarz">komentarz</a>' in page(reporter(one_in_each_status()), TO_CORRECT)


@pytest.mark.parametrize("status", list(SLUGS))
def test_an_empty_list_says_so_in_words(status: str) -> None:
    shown = page(reporter(registers.unit()), status)

    assert 'class="empty"' in shown
    assert "<table" not in shown


def test_a_supervisor_sees_units_and_can_search() -> None:
    office = access.signed_in(Client(), access.profile("supervisor_nonfinancial"))
    edition = tiny()
    report_at(TO_VERIFY, registers.unit(name="Szpital w Ciechanowie"), edition)
    report_at(TO_VERIFY, registers.unit(name="Szpital w Płocku"), edition)

    assert "Szpital w Ciechanowie" in page(office, TO_VERIFY)
    found = page(office, TO_VERIFY, query="?szukaj=płock")
    assert "Szpital w Płocku" in found
    assert "Szpital w Ciechanowie" not in found
    assert "Nic nie pasuje do „Radom”" in page(office, TO_VERIFY, query="?szukaj=Radom")


def test_who_may_only_find_reports_gets_no_way_into_them() -> None:
    report_at(TO_VERIFY)
    shown = page(access.signed_in(Client(), access.profile("cez_staff")), TO_VERIFY)

    assert "T-1" in shown
    assert "/sprawozdanie/" not in shown


def test_nobody_sees_other_units_reports() -> None:
    blank_report(registers.unit(name="Szpital w Sopocie"))

    assert "Sopocie" not in page(reporter(registers.unit()))


@pytest.mark.parametrize("address", ["/sprawozdania/niefinansowe/spalone/", "/sprawozdania/tajne/wszystkie/"])
def test_a_list_nobody_keeps_is_not_found(address: str) -> None:
    assert reporter(registers.unit()).get(address).status_code == 404


def test_lists_of_a_kind_without_permission_are_refused() -> None:
    assert reporter(registers.unit()).get("/sprawozdania/finansowe/wszystkie/").status_code == 403


@pytest.mark.parametrize("query", ["?strona=0", "?strona=-1", "?strona=abc", "?strona=99999999999", "?strona=7"])
def test_a_page_that_is_not_there_is_no_accident(query: str) -> None:
    assert reporter(registers.unit()).get(f"/sprawozdania/niefinansowe/wszystkie/{query}").status_code == 200


def test_a_list_costs_the_same_however_long_it_is(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    office = access.signed_in(Client(), access.profile("supervisor_nonfinancial"))
    edition = tiny()
    for _unit in range(3):
        blank_report(registers.unit(), edition)
    address = "/sprawozdania/niefinansowe/wszystkie/"
    office.get(address)  # fills what is cached
    with django_assert_num_queries(QUERIES):
        office.get(address)
    for _unit in range(20):
        blank_report(registers.unit(), edition)
    with django_assert_num_queries(QUERIES):
        office.get(address)


def test_a_long_list_has_pages() -> None:
    office = access.signed_in(Client(), access.profile("supervisor_nonfinancial"))
    edition = tiny()
    for _unit in range(51):
        blank_report(registers.unit(), edition)

    first, second = page(office), page(office, query="?strona=2")
    assert (first.count('class="go"'), second.count('class="go"')) == (50, 1)
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
