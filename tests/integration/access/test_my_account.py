# SPDX-License-Identifier: EUPL-1.2
"""„Moje konto”: three areas, what one changes from there, and the reminder after signing in."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.models import Person, Profile
from ssoz.access.operations import block_profile, grant_role
from ssoz.applications.enums import ApplicationStatus
from ssoz.applications.models import Application
from ssoz.attachments.operations import attach
from ssoz.audit.models import Event
from ssoz.www.account.mine import reminder
from tests.factories.access import legacy_account, person, profile, signed_in, signed_in_person
from tests.factories.applications import applicant, application_at, finished
from tests.factories.registers import unit

pytestmark = pytest.mark.django_db
MINE = "/moje-konto/"
BOTH = ("reporter_nonfinancial", "reporter_financial")


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def main(answer: HttpResponse) -> str:
    return page(answer).split("<main", 1)[1].split("</main>", 1)[0]


@pytest.fixture
def somebody() -> Person:
    return person()


@pytest.fixture
def mine(client: Client, somebody: Person) -> Client:
    return signed_in_person(client, somebody)


def by(somebody: Person) -> Actor:
    return applicant(somebody)


# what a thief tries


@pytest.mark.parametrize("act", ["wycofaj", "przypominaj"])
def test_nobody_touches_anothers_application(mine: Client, act: str) -> None:
    theirs = application_at()
    assert mine.post(f"{MINE}wniosek/{theirs.public_id}/{act}/", {"muted": "on"}).status_code == 404
    assert mine.post(f"{MINE}wniosek/{uuid4()}/{act}/").status_code == 404
    theirs.refresh_from_db()
    assert (theirs.status, theirs.reminder_off) == (ApplicationStatus.PENDING, False)


def test_nor_anothers_contact_data(mine: Client) -> None:
    theirs = profile()
    address = f"{MINE}{theirs.public_id}/kontakt/"
    assert mine.get(address).status_code == 404
    assert mine.post(address, {"phone": "501369856", "email": "zly@example.test"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.email == ""


def test_nor_those_of_a_blocked_profile_of_ones_own(mine: Client, somebody: Person) -> None:
    shut = profile(person=somebody)
    block_profile(by=SYSTEM, profile=shut, reason="urlop")
    assert mine.get(f"{MINE}{shut.public_id}/kontakt/").status_code == 404


@pytest.mark.parametrize("act", ["wycofaj", "przypominaj"])
def test_nothing_changes_by_a_link_or_a_forged_form(somebody: Person, act: str) -> None:
    waiting = application_at(by=by(somebody))
    strict = signed_in_person(Client(enforce_csrf_checks=True), somebody)
    address = f"{MINE}wniosek/{waiting.public_id}/{act}/"
    assert strict.get(address).status_code == 405
    assert strict.post(address).status_code == 403


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_reminder_leads_nobody_elsewhere(mine: Client, target: str) -> None:
    assert mine.post(f"{MINE}przypomnienie/", {"next": target}).headers["Location"] == "/"


@pytest.mark.parametrize(
    "asked",
    ["wnioski-wg=x&wnioski-ile=1000000&wnioski-strona=-3", "profile-strona=x&profil=x&karta=x", "wniosek='><script>"],
)
def test_an_address_made_by_hand_does_no_harm(mine: Client, somebody: Person, asked: str) -> None:
    application_at(by=by(somebody))
    answer = mine.get(f"{MINE}?{asked}")
    assert answer.status_code == 200
    assert "'><script>" not in page(answer)


# what people see


def test_somebody_new_finds_three_empty_areas_and_the_two_ways(mine: Client) -> None:
    shown = main(mine.get(MINE))
    for text in (
        "Moje konto",
        "Przenieś uprawnienia z SSOZ I",
        "Aktywne profile",
        "Nie masz aktywnego profilu.",
        "Oczekujące wnioski",
        "Nie masz oczekujących wniosków.",
        "Pozostałe profile",
        "Nie masz innych profili.",
    ):
        assert text in shown


def test_an_active_profile_shows_its_roles_with_day_and_number(mine: Client, somebody: Person) -> None:
    approved = application_at(ApplicationStatus.APPROVED, by=by(somebody), unit=unit(name="Szpital Powiatowy"))
    grant_role(by=SYSTEM, profile=approved.profile, role="legacy_observer")
    shown = main(mine.get(MINE))
    for text in (
        "Szpital Powiatowy",
        "Szpital",
        "Aktywny",
        "Pracuj w profilu",
        "Aktywne role",
        "Dane jednostki",
        "Dane kontaktowe użytkownika",
        "Złożone wnioski",
        "Rola w jednostce",
        "Wypełniający sprawozdania niefinansowe",
        "Przypisana od",
        f"{localdate(approved.decided_at):%d.%m.%Y}",
        approved.number,
        "Obserwator sprawozdań standardowych jednostki sprawozdawczej",
    ):
        assert text in shown


def test_each_tab_of_a_profile_is_an_address(client: Client, somebody: Person) -> None:
    approved = application_at(
        ApplicationStatus.APPROVED, by=by(somebody), unit=unit(name="Szpital Powiatowy", regon="123456785")
    )
    held = approved.profile
    held.phone, held.email = "+48 600 000 000", "jan@example.test"
    held.save()
    other = profile(person=somebody)
    signed_in(client, other)
    address = f"{MINE}?profil={held.public_id}&karta="
    assert "123456785" in main(client.get(address + "jednostka"))
    contact = main(client.get(address + "kontakt"))
    assert "+48 600 000 000" in contact
    assert "jan@example.test" in contact
    assert "Edytuj dane kontaktowe" in contact
    handed_in = main(client.get(address + "wnioski"))
    assert approved.number in handed_in
    assert "Zatwierdzony" in handed_in
    assert "Pracujesz teraz w tym profilu" in main(client.get(address + "nonsens"))


def test_a_pending_application_shows_everything_the_manual_shows(mine: Client, somebody: Person) -> None:
    place = unit(name="Przychodnia", nip="7821604748", regon="630745590", register_number="000000016159")
    waiting = application_at(by=by(somebody), unit=place)
    shown = main(mine.get(MINE))
    for text in (
        "Przychodnia",
        "Brak załączników",
        "Wnioskowana rola",
        "Wypełniający sprawozdania niefinansowe",
        "Numer wniosku",
        waiting.number,
        "Data złożenia",
        f"{localdate(waiting.submission.finished_at):%d.%m.%Y}",
        "Potwierdzenie uprawnień",
        "Plik został wysłany mailem lub wydruk pocztą – nie przypominaj mi o braku załącznika do tego wniosku",
        "Załącz podpisany wniosek",
        "Pokaż instrukcję",
        "7821604748",
        "630745590",
        "000000016159",
        "Twoje dane kontaktowe w jednostce",
        "Wycofaj wniosek",
        "Uwaga! Wycofujesz złożony wniosek",
        "Czynności tej nie można cofnąć. Czy chcesz wycofać ten wniosek?",
        "Tak, wycofaj wniosek",
    ):
        assert text in shown


def test_a_file_attached_takes_the_mark_and_the_tick_away(mine: Client, somebody: Person) -> None:
    waiting = application_at(by=by(somebody))
    pdf = BytesIO(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    attach(by=by(somebody), collection=waiting.submission.public_id, name="wniosek.pdf", stream=pdf)
    shown = main(mine.get(MINE))
    assert "wniosek.pdf" in shown
    assert "Brak załączników" not in shown
    assert "nie przypominaj mi" not in shown
    assert "Przeciągnij lub wybierz" in main(mine.get(f"{MINE}?wniosek={waiting.public_id}"))


def test_withdrawing_is_for_good_and_leaves_the_profile_not_activated(mine: Client, somebody: Person) -> None:
    waiting = application_at(by=by(somebody), unit=unit(name="Przychodnia"))
    address = f"{MINE}wniosek/{waiting.public_id}/wycofaj/"
    shown = main(mine.post(address, follow=True))
    assert f"Wniosek {waiting.number} został wycofany." in shown
    assert "Nie masz oczekujących wniosków." in shown
    other = shown.split("Pozostałe profile", 1)[1]
    for text in ("Przychodnia", "Nieaktywowany", "Data utworzenia", "Odrzucony", "Wycofany przez wnioskującego"):
        assert text in other
    assert "Wycofać można tylko wniosek oczekujący" in main(mine.post(address, follow=True))


def test_pending_applications_are_sorted_cut_and_counted(mine: Client, somebody: Person) -> None:
    names = ["Żnin", "Lublin", "Adamów", "Cisna", "Bełz", "Ełk", "Dęblin"]
    made = [application_at(by=by(somebody), unit=unit(name=name)) for name in names]
    numbers = [one.number for one in made]

    def order(asked: str = "") -> list[str]:
        area = main(mine.get(f"{MINE}?{asked}")).split("Oczekujące wnioski", 1)[1].split("Pozostałe profile", 1)[0]
        return sorted((number for number in numbers if f"</small> {number}" in area), key=area.index)

    first = main(mine.get(MINE))
    assert "Wszystkich pozycji <b>7</b>" in first
    assert order() == numbers[:5]
    assert order("wnioski-strona=2") == numbers[5:]
    assert order("wnioski-strona=99") == numbers[5:]
    assert order("wnioski-ile=10") == numbers
    assert order("wnioski-wg=-numer&wnioski-ile=10") == numbers[::-1]
    by_name = [numbers[names.index(name)] for name in sorted(names, key=lambda name: name.replace("Ż", "Z"))]
    assert order("wnioski-wg=jednostka&wnioski-ile=10") == by_name


def test_other_profiles_come_by_the_last_change_first(mine: Client, somebody: Person) -> None:
    old, new = (profile(person=somebody, unit=unit(name=name)) for name in ("Dawna", "Nowa"))
    block_profile(by=SYSTEM, profile=new, reason="urlop")
    block_profile(by=SYSTEM, profile=old, reason="likwidacja")
    shown = main(mine.get(MINE))
    assert shown.index("Dawna") < shown.index("Nowa")
    assert "likwidacja" in shown
    turned = main(mine.get(f"{MINE}?profile-wg=-data"))
    assert turned.index("Nowa") < turned.index("Dawna")


def test_many_profiles_and_applications_cost_as_many_queries_as_few(
    mine: Client, somebody: Person, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for _number in range(6):
        finished(*BOTH, by=by(somebody), unit=unit())
        profile(*BOTH, person=somebody)
        block_profile(by=SYSTEM, profile=profile(person=somebody), reason="urlop")
    with django_assert_max_num_queries(9):  # type: ignore[operator]  # a fixture without a type
        mine.get(f"{MINE}?wnioski-ile=50&profile-ile=50")


# contact data


def test_contact_data_change_here_and_only_here(client: Client, somebody: Person) -> None:
    held = profile(person=somebody)
    signed_in(client, held)
    address = f"{MINE}{held.public_id}/kontakt/"
    shown = main(client.get(address))
    for text in (
        "Edycja danych kontaktowych użytkownika",
        "Telefon",
        "E-mail",
        "Pole obowiązkowe",
        "Zmianie ulegną tylko dane kontaktowe w systemie SSOZII, dane konta profilu zaufanego, z którego korzystasz",
        "Anuluj",
        "Zapisz",
    ):
        assert text in shown
    before = somebody.email
    answer = client.post(address, {"phone": "501 369 856", "email": " jan@example.test "}, follow=True)
    assert "Zapisano dane kontaktowe." in main(answer)
    held.refresh_from_db()
    somebody.refresh_from_db()
    assert (held.phone, held.email) == ("+48 501369856", "jan@example.test")
    assert somebody.email == before
    assert Event.objects.filter(action="contact_changed").count() == 1


@pytest.mark.parametrize(
    ("phone", "email", "said"),
    [
        ("", "jan@example.test", "Podaj numer telefonu."),
        ("12", "jan@example.test", "Numer telefonu ma 9 cyfr"),
        ("501369856", "jan", "Podaj poprawny adres e-mail"),
        ("501369856", "", "Podaj poprawny adres e-mail"),
        ("5" * 41, "a" * 60 + "@" + "example." * 30 + "test", "Adres e-mail może mieć najwyżej"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    client: Client, phone: str, email: str, said: str
) -> None:
    held = profile()
    answer = signed_in(client, held).post(f"{MINE}{held.public_id}/kontakt/", {"phone": phone, "email": email})
    assert answer.status_code == 422
    shown = main(answer)
    assert said in shown
    assert "Zabrakło wymaganych danych lub dane niepoprawne" in shown
    assert f'value="{phone}"' in shown or not phone
    assert f'value="{email}"' in shown or not email
    assert not Profile.objects.exclude(phone="").exists()


# the reminder


def reminded(client: Client) -> bool:
    return "Brak załączników do wniosków o rolę" in page(client.get(MINE))


def sign_in_again(client: Client, somebody: Person) -> None:
    """What the way back from the identity provider does."""
    signed_in_person(client, somebody)
    request = type("Request", (), {"session": client.session})()
    reminder.ask(request, somebody.pk)
    request.session.save()


def test_applications_without_a_file_are_listed_after_each_sign_in(client: Client, somebody: Person) -> None:
    waiting = [one.number for one in finished(*BOTH, by=by(somebody)).applications.all()]
    sign_in_again(client, somebody)
    shown = page(client.get(MINE))
    for text in (
        "Brak załączników do wniosków o rolę",
        "Do poniższych wniosków nie załączyłeś potwierdzenia wnioskowanych uprawnień",
        "Przypomnij mi przy kolejnym logowaniu",
        *waiting,
    ):
        assert text in shown
    assert client.post(f"{MINE}przypomnienie/", {"next": MINE}).headers["Location"] == MINE
    assert not reminded(client)
    sign_in_again(client, somebody)
    assert reminded(client)


def test_not_where_it_was_asked_to_be_quiet_or_something_is_attached(client: Client, somebody: Person) -> None:
    first, second = (one.application for one in [Holder(finished(role, by=by(somebody))) for role in BOTH])
    sign_in_again(client, somebody)
    answer = client.post(f"{MINE}wniosek/{first.public_id}/przypominaj/", {"muted": "on"})
    assert answer.headers["Location"] == f"{MINE}?wniosek={first.public_id}#wniosek-{first.public_id}"
    shown = page(client.get(MINE)).split("<dialog", 1)[1].split("</dialog>", 1)[0]
    assert first.number not in shown
    assert second.number in shown
    jpeg = BytesIO(b"\xff\xd8\xff\xe0" + b"x" * 40 + b"\xff\xd9")
    attach(by=by(somebody), collection=second.submission.public_id, name="skan.jpg", stream=jpeg)
    assert not reminded(client)
    client.post(f"{MINE}wniosek/{first.public_id}/przypominaj/", {})
    assert reminded(client)


class Holder:
    """The one application of a submission."""

    def __init__(self, submission: object) -> None:
        self.application = Application.objects.get(submission=submission)


def test_who_has_nothing_to_be_reminded_of_costs_no_page_a_query(client: Client, somebody: Person) -> None:
    legacy_account(somebody)
    sign_in_again(client, somebody)
    assert reminder.FLAG not in client.session


def test_the_menu_of_the_header_holds_ones_profiles(client: Client, somebody: Person) -> None:
    first = profile(person=somebody, unit=unit(name="Szpital Pierwszy"))
    profile(person=somebody, unit=unit(name="Szpital Drugi"))
    signed_in_person(client, somebody)
    header = page(client.get(MINE)).split("</header>", 1)[0]
    for text in (
        "Twoje aktywne profile",
        "Wybierz",
        "Szpital Pierwszy",
        "Szpital Drugi",
        "Pracuj w tym profilu",
        "Moje konto",
        "Wyloguj się",
    ):
        assert text in header
    signed_in(client, first)
    assert f'<option value="{first.public_id}" selected>' in page(client.get(MINE))
