# SPDX-License-Identifier: EUPL-1.2
"""Users found, one profile with its history, roles taken away, profiles blocked and unblocked, as pages."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.access.models import Person, Profile
from ssoz.access.operations import Identity, block_profile, create_person
from ssoz.applications import operations
from ssoz.audit.models import Event
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.models import Message
from ssoz.notifications.operations import write
from ssoz.registers.enums import UnitKind
from tests.factories import registers
from tests.factories.access import person, profile, signed_in
from tests.factories.applications import administrator, application_at

pytestmark = pytest.mark.django_db
USERS = "/uzytkownicy/"
PESEL = "44051401359"


@pytest.fixture
def centre(client: Client) -> Client:
    return signed_in(client, profile("cez_admin", person=person(given_name="Ewa", family_name="Centralna")))


def shown(client: Client, **query: str) -> str:
    return client.get(USERS, query).content.decode()


def address(held: Profile, deed: str = "") -> str:
    return reverse("administrator:profile", args=[held.public_id]) + (f"{deed}/" if deed else "")


def test_users_are_found_by_everything_that_is_offered(centre: Client) -> None:
    registers.seats()
    who = person(given_name="Żaneta", family_name="Łuczak", email="zaneta@example.org")
    hospital = registers.unit(name="Szpital Świętej Łucji", voivodeship="12")
    profile("reporter_financial", person=who, unit=hospital)
    profile(unit=registers.unit(voivodeship="02"), person=person(family_name="Inna"))
    for query in (
        {"text": "łuczak"},
        {"text": "Żaneta Łuczak"},
        {"text": "zaneta@example"},
        {"unit": "swietej lucji"},
        {"unit": hospital.nip},
        {"role": "reporter_financial"},
    ):
        page = shown(centre, **query)
        assert "Żaneta Łuczak" in page, query
        assert "Inna" not in page, query


@pytest.mark.parametrize("status", ["active", "blocked", "not_activated", "rejected"])
def test_users_are_found_by_the_status_of_their_profile(centre: Client, status: str) -> None:
    made = {
        "active": application_at("approved"),
        "blocked": application_at("approved"),
        "not_activated": application_at("pending"),
        "rejected": application_at("archived"),
    }
    for name, application in made.items():
        Person.objects.filter(pk=application.profile.person_id).update(family_name=f"Status-{name}")
    block_profile(by=SYSTEM, profile=made["blocked"].profile, reason="odszedł")
    page = shown(centre, status=status, text="Status-")
    assert [name for name in made if f"Status-{name}<" in page] == [status]


def test_a_pesel_finds_its_person_by_post_only(centre: Client) -> None:
    known = create_person(
        by=SYSTEM,
        identity=Identity(issuer="https://a", subject="1", given_name="Jan", family_name="Znany", pesel=PESEL),
    )
    held = profile(person=known)
    profile(person=person(family_name="Inna"))
    page = centre.post(USERS + "pesel/", {"pesel": f" {PESEL} "}).content.decode()
    assert "Jan Znany" in page
    assert "Inna" not in page
    assert "440•••••359" in centre.get(address(held)).content.decode()
    assert centre.get(USERS + "pesel/", {"pesel": PESEL})["Location"] == USERS
    wrong = centre.post(USERS + "pesel/", {"pesel": "44051401358"})
    assert wrong.status_code == 422
    assert not Event.objects.filter(data__icontains=PESEL).exists()


def test_only_who_manages_users_looks_for_a_pesel(client: Client) -> None:
    signed_in(client, profile("cez_staff"))
    assert client.post(USERS + "pesel/", {"pesel": PESEL}).status_code == 403
    assert "PESEL" not in shown(client)


def test_users_outside_ones_reach_are_unknown(client: Client) -> None:
    signed_in(client, profile("uw_admin", unit=registers.unit(UnitKind.VOIVODESHIP_OFFICE, "14")))
    near = profile(unit=registers.unit(voivodeship="14"), person=person(family_name="Bliska"))
    far = profile(unit=registers.unit(voivodeship="02"), person=person(family_name="Daleka"))
    central = profile("cez_staff", person=person(family_name="Sąsiednia"))
    page = shown(client)
    assert "Bliska" in page
    assert "Daleka" not in page
    assert "Sąsiednia" not in page
    assert client.get(address(near)).status_code == 200
    for unknown in (far, central):
        for deed in ("", "zablokuj", "odbierz/reporter_nonfinancial"):
            assert client.get(address(unknown, deed)).status_code == 404
            assert client.post(address(unknown, deed), {"reason": "x"}).status_code in (404, 405)


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    centre: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        application_at("approved")
    with django_assert_max_num_queries(12):
        shown(centre)


def test_a_profile_shows_roles_applications_decisions_and_history_in_sentences(centre: Client) -> None:
    made = application_at("approved")
    by = administrator()
    operations.take_role(by=by, profile=made.profile, role=made.role, reason="zmiana stanowiska")
    page = centre.get(address(made.profile)).content.decode()
    for text in (
        str(made.number),
        by.person_name,
        "zmiana stanowiska",
        f"zatwierdza wniosek {made.number} o rolę „Wypełniający sprawozdania niefinansowe”",
        f"{by.person_name} odbiera rolę „Wypełniający sprawozdania niefinansowe”",
        "Odrzucony",
    ):
        assert text in page
    assert "Odbierz…" not in page


def test_a_profile_is_blocked_and_unblocked_with_a_reason(centre: Client) -> None:
    held = profile(person=person(email="jan@example.org"))
    assert "Zablokować profil?" in centre.get(address(held, "zablokuj")).content.decode()
    missing = centre.post(address(held, "zablokuj"), {"reason": ""})
    assert missing.status_code == 422
    assert "Podaj powód." in missing.content.decode()
    done = centre.post(address(held, "zablokuj"), {"reason": "odszedł z pracy"}, follow=True).content.decode()
    assert "Profil zablokowano." in done
    assert "Profil jest zablokowany" in done
    again = centre.post(address(held, "zablokuj"), {"reason": "odszedł z pracy"})
    assert again.status_code == 409
    assert "już zablokowany" in again.content.decode()
    centre.post(address(held, "odblokuj"), {"reason": "wrócił"})
    held.refresh_from_db()
    assert held.blocked_at is None
    assert Message.objects.count() == 2


def test_a_role_is_taken_away_with_a_reason(centre: Client) -> None:
    held = profile("reporter_financial", "reporter_nonfinancial")
    page = centre.get(address(held)).content.decode()
    assert page.count("Odbierz…") == 2
    deed = "odbierz/reporter_financial"
    assert "Odebrać rolę „Wypełniający sprawozdania finansowe”?" in centre.get(address(held, deed)).content.decode()
    centre.post(address(held, deed), {"reason": "zmiana stanowiska"})
    assert list(held.roles.filter(revoked_at=None).values_list("role", flat=True)) == ["reporter_nonfinancial"]


@pytest.mark.parametrize("deed", ["wymysl", "odbierz/emperor"])
def test_a_made_up_deed_is_unknown(centre: Client, deed: str) -> None:
    assert centre.get(address(profile(), deed)).status_code == 404


def test_ones_own_profile_offers_nothing_and_refuses(client: Client) -> None:
    mine = profile("cez_admin")
    signed_in(client, mine)
    page = client.get(address(mine)).content.decode()
    assert "To Twój własny profil." in page
    assert "Zablokuj profil…" not in page
    assert "Odbierz…" not in page
    for deed in ("zablokuj", "odbierz/cez_admin"):
        answer = client.post(address(mine, deed), {"reason": "sam siebie"})
        assert answer.status_code == 403
        assert "rozstrzyga ktoś inny" in answer.content.decode()


def test_the_administrator_of_a_unit_sees_and_blocks_its_people_only(client: Client) -> None:
    hospital = registers.unit()
    signed_in(client, profile("unit_admin", unit=hospital))
    colleague = profile(unit=hospital, person=person(family_name="Koleżanka"))
    profile(person=person(family_name="Obca"))
    page = shown(client)
    assert "Koleżanka" in page
    assert "Obca" not in page
    text = client.get(address(colleague)).content.decode()
    assert "Zablokuj profil…" in text
    assert "Odbierz…" not in text
    assert client.post(address(colleague, "zablokuj"), {"reason": "odeszła"}).status_code == 302
    assert client.post(address(colleague, "odbierz/reporter_nonfinancial"), {"reason": "x"}).status_code == 403
    assert client.get("/uzytkownicy/wnioski/").status_code == 403


def test_whoever_only_finds_users_changes_nothing(client: Client) -> None:
    signed_in(client, profile("cez_staff"))
    held = profile()
    text = client.get(address(held)).content.decode()
    assert "Zablokuj profil…" not in text
    assert client.post(address(held, "zablokuj"), {"reason": "x"}).status_code == 403


def test_a_look_at_people_is_written_down_once_a_page(centre: Client) -> None:
    held = [profile() for _ in range(3)]
    shown(centre)
    look = Event.objects.get(action="people_viewed")
    assert look.data["people"] == sorted(row.person_id for row in held)


def test_messages_not_sent_are_seen_and_sent_again(centre: Client) -> None:
    held = profile(person=person(email="jan@example.org"))
    context = {"unit": held.unit.name, "reason": "odszedł"}
    [message] = write(kind=MessageKind.PROFILE_BLOCKED, recipients=["jan@example.org"], context=context)
    page = USERS + "wiadomosci/"
    assert "Wszystkie wiadomości zostały wysłane." in centre.get(page).content.decode()
    Message.objects.filter(pk=message.pk).update(attempts=20, last_error="Connection refused")
    text = centre.get(page).content.decode()
    assert "Connection refused" in text
    assert "jan@example.org" in text
    assert "wysyłane są ponownie: 1" in centre.post(page, follow=True).content.decode()
    message.refresh_from_db()
    assert message.attempts == 0
    Message.objects.update(sent_at=clock.now())
