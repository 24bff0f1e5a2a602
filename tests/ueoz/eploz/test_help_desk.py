# SPDX-License-Identifier: EUPL-1.2
"""The help desk finds a case by what the person read out."""

from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localdate

from shared.identifiers import make_pesel
from tests.ueoz.world import HALINA, MAREK, entry_of, signed_in
from ueoz.accounts.enums import EventKind
from ueoz.accounts.models import Account, Event
from ueoz.eploz.models import Case
from ueoz.eploz.operations import begin, search
from ueoz.node.citizen import Citizen

pytestmark = pytest.mark.django_db
PAGE = "/obsluga/migracje/"
DESK = Citizen(**{**HALINA.__dict__, "pesel": "44051401359", "given_name": "Danuta", "family_name": "Pomoc"})


@pytest.fixture
def desk(client: Client) -> Client:
    account = signed_in(client, DESK)
    Account.objects.filter(pk=account.pk).update(is_help_desk=True)
    return client


def searched(citizen: Citizen) -> Case:
    case = begin(citizen=citizen)
    search(case_id=case.pk)
    return Case.objects.get(pk=case.pk)


def test_a_case_is_found_by_its_number(desk: Client) -> None:
    case = searched(HALINA)
    searched(MAREK)
    page = desk.get(PAGE, {"number": f" {case.event_number.lower()} "}).content.decode()
    assert case.event_number in page
    assert "Halina Wrona" in page
    assert "Marek" not in page


def test_the_pesel_is_masked_but_for_three_digits(desk: Client) -> None:
    case = searched(HALINA)
    page = desk.get(PAGE, {"number": case.event_number}).content.decode()
    assert "••••••••842" in page
    assert HALINA.pesel not in page


@pytest.mark.parametrize(("code", "there", "gone"), [("Z02", "Marek", "Halina"), ("Z08", "Halina", "Marek")])
def test_cases_are_found_by_code_and_day(desk: Client, code: str, there: str, gone: str) -> None:
    entry_of(HALINA, family_name="Kowalik")
    day = localdate(searched(HALINA).began_at)
    searched(MAREK)
    page = desk.get(PAGE, {"code": code, "day": day.isoformat()}).content.decode()
    assert there in page
    assert gone not in page
    assert "Nie ma takich zdarzeń." in desk.get(PAGE, {"day": "2020-01-01"}).content.decode()


def test_every_search_is_written_down(desk: Client) -> None:
    desk.get(PAGE, {"code": "Z02"})
    event = Event.objects.get(kind=EventKind.HELP_DESK_LOOKED)
    assert (event.by, event.data) == ("Danuta Pomoc", {"code": "Z02"})


def test_nothing_is_listed_before_something_is_sought(desk: Client) -> None:
    searched(HALINA)
    assert "Halina" not in desk.get(PAGE).content.decode()
    assert "Halina" not in desk.get(PAGE, {"number": "", "code": ""}).content.decode()


def test_a_date_that_is_none_is_told(desk: Client) -> None:
    page = desk.get(PAGE, {"day": "wczoraj"}).content.decode()
    assert 'aria-invalid="true"' in page


def test_others_are_refused(client: Client) -> None:
    signed_in(client, MAREK)
    answer = client.get(PAGE)
    assert answer.status_code == 403
    assert "Ta strona jest dla Działu Obsługi." in answer.content.decode()
    assert Client().get(PAGE).headers["Location"] == f"/zaloguj/?next={PAGE}"


def test_the_list_asks_the_database_the_same_however_long_it_is(desk: Client, django_assert_max_num_queries) -> None:
    from random import Random

    random = Random(2)
    for _ in range(30):
        pesel = make_pesel(random, born=date(1980, 5, 5), female=True)
        searched(Citizen(**{**HALINA.__dict__, "pesel": pesel}))
    with django_assert_max_num_queries(7):
        page = desk.get(PAGE, {"code": "Z02"}).content.decode()
    assert page.count("••••••••") == 20
    assert "strona 2" in page
