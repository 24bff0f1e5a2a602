# SPDX-License-Identifier: EUPL-1.2
"""The wizard's pages: every step an address, everything typed stays, everything wrong said at its place."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ssoz.access.models import Person, Profile
from ssoz.applications import operations
from ssoz.applications.models import Application, Submission
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.factories import access, registers
from tests.factories.applications import EMAIL, PHONE, applicant, draft, finished, saved

pytestmark = pytest.mark.django_db
UNIT, ROLES, SUMMARY, DOWNLOAD = (f"/wniosek/{step}/" for step in ("jednostka", "role", "podsumowanie", "pobranie"))


@pytest.fixture
def hospital() -> Unit:
    return registers.unit(UnitKind.HOSPITAL, name="Szpital Powiatowy w Żninie", nip="7821604748", regon="630745590")


@pytest.fixture
def anna(client: Client) -> Client:
    """Somebody without a profile, signed in."""
    return access.signed_in_person(client, access.person(email="anna@poczta.example"))


def person_of(client: Client) -> int:
    return int(client.session["person"])


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.get("Location")
    return shown(answer.content)


def shown(content: bytes) -> str:
    """Letters of the page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()))


def refused(client: Client, address: str, filled: dict[str, object]) -> str:
    """What the page says after such a POST; it redirects to itself, so that „back” never sends anything again."""
    assert client.post(address, filled)["Location"] == address
    return text(client, address)


def to_roles(client: Client, unit: Unit) -> None:
    assert client.post(UNIT, {"unit": str(unit.public_id)})["Location"] == "/wniosek/"
    assert client.get("/wniosek/")["Location"] in (ROLES, SUMMARY)


def to_summary(client: Client, unit: Unit, *roles: str) -> None:
    to_roles(client, unit)
    filled = {"roles": roles or ("reporter_nonfinancial",), "phone": PHONE, "email": EMAIL}
    assert client.post(ROLES, filled)["Location"] == SUMMARY


def to_download(client: Client, unit: Unit, *roles: str) -> Submission:
    to_summary(client, unit, *roles)
    assert client.post(SUMMARY, {"confirmed": "on"})["Location"] == DOWNLOAD
    return Submission.objects.get(person=person_of(client))


def test_the_whole_way(anna: Client, hospital: Unit) -> None:
    assert anna.get("/wniosek/")["Location"] == UNIT
    made = to_download(anna, hospital, "reporter_nonfinancial", "reporter_financial")
    page = text(anna, DOWNLOAD)
    assert "Dla wnioskowanych ról utworzono wnioski o poniższych numerach" in page
    assert re.search(r"U000001/\d{4} dla roli „Wypełniający sprawozdania niefinansowe”", page)
    assert re.search(r"U000002/\d{4} dla roli „Wypełniający sprawozdania finansowe”", page)
    assert anna.post(f"/wniosek/{made.public_id}/pdf/").status_code == 200
    assert anna.post(DOWNLOAD, {"when": "later"})["Location"] == "/moje-konto/"
    assert set(Application.objects.values_list("status", flat=True)) == {"pending"}


def test_the_pdf_is_for_all_roles_and_nobody_else(anna: Client, hospital: Unit) -> None:
    made = to_download(anna, hospital)
    answer = anna.post(f"/wniosek/{made.public_id}/pdf/")
    assert answer.content.startswith(b"%PDF-")
    assert re.fullmatch(r'attachment; filename="wniosek-U000001-\d{4}\.pdf"', answer["Content-Disposition"])
    stranger = access.signed_in_person(Client(), access.person())
    assert stranger.post(f"/wniosek/{made.public_id}/pdf/").status_code == 404
    assert anna.get(f"/wniosek/{made.public_id}/pdf/").status_code == 405


def test_the_first_page_asks_for_something_to_look_for(anna: Client, hospital: Unit) -> None:
    page = text(anna, UNIT)
    assert "Wyszukaj i wybierz jednostkę, za którą będziesz składał sprawozdania lub pełnił inną rolę" in page
    assert "Lista jednostek" not in page
    empty = text(anna, f"{UNIT}?rodzaj=&nip=&regon=&ksiega=&nazwa=")
    assert "Wybierz „Rodzaj” albo wypełnij dowolne pole w wyszukiwarce." in empty
    assert "Lista jednostek" not in empty


@pytest.mark.parametrize(
    "query", ["rodzaj=hospital", "nip=782-160-47-48", "regon=630745590", "nazwa=ZNINIE", "nazwa=szpitla+żninie"]
)
def test_any_field_finds_the_unit(anna: Client, hospital: Unit, query: str) -> None:
    page = text(anna, f"{UNIT}?{query}")
    assert "Wszystkich pozycji 1" in page
    assert "Szpital Powiatowy w Żninie" in page


def test_a_misspelt_name_is_told(anna: Client, hospital: Unit) -> None:
    page = text(anna, f"{UNIT}?nazwa=szpitla")
    assert "Żadna jednostka nie ma dokładnie takiej nazwy. Oto jednostki o nazwach podobnych: szpital" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("nip=7821604749", "NIP ma niewłaściwą cyfrę kontrolną"),
        ("regon=63", "REGON musi mieć 9 albo 14 cyfr."),
        ("ksiega=abc", "Numer księgi rejestrowej musi mieć 12 cyfr."),
        ("rodzaj=nosuch", "Wybierz poprawną wartość"),
    ],
)
def test_a_number_that_cannot_be_is_told_at_its_field(anna: Client, query: str, sentence: str) -> None:
    page = text(anna, f"{UNIT}?{query}")
    assert sentence in page
    assert "Lista jednostek" not in page


def test_the_list_is_paged_sorted_and_sized(anna: Client) -> None:
    for number in range(12):
        registers.unit(UnitKind.HOSPITAL, name=f"Szpital {number:02}")
    registers.unit(UnitKind.ENTITY, name="Szpital niby")
    first = text(anna, f"{UNIT}?nazwa=szpital")
    assert "Wszystkich pozycji 13" in first
    assert ("Szpital 09" in first, "Szpital 10" in first) == (True, False)
    assert "Szpital 10" in text(anna, f"{UNIT}?nazwa=szpital&page=2")
    assert "Szpital 11" in text(anna, f"{UNIT}?nazwa=szpital&size=20")
    assert "Szpital niby" in text(anna, f"{UNIT}?nazwa=szpital&sort=rodzaj")
    assert text(anna, f"{UNIT}?nazwa=szpital&sort=x&size=7&page=nic") == first


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_takes_as_many_queries_however_long_it_is(
    anna: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        registers.unit(UnitKind.HOSPITAL)
    text(anna, UNIT)
    with django_assert_num_queries(9):
        text(anna, f"{UNIT}?nazwa=szpital")


def test_nothing_found_says_what_to_do(anna: Client, hospital: Unit) -> None:
    assert "Żadna jednostka w rejestrze nie spełnia tych warunków." in text(anna, f"{UNIT}?nazwa=qwertyuiop")


@pytest.mark.parametrize("unit", ["", "x", str(uuid4())], ids=["none", "not one", "unknown"])
def test_a_unit_that_is_not_there_cannot_be_chosen(anna: Client, hospital: Unit, unit: str) -> None:
    page = refused(anna, f"{UNIT}?nazwa=szpital", {"unit": unit})
    assert "Nie ma takiej jednostki. Wyszukaj ją i wybierz z listy." in page
    assert "Szpital Powiatowy w Żninie" in page, "what was found is still there"


@pytest.mark.parametrize("step", [ROLES, SUMMARY, DOWNLOAD])
def test_nobody_jumps_ahead(anna: Client, step: str) -> None:
    assert anna.get(step)["Location"] == UNIT
    assert anna.post(step)["Location"] == UNIT


def test_one_comes_back_to_where_one_left(anna: Client, hospital: Unit) -> None:
    to_roles(anna, hospital)
    assert anna.get("/wniosek/")["Location"] == ROLES
    to_summary(anna, hospital)
    elsewhere = access.signed_in_person(Client(), Person.objects.get(pk=person_of(anna)))
    assert elsewhere.get("/wniosek/")["Location"] == SUMMARY
    assert "Szpital Powiatowy w Żninie" in text(elsewhere, SUMMARY)


def test_going_back_finds_what_was_filled_in(anna: Client, hospital: Unit) -> None:
    to_summary(anna, hospital)
    page = anna.get(ROLES).content.decode()
    assert f'value="{EMAIL}"' in page
    assert 'value="+48 501369856"' in page
    assert re.search(r'value="reporter_nonfinancial"[^>]*checked', page)
    assert text(anna, UNIT)


def test_the_second_step_says_all_that_is_wrong_and_keeps_what_was_typed(anna: Client, hospital: Unit) -> None:
    to_roles(anna, hospital)
    page = refused(anna, ROLES, {"phone": "12", "email": "anna@"})
    assert "Zabrakło wymaganych danych lub dane niepoprawne" in page
    assert "Wybierz przynajmniej jedną rolę." in page
    assert "Numer telefonu ma 9 cyfr" in page
    assert "Podaj poprawny adres e-mail" in page
    assert 'value="anna@"' in anna.get(ROLES).content.decode(), "and it stays however often one looks"


def test_what_was_wrong_is_forgotten_once_it_is_right(anna: Client, hospital: Unit) -> None:
    to_roles(anna, hospital)
    refused(anna, ROLES, {"phone": "12", "email": "anna@"})
    to_summary(anna, hospital)
    assert 'value="anna@"' not in anna.get(ROLES).content.decode()
    assert "applying" not in anna.session


def test_the_persons_own_address_is_offered(anna: Client, hospital: Unit) -> None:
    to_roles(anna, hospital)
    assert 'value="anna@poczta.example"' in anna.get(ROLES).content.decode()


def test_roles_are_those_of_the_units_character(anna: Client) -> None:
    to_roles(anna, registers.unit(UnitKind.VOIVODESHIP_OFFICE))
    page = text(anna, ROLES)
    assert "Administrator UW" in page
    assert "Nadzorujący sprawozdania finansowe" in page
    assert "Wypełniający sprawozdania" not in page


def test_roles_held_and_asked_for_stand_apart(client: Client) -> None:
    held = access.profile("reporter_nonfinancial")
    finished("reporter_financial", by=applicant(held.person), unit=held.unit)
    access.signed_in(client, held)
    assert client.post("/wniosek/inne-role/", {"profile": str(held.public_id)})["Location"] == ROLES
    content = client.get(ROLES).content
    page = shown(content)
    assert "Role, które już pełnisz w tej jednostce Wypełniający sprawozdania niefinansowe" in page
    assert "Role, o które już wnioskujesz w tej jednostce Wypełniający sprawozdania finansowe" in page
    assert re.findall(r'name="roles" value="(\w+)"', content.decode()) == ["reporter_psychiatric"]


def test_more_roles_have_three_steps(client: Client) -> None:
    held = access.profile("reporter_nonfinancial")
    access.signed_in(client, held)
    client.post("/wniosek/inne-role/", {"profile": str(held.public_id)})
    page = text(client, ROLES)
    assert "Wniosek o nowe role do profilu" in page
    assert "Wybór jednostki" not in page
    filled = {"roles": ["reporter_financial"], "phone": PHONE, "email": EMAIL}
    assert client.post(ROLES, filled)["Location"] == SUMMARY
    assert "Wybierz inną jednostkę" not in text(client, SUMMARY)


@pytest.mark.parametrize("profile", ["", "x", str(uuid4())], ids=["none", "not one", "unknown"])
def test_more_roles_of_no_profile_are_not_found(anna: Client, profile: str) -> None:
    assert anna.post("/wniosek/inne-role/", {"profile": profile}).status_code == 404


def test_a_unit_one_has_a_profile_in_says_so(client: Client) -> None:
    held = access.profile("reporter_nonfinancial")
    access.signed_in(client, held)
    to_roles(client, held.unit)
    assert "Masz już profil w tej jednostce. Nowe role zostaną do niego dodane." in text(client, ROLES)


def test_where_every_role_is_held_there_is_nothing_to_choose(client: Client) -> None:
    held = access.profile("reporter_nonfinancial", "reporter_financial", "reporter_psychiatric")
    access.signed_in(client, held)
    answer = client.post("/wniosek/inne-role/", {"profile": str(held.public_id)}, follow=True)
    assert "nie ma roli, o którą możesz jeszcze wnioskować" in shown(answer.content)


def test_the_declaration_is_asked_for_at_its_place(anna: Client, hospital: Unit) -> None:
    to_summary(anna, hospital)
    page = refused(anna, SUMMARY, {})
    assert "Zapoznaj się z treścią oświadczenia i potwierdź je przed wysłaniem wniosku" in page
    assert not Application.objects.exists()


def test_a_unit_struck_off_meanwhile_stops_the_saving(anna: Client, hospital: Unit) -> None:
    to_summary(anna, hospital)
    Unit.objects.filter(pk=hospital.pk).update(valid_to="2020-01-01")
    assert "Ta jednostka została wykreślona z rejestru." in refused(anna, SUMMARY, {"confirmed": "on"})


def test_a_role_given_meanwhile_stops_the_saving(anna: Client, hospital: Unit) -> None:
    to_summary(anna, hospital)
    access.profile("reporter_nonfinancial", person=Person.objects.get(pk=person_of(anna)), unit=hospital)
    assert "pozostałe już pełnisz albo o nie wnioskujesz" in refused(anna, SUMMARY, {"confirmed": "on"})


@pytest.mark.parametrize("step", [UNIT, ROLES, SUMMARY])
def test_after_the_numbers_only_the_last_step_is_open(anna: Client, hospital: Unit, step: str) -> None:
    to_download(anna, hospital)
    assert anna.get(step)["Location"] == DOWNLOAD
    assert anna.post(step, {"unit": str(hospital.public_id), "confirmed": "on"})["Location"] == DOWNLOAD
    assert Application.objects.count() == 1


def test_finishing_says_all_that_is_missing(anna: Client, hospital: Unit) -> None:
    to_download(anna, hospital)
    page = refused(anna, DOWNLOAD, {"when": "now"})
    assert "Pobierz wniosek: bez niego nie można zakończyć." in page
    assert "Załącz podpisany wniosek albo wybierz „Później załączę plik lub wyślę go mailem”." in page
    undecided = refused(anna, DOWNLOAD, {})
    assert "Wybierz, kiedy chcesz przekazać podpisany wniosek." in undecided
    assert "Pobierz wniosek: bez niego nie można zakończyć." not in undecided


def test_cancelling_before_the_numbers_leaves_nothing(anna: Client, hospital: Unit) -> None:
    to_summary(anna, hospital)
    assert anna.post("/wniosek/anuluj/")["Location"] == "/profil/"
    assert not Submission.objects.exists()
    assert not Profile.objects.exists()
    assert anna.post("/wniosek/anuluj/")["Location"] == "/profil/"


def test_looking_writes_nothing(anna: Client, hospital: Unit) -> None:
    for address in ("/wniosek/", UNIT, f"{UNIT}?nazwa=szpital"):
        anna.get(address)
    assert not Submission.objects.exists()
    assert anna.get("/wniosek/anuluj/").status_code == 405
    assert anna.get("/wniosek/inne-role/").status_code == 405


def test_two_people_do_not_see_each_others_drafts(anna: Client, hospital: Unit) -> None:
    by = applicant()
    saved(by=by, unit=hospital)
    assert anna.get("/wniosek/")["Location"] == UNIT
    draft(by=applicant(), unit=hospital)
    operations.abandon(by=by)
    assert anna.get(DOWNLOAD)["Location"] == UNIT
