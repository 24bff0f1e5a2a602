# SPDX-License-Identifier: EUPL-1.2
"""Pages open to everybody: they answer, say what they must, and lead somewhere."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from shared import clock
from ssoz.access.actors import SYSTEM
from ssoz.access.errors import Forbidden
from ssoz.access.permissions import Permission
from ssoz.catalogue.operations import FORMS, publish
from ssoz.registers.enums import UnitKind
from ssoz.rounds.models import Round
from ssoz.www import announcements
from ssoz.www.public import errors
from ssoz.www.public.forms import filers
from ssoz.www.public.prose import PAGES
from tests.factories import registers
from tests.factories.catalogue import edition
from tests.factories.reports import round_of

pytestmark = pytest.mark.django_db
PUBLIC = ["/", "/komunikaty/", "/formularze/", "/mapa-strony/", "/design/", *(f"/{page.address}" for page in PAGES)]
STATUTORY_PARTS = (
    "deklaracja",
    "wstep",
    "podmiot",
    "url",
    "data-publikacja",
    "data-aktualizacja",
    "status",
    "data-sporzadzenie",
    "kontakt",
    "osoba",
    "email",
    "telefon",
    "procedura",
    "architektura",
    "aplikacje",
)
FOOTER = (
    "Ministerstwo Zdrowia",
    "Centrum e-Zdrowia",
    "Informacje o przetwarzaniu danych osobowych",
    "Polityka prywatności",
    "Deklaracja dostępności",
    "Mapa strony",
    "Warunki korzystania",
    "Przeczytaj jak z niego korzystać",
    "Skontaktuj się z nami",
)


@pytest.fixture
def polish() -> Client:
    return Client(headers={"accept-language": "pl"})


def html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_has_its_footer_one_heading_and_a_way_past_the_menu(polish: Client, path: str):
    page = html(polish, path)

    for words in FOOTER:
        assert words in page, words
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert 'href="#tresc"' in page
    assert 'id="tresc"' in page


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_carries_nothing_that_the_security_policy_would_refuse(polish: Client, path: str):
    answer = polish.get(path)
    page = answer.content.decode()

    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "<style" not in page
    assert not re.search(r"\sstyle=|\son\w+=|javascript:", page)
    for source in re.findall(r'(?:href|src)="/static/([^"]+)"', page):
        assert finders.find(source), source


@pytest.mark.parametrize("path", PUBLIC)
def test_every_link_of_a_public_page_leads_to_a_page(polish: Client, path: str):
    targets = set(re.findall(r'href="(/[^"#?]*)', html(polish, path)))

    for target in sorted(target for target in targets if not target.startswith(("/static/", "/zaloguj/"))):
        answer = polish.get(target)
        assert answer.status_code == 200 or answer.headers["Location"].startswith("/zaloguj/"), target


def test_the_start_page_says_what_the_system_is_for_and_where_the_door_is(polish: Client):
    page = html(polish, "/")

    assert "Witaj w Systemie Statystyki w Ochronie Zdrowia" in page
    assert "wsparcie ministra właściwego ds. zdrowia oraz prezesa Głównego Urzędu Statystycznego" in page
    assert "Zaloguj się / Zarejestruj" in page
    assert 'href="/zaloguj/"' in page


def test_announcements_come_newest_first_and_not_before_their_day():
    assert announcements.latest(date(2026, 1, 4)) == ()
    assert [one.published_on.day for one in announcements.latest(date(2026, 12, 31))] == [12, 5]
    assert len(announcements.latest(date(2026, 12, 31), 1)) == 1


def test_no_announcements_is_said_in_words(polish: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(announcements, "ANNOUNCEMENTS", ())

    assert "Nie ma teraz komunikatów." in html(polish, "/")
    assert "Nie ma teraz komunikatów." in html(polish, "/komunikaty/")


def test_no_form_is_said_in_words(polish: Client):
    assert "Nie opublikowano jeszcze żadnego formularza." in html(polish, "/formularze/")


def test_the_list_of_forms_says_who_files_what_and_by_when(polish: Client, published: None):
    page = html(polish, "/formularze/")

    for words in ("MZ-29", "MZ-88", "MZ-89", "Szpital", "każdy podmiot i każda praktyka", "rok 2025"):
        assert words in page, words
    assert page.index("MZ-29</a>") < page.index("MZ-88</a>")


def test_dates_are_those_of_the_rounds_and_what_is_over_comes_last(polish: Client):
    late, soon = (edition(form, 2025) for form in ("MZ-29", "MZ-30"))
    for asked, due in ((late, date(2026, 3, 2)), (soon, date(2026, 4, 13))):
        round = round_of(asked)
        Round.objects.filter(pk=round.pk).update(due_on=due, period_start=date(2025, 10, 1))
    with clock.frozen(date(2026, 3, 3)):
        paths = ("/", "/formularze/", "/formularze/2025/MZ-30/")
        start, page, form = (html(polish, path).replace("\N{NO-BREAK SPACE}", " ") for path in paths)

    assert "25 lutego 2026" not in page, "a date that the file of the form planned and the round has moved"
    assert page.index("13 kwietnia 2026") < page.index("2 marca 2026")
    assert "IV kwartał 2025" in page
    assert "13 kwietnia 2026" in form
    assert "MZ-30" in start
    assert "MZ-29</a>" not in start
    with clock.frozen(date(2036, 1, 1)):
        assert "Nie ma teraz terminów, które się zbliżają." in html(polish, "/")


def test_several_rounds_of_a_form_are_told_apart_on_its_page(polish: Client):
    round = round_of(edition("MZ-29", 2025))
    for start, version in ((date(2025, 1, 1), "preliminary"), (date(2025, 1, 1), "final"), (date(2025, 7, 1), "")):
        round.pk, round.public_id, round.period_start, round.version = None, uuid4(), start, version
        round.period_end = date(2025, 12, 31) if start.month == 7 else date(2025, 6, 30)
        round.save()
    page = html(polish, "/formularze/2025/MZ-29/")

    for words in ("rok 2025", "I półrocze 2025, wstępne", "I półrocze 2025, ostateczne", "II półrocze 2025"):
        assert f"Termin ({words})" in page


def test_a_school_year_is_named_by_both_of_its_years(polish: Client, published: None):
    assert "rok szkolny 2024/2025" in html(polish, "/formularze/2025/MZ-06/")


@pytest.mark.parametrize("form", ["MZ-03", "MZ-15", "MZ-29", "MZ-88", "MZ-89", "MZ-BFA UW"])
def test_the_page_of_a_form_shows_its_sections_notes_and_checks(polish: Client, published: None, form: str):
    page = html(polish, reverse("public:form", args=(2025, form)))

    assert "wzór odtworzony na podstawie publikacji" in page
    assert "Dział 1." in page
    assert "Wiersze" in page


def test_the_page_of_a_form_reads_its_text_once(polish: Client, published: None, django_assert_max_num_queries):
    html(polish, "/formularze/2025/MZ-29/")
    with django_assert_max_num_queries(4):
        html(polish, "/formularze/2025/MZ-29/")


@pytest.mark.parametrize("path", ["/formularze/2025/MZ-1000/", "/formularze/1999/MZ-29/", "/nie-ma-takiej/"])
def test_what_is_not_there_is_told_with_the_next_step(polish: Client, path: str):
    answer = polish.get(path)
    page = answer.content.decode()

    assert answer.status_code == 404
    assert "Nie ma takiej strony" in page
    assert "Co teraz" in page
    assert "Skontaktuj się z nami" in page


def test_a_refusal_says_the_sentence_of_the_refusal():
    request = RequestFactory().get("/")
    answer = errors.forbidden(request, Forbidden(Permission.ROUND_MANAGE))

    assert answer.status_code == 403
    assert str(Forbidden(Permission.ROUND_MANAGE)) in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.stale_form, 403),
        (errors.not_found, 404),
        (errors.conflict, 409),
        (errors.failure, 500),
    ],
)
def test_every_error_page_says_what_to_do_next(view, status: int):
    answer = view(RequestFactory().get("/"))
    page = answer.content.decode()

    assert answer.status_code == status
    assert "Co teraz" in page
    assert "Traceback" not in page


def test_an_exception_not_written_for_people_is_not_shown_to_them():
    answer = errors.forbidden(RequestFactory().get("/"), Exception("KeyError 'secret'"))

    assert "secret" not in answer.content.decode()


def test_a_form_posted_from_a_stale_page_is_explained():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "pl"})
    answer = client.post("/jezyk/", {"language": "en"})

    assert answer.status_code == 403
    assert "Ta strona jest nieaktualna" in answer.content.decode()


def test_the_declaration_of_accessibility_has_the_parts_the_law_names(polish: Client):
    page = html(polish, "/deklaracja-dostepnosci/")

    for part in [
        "deklaracja",
        "wstep",
        "podmiot",
        "url",
        "data-publikacja",
        "data-aktualizacja",
        "status",
        "data-sporzadzenie",
        "kontakt",
        "osoba",
        "email",
        "telefon",
        "procedura",
        "architektura",
        "aplikacje",
    ]:
        assert f'id="a11y-{part}"' in page, part


def test_checks_are_told_in_words_without_the_places_of_values(polish: Client, published: None):
    page = html(polish, "/formularze/2025/MZ-29/")

    assert "Wiersz …: łóżek dla dzieci jest więcej niż wszystkich łóżek." in page
    assert not re.search(r"<p>[^<]*{[^<]*</p>", page)


def test_kinds_of_units_are_named_as_in_the_register():
    assert [str(name) for name in filers(["hospital", "*"])] == ["Szpital", "każdy podmiot i każda praktyka"]


def test_checks_are_told_in_words_and_can_be_searched(polish: Client, published: None):
    address = reverse("public:form", args=(2025, "MZ-29"))
    page = html(polish, address)
    assert "Dział 2, każdy wiersz, kolumna 2: łóżka – w tym dla dzieci do lat 18 to nie więcej niż łóżka" in page
    assert "29-16b" in page

    found = html(polish, f"{address}?szukaj=ŁÓŻKA+dzieci")
    assert "29-04a" in found
    assert "29-16b" not in found
    assert re.search(r"Znalezione kontrole: \d+ z 21\.", found)
    assert "Znalezione kontrole: 0 z 21." in html(polish, f"{address}?szukaj=nosorożec")

    english = html(Client(headers={"accept-language": "en"}), address)
    assert "is not more than" in english


def test_a_record_shows_its_fields_and_versions_their_dates(polish: Client, published: None):
    card = html(polish, reverse("public:form", args=(2025, "MZ/Szp-11B")))
    assert "<h3>Pola</h3>" in card
    assert "(wymagane)" in card
    twice = html(polish, reverse("public:form", args=(2025, "MZ-03")))
    assert "Termin (wstępne)" in twice
    assert "Termin (ostateczne)" in twice


def test_what_changed_from_the_edition_before_is_told(polish: Client, published: None):
    address = reverse("public:form", args=(2025, "MZ-29"))
    for year in ("2024", "2025"):
        file = FORMS / year / "mz-29.yaml"
        publish(by=SYSTEM, text=file.read_text(encoding="utf-8"), path=f"forms/{year}/mz-29.yaml")
    page = html(polish, address)
    assert "Co się zmieniło od edycji za 2024 r." in page
    assert "Dział 3, wiersz 11: nowe – Łóżka nieinwazyjnej wentylacji mechanicznej" in page


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_contact_page_lists_who_answers_for_reports(
    client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    for voivodeship in ("02", "14", "32"):
        contact = {"phone": f"{voivodeship} 000 01 00", "email": f"uw{voivodeship}@uw.example"}
        registers.unit(UnitKind.VOIVODESHIP_OFFICE, voivodeship, name=f"Urząd Wojewódzki {voivodeship}", **contact)
    registers.unit(UnitKind.PSYCHIATRY_INSTITUTE, name="Instytut")
    registers.unit(UnitKind.HOSPITAL, name="Szpital", phone="22 000 09 00")
    with django_assert_max_num_queries(1):
        page = client.get("/kontakt/", headers={"accept-language": language}).content.decode()
    assert '<a href="tel:020000100">02 000 01 00</a>' in page
    assert page.count("mailto:uw") == 3
    assert page.index("Urząd Wojewódzki 32") < page.index("Instytut</th>")
    assert "22 000 09 00" not in page
