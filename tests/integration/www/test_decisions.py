# SPDX-License-Identifier: EUPL-1.2
"""The queue of applications and the decision, as pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shared import clock
from ssoz.access.models import Person, Profile
from ssoz.applications import operations
from ssoz.applications.models import Application
from ssoz.applications.queries import Sought, queue, waiting_count
from ssoz.audit.models import Event
from ssoz.registers.enums import UnitKind
from tests.factories import registers
from tests.factories.access import person, profile, signed_in
from tests.factories.applications import applicant, application_at, finished

pytestmark = pytest.mark.django_db
QUEUE = "/uzytkownicy/wnioski/"


@pytest.fixture
def centre(client: Client) -> Client:
    return signed_in(client, profile("cez_admin", person=person(given_name="Ewa", family_name="Centralna")))


def office(voivodeship: str = "14") -> Profile:
    return profile("uw_admin", unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, voivodeship))


def address(application: Application) -> str:
    return reverse("administrator:application", args=[application.public_id])


def shown(client: Client, **query: str) -> str:
    return client.get(QUEUE, query).content.decode()


def stored(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def test_the_queue_shows_what_waits_in_ones_own_area_with_its_age(client: Client) -> None:
    signed_in(client, office())
    mine = application_at("pending")
    elsewhere = application_at("pending", unit=registers.unit(voivodeship="12"))
    page = shown(client)
    assert "od dzisiaj" in page
    assert str(mine.number) in page
    assert mine.profile.person.name in page
    assert str(elsewhere.number) not in page
    Application.objects.update(status_at=clock.now() - timedelta(days=9))
    assert "9\N{NO-BREAK SPACE}dni" in shown(client)


def test_the_queue_is_narrowed_by_everything_it_offers(centre: Client) -> None:
    registers.seats()
    wanted = application_at(
        "pending",
        by=applicant(person(given_name="Żaneta", family_name="Łuczak")),
        unit=registers.unit(name="Szpital Świętej Łucji", voivodeship="12"),
    )
    operations.mute_reminder(by=applicant(wanted.profile.person), application=wanted.public_id)
    other = application_at("pending", "reporter_financial", unit=registers.unit(UnitKind.ENTITY))
    Application.objects.filter(pk=wanted.pk).update(status_at=clock.now() - timedelta(days=31))
    for query in (
        {"text": "łuczak"},
        {"text": "Żaneta Łuczak"},
        {"text": "swietej lucji"},
        {"text": str(wanted.number)},
        {"text": wanted.profile.unit.nip},
        {"role": wanted.role},
        {"kind": UnitKind.HOSPITAL.value},
        {"days": "30"},
    ):
        page = shown(centre, **query)
        assert str(wanted.number) in page, query
        assert str(other.number) not in page, query
    assert "Żaden wniosek nie spełnia tych warunków." in shown(centre, attachment="tak")
    assert str(other.number) in shown(centre, attachment="nie")


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "9999999"}, {"sort": "zzz"}, {"days": "-1"}, {"status": "?"}]
)
def test_an_odd_address_shows_the_queue(centre: Client, query: dict[str, str]) -> None:
    made = application_at("pending")
    assert str(made.number) in shown(centre, **query)


@pytest.mark.parametrize("order", ["number", "unit", "person", "role", "age"])
def test_every_order_can_be_turned_round(centre: Client, order: str) -> None:
    for day, (name, role) in enumerate((("Adamska", "reporter_financial"), ("Zięba", "reporter_nonfinancial"))):
        made = application_at("pending", role, by=applicant(person(family_name=name)), unit=registers.unit(name=name))
        Application.objects.filter(pk=made.pk).update(status_at=clock.now() - timedelta(days=9 - day))
    there, back = shown(centre, sort=order), shown(centre, sort=f"-{order}")
    assert there.index("Adamska") < there.index("Zięba")
    assert back.index("Zięba") < back.index("Adamska")


def test_the_queue_asks_the_same_number_of_questions_however_long_it_is(
    centre: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        application_at("pending")
    with django_assert_max_num_queries(8):
        shown(centre)


def test_the_decision_page_shows_person_unit_role_and_other_profiles(centre: Client) -> None:
    who = person(given_name="Żaneta", family_name="Łuczak")
    other = profile("reporter_financial", person=who, unit=registers.unit(name="Przychodnia Dawna"))
    made = application_at("pending", by=applicant(who))
    page = centre.get(address(made)).content.decode()
    for text in (
        "Żaneta Łuczak",
        str(made.number),
        made.profile.unit.name,
        made.profile.unit.nip,
        made.submission.email,
        "Wypełniający sprawozdania niefinansowe",
        other.unit.name,
        "Do wniosku nie załączono pliku.",
    ):
        assert text in page
    assert Event.objects.get(action="people_viewed").data["people"] == [who.pk]


def test_approving_leads_to_the_next_one_that_waits(centre: Client) -> None:
    first, second = application_at("pending"), application_at("pending")
    answer = centre.post(address(first), {"decyzja": "zatwierdz"}, follow=True)
    assert answer.redirect_chain == [(address(second), 302)]
    assert "zatwierdzono" in answer.content.decode()
    assert stored(first).status == "approved"
    last = centre.post(address(second), {"decyzja": "zatwierdz"}, follow=True)
    assert last.redirect_chain == [(QUEUE, 302)]
    assert "Żaden inny wniosek nie czeka" in last.content.decode()


def test_rejecting_needs_a_reason_and_keeps_what_was_typed(centre: Client) -> None:
    made = application_at("pending")
    empty = centre.post(address(made), {"decyzja": "odrzuc", "reason": " "})
    assert empty.status_code == 422
    assert "Podaj powód odrzucenia." in empty.content.decode()
    long = centre.post(address(made), {"decyzja": "odrzuc", "reason": "zażółć" * 1000})
    assert long.status_code == 422
    assert "zażółćzażółć" in long.content.decode()
    centre.post(address(made), {"decyzja": "odrzuc", "template": "stamp", "reason": "Proszę poprawić."})
    assert stored(made).status == "rejected"
    assert stored(made).reason == "Na wniosku brakuje pieczęci jednostki.\nProszę poprawić."


def test_decided_meanwhile_is_told_in_a_sentence(centre: Client) -> None:
    made = application_at("pending")
    operations.withdraw(by=applicant(made.profile.person), application=made.public_id)
    answer = centre.post(address(made), {"decyzja": "zatwierdz"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Zatwierdzić można tylko wniosek oczekujący. Ten ma status „Odrzucony”." in page
    assert "Wycofany przez wnioskującego" in page
    assert 'value="zatwierdz"' not in page


def test_ones_own_application_is_shown_without_a_decision_and_does_not_count(client: Client) -> None:
    mine = office()
    own = finished(
        "supervisor_financial", by=applicant(Person.objects.get(pk=mine.person_id)), unit=mine.unit
    ).applications.get()
    signed_in(client, mine)
    page = client.get(address(own)).content.decode()
    assert "To Twój własny wniosek." in page
    assert 'name="decyzja"' not in page
    answer = client.post(address(own), {"decyzja": "zatwierdz"})
    assert answer.status_code == 403
    assert "Nikt nie decyduje o własnym wniosku." in answer.content.decode()


def test_an_application_out_of_reach_is_unknown(client: Client) -> None:
    signed_in(client, office("12"))
    made = application_at("pending", unit=registers.unit(voivodeship="14"))
    assert client.get(address(made)).status_code == 404
    assert client.post(address(made), {"decyzja": "zatwierdz"}).status_code == 404
    assert stored(made).status == "pending"


def test_several_are_looked_at_once_more_and_then_judged_each_by_itself(centre: Client) -> None:
    good, gone = application_at("pending"), application_at("pending")
    ticked = {"wniosek": [str(good.public_id), str(gone.public_id)], "decyzja": "zatwierdz"}
    asked = centre.get(QUEUE + "razem/", ticked).content.decode()
    assert "Zatwierdzić zaznaczone wnioski?" in asked
    assert str(good.number) in asked
    operations.withdraw(by=applicant(gone.profile.person), application=gone.public_id)
    told = centre.post(QUEUE + "razem/", ticked, follow=True).content.decode()
    assert f"Zatwierdzono wnioski: {good.number}." in told
    assert f"Wniosku {gone.number} nie rozpatrzono: Zatwierdzić można tylko wniosek oczekujący." in told


def test_several_are_rejected_with_one_reason(centre: Client) -> None:
    made = [application_at("pending") for _ in range(2)]
    ticked = {"wniosek": [str(row.public_id) for row in made], "decyzja": "odrzuc"}
    refused = centre.post(QUEUE + "razem/", ticked)
    assert refused.status_code == 422
    assert "Podaj powód odrzucenia." in refused.content.decode()
    centre.post(QUEUE + "razem/", {**ticked, "template": "missing"})
    assert {stored(row).reason for row in made} == {"Nie otrzymaliśmy podpisanego wniosku."}


@pytest.mark.parametrize("ticked", [[], ["x"], ["00000000-0000-0000-0000-000000000000"]])
def test_without_a_tick_nothing_happens(centre: Client, ticked: list[str]) -> None:
    answer = centre.post(QUEUE + "razem/", {"wniosek": ticked, "decyzja": "zatwierdz"}, follow=True)
    assert answer.status_code == 200


def test_what_waits_is_counted_without_ones_own(client: Client) -> None:
    mine = office()
    finished("supervisor_financial", by=applicant(mine.person), unit=mine.unit)
    application_at("pending")
    actor = signed_in(client, mine).get(QUEUE).wsgi_request.actor
    assert (waiting_count(actor), queue(actor, Sought()).count()) == (1, 2)


@pytest.mark.parametrize("status", ["pending", "rejected"])
def test_an_application_is_put_away_with_a_reason(centre: Client, status: str) -> None:
    application = application_at(status)
    page = reverse("administrator:archive", args=[application.public_id])
    assert page in centre.get(address(application)).content.decode()
    assert "Podaj powód." in centre.post(page, {"reason": " "}).content.decode()
    assert centre.post(page, {"reason": "Osoba już tu nie pracuje."}).url == address(application)
    assert (stored(application).status, stored(application).reason) == ("archived", "Osoba już tu nie pracuje.")
    again = centre.post(page, {"reason": "Jeszcze raz."})
    assert again.status_code == 409
    assert "Zarchiwizować można wniosek oczekujący albo odrzucony." in again.content.decode()
    assert page not in centre.get(address(application)).content.decode()
