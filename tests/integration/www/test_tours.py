# SPDX-License-Identifier: EUPL-1.2
"""Help in place: tours offered once, who answers questions, the glossary."""

import re
from pathlib import Path

import pytest
from django.test import Client

from ssoz.access.actors import Actor
from ssoz.access.models import Person
from ssoz.access.operations import note_introduced
from ssoz.registers.models import Unit
from ssoz.www import tours
from tests.factories import access, registers
from tests.factories.reports import TO_VERIFY, blank_report, report_at

pytestmark = pytest.mark.django_db
HOME = "/strona-glowna/"
TEMPLATES = Path("src/ssoz/www")


def visitor(report, *, fresh=("home", "sheet")) -> Client:
    """Somebody who fills in for the unit, just signed in; `fresh`: the tours they have not been on."""
    client = access.signed_in(
        Client(headers={"accept-language": "pl"}), access.profile("reporter_nonfinancial", unit=report.unit)
    )
    session = client.session
    session[tours.FLAG] = list(fresh)
    session.save()
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def sheet(report) -> str:
    return f"/sprawozdanie/{report.public_id}/"


def test_the_first_time_the_home_page_and_the_sheet_offer_a_tour():
    report = blank_report()
    client = visitor(report)

    assert "Pierwszy raz w SSOZ?" in text(client, HOME)
    assert "Pierwsze sprawozdanie?" in text(client, sheet(report))


def test_skipped_it_is_offered_no_more_in_this_session_nor_after_the_next_sign_in():
    report = blank_report()
    client = visitor(report)

    answer = client.post("/przewodnik/home/", {"next": HOME})

    assert answer["location"] == HOME
    assert "Pierwszy raz w SSOZ?" not in text(client, HOME)
    assert "Pierwsze sprawozdanie?" in text(client, sheet(report))
    assert Person.objects.get(introduced_to=["home"])


def test_skipping_twice_is_remembered_once():
    report = blank_report()
    client = visitor(report)

    for _ in range(2):
        client.post("/przewodnik/sheet/")

    assert Person.objects.get(introduced_to__len__gt=0).introduced_to == ["sheet"]


def test_after_sign_in_only_what_was_not_seen_is_fresh(rf):
    request = rf.get("/")
    request.session = {}

    tours.begin(request, ["home"])

    assert request.session == {tours.FLAG: ["sheet"]}


def test_who_has_seen_all_has_nothing_in_the_session(rf):
    request = rf.get("/")
    request.session = {}

    tours.begin(request, ["home", "sheet"])

    assert request.session == {}


def test_it_can_be_asked_for_again():
    report = blank_report()
    client = visitor(report, fresh=())

    assert "Pierwsze sprawozdanie?" not in text(client, sheet(report))
    assert "Pierwsze sprawozdanie?" in text(client, sheet(report) + "?przewodnik=1")


def test_who_only_reads_a_report_is_not_taught_to_fill_it_in():
    report = report_at(TO_VERIFY)

    assert "Pierwsze sprawozdanie?" not in text(visitor(report), sheet(report))


def test_a_tour_that_is_not_there_is_not_found():
    report = blank_report()

    assert visitor(report).post("/przewodnik/nie-ma/").status_code == 404


def test_another_site_is_no_place_to_go_to_afterwards():
    report = blank_report()

    assert visitor(report).post("/przewodnik/home/", {"next": "https://evil.example/"})["location"] == "/"


def test_one_person_s_tours_are_not_another_s():
    first, second = access.person(), access.person()

    note_introduced(by=Actor(person_id=first.pk, person_name=first.name), tour="home")

    second.refresh_from_db()
    assert second.introduced_to == []


@pytest.mark.parametrize("tour", tours.TOURS.values(), ids=lambda tour: tour.name)
def test_every_stop_says_something_and_names_something_of_a_page(tour):
    for stop in tour.stops:
        assert str(stop.title)
        assert str(stop.text).endswith(".")
        assert re.fullmatch(r"[\w\s.#\[\]=-]+", stop.target)


def test_the_sheet_says_who_answers_questions():
    report = blank_report()
    office = registers.unit(kind="voivodeship_office", teryt=report.unit.teryt, name="Urząd pomocny")
    Unit.objects.filter(pk=office.pk).update(phone="22 123 45 67", email="pomoc@uw.example")

    page = text(visitor(report), sheet(report))

    assert "Urząd pomocny" in page
    assert 'href="tel:221234567"' in page
    assert 'href="mailto:pomoc@uw.example"' in page


def test_where_no_office_is_known_the_rest_of_the_help_stands():
    report = blank_report()
    Unit.objects.filter(kind="voivodeship_office").delete()

    page = text(visitor(report), sheet(report))

    assert "Na pytania do tego sprawozdania odpowiada" not in page
    assert "/slowniczek/" in page


def test_the_glossary_has_the_same_words_in_both_languages():
    pages = [(TEMPLATES / f"public/templates/public/{language}/glossary.html").read_text() for language in ("pl", "en")]
    polish, english = (set(re.findall(r'<dt id="(\w+)"', page)) for page in pages)

    assert polish == english
    assert len(polish) > 15


def test_the_glossary_is_open_to_everybody(client: Client):
    assert "Sprawozdanie zerowe" in text(client, "/slowniczek/")
