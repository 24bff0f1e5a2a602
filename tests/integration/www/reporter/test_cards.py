# SPDX-License-Identifier: EUPL-1.2
"""Pages of cards as plain forms: opened, filled in, closed, handed in, decided on; nothing typed is lost."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ssoz.access.models import Profile
from ssoz.audit.models import Event
from ssoz.cards import operations
from ssoz.cards.models import Card, Upload
from ssoz.registers.enums import UnitKind
from tests.factories import access, cards, registers
from tests.factories.cards import (
    ADMISSION,
    CLOSED,
    DURING,
    OPEN,
    TO_CORRECT,
    TO_VERIFY,
    VOID,
    WHOLE,
    admitted,
    card_at,
    save,
)
from tests.factories.words import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(client: Client) -> Profile:
    """Somebody who fills in cards of a hospital, signed in."""
    held = access.profile("reporter_psychiatric", unit=cards.hospital())
    access.signed_in(client, held)
    cards.edition()
    return held


@pytest.fixture
def judge(client: Client) -> Profile:
    """Somebody who verifies cards in the institute, signed in."""
    held = access.profile("supervisor_psychiatric", unit=registers.unit(UnitKind.PSYCHIATRY_INSTITUTE))
    access.signed_in(client, held)
    return held


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


def url(name: str, card: Card) -> str:
    return reverse(f"cards:{name}", args=(card.public_id,))


def page_again(client: Client, name: str, card: Card, data: dict[str, str], status: int) -> str:
    answer = client.post(url(name, card), data)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_an_empty_list_says_what_to_do_next(client: Client, nurse: Profile) -> None:
    text = text_of(client, "/karty/")
    assert "Kartę otwiera się przy przyjęciu pacjenta" in text
    assert 'href="/karty/nowa/"' in text


def test_a_patient_is_admitted(client: Client, nurse: Profile) -> None:
    assert "Nowa karta" in text_of(client, "/karty/nowa/")
    answer = client.post("/karty/nowa/", ADMISSION, follow=True)
    assert "Karta numer 1 jest otwarta." in answer.content.decode()
    assert Card.objects.get().unit == nurse.unit


def test_what_is_wrong_with_an_admission_stands_at_its_field_beside_what_was_typed(
    client: Client, nurse: Profile
) -> None:
    answer = client.post("/karty/nowa/", {**ADMISSION, "d3.przyjety.k1": "wczoraj"})
    text = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert 'aria-describedby="d3-przyjety-k1-p' in text
    assert 'value="wczoraj"' in text
    assert 'value="KO"' in text


def test_a_second_card_of_the_stay_is_asked_about_first(client: Client, nurse: Profile) -> None:
    first = admitted(nurse.unit)
    answer = client.post("/karty/nowa/", ADMISSION)
    text = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Taka karta już jest" in text
    assert url("card", first) in text
    client.post("/karty/nowa/", {**ADMISSION, "mimo-to": "1"})
    assert Card.objects.count() == 2


def test_the_list_shows_numbers_dates_and_states_and_nothing_of_patients(
    client: Client, nurse: Profile, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    card_at(CLOSED, unit=nurse.unit)
    admitted(nurse.unit, imie="EW")
    text = text_of(client, "/karty/")
    assert "2 z 2025 r." in text
    assert "Zamknięta" in text
    assert "1980" not in said(text)
    assert not Event.objects.filter(action="card_viewed").exists()


def test_the_list_costs_the_same_for_one_card_and_for_many(
    client: Client, nurse: Profile, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        admitted(nurse.unit, przyjety=f"2025-03-0{number + 1}")
    client.get("/karty/")
    with django_assert_max_num_queries(9):
        client.get("/karty/")


def test_the_list_is_searched_and_a_search_without_result_says_so(client: Client, nurse: Profile) -> None:
    admitted(nurse.unit, number="17")
    assert "17 z 2025 r." in text_of(client, "/karty/?numer=17&dzien=2025-02-01&stan=open")
    assert "Żadna karta nie spełnia tych warunków." in text_of(client, "/karty/?numer=18")
    assert "Popraw zaznaczone pola." in text_of(client, "/karty/?numer=abc")


def test_opening_a_card_is_written_down(client: Client, nurse: Profile) -> None:
    card = admitted(nurse.unit)
    text = text_of(client, url("card", card))
    assert 'value="KO"' in text
    look = Event.objects.get(action="card_viewed")
    assert (look.person_id, look.object_id) == (nurse.person_id, str(card.public_id))


def test_kind_and_number_are_shown_and_not_asked_for(client: Client, nurse: Profile) -> None:
    text = text_of(client, url("card", admitted(nurse.unit)))
    assert 'name="d1.kod.k1"' not in text
    assert 'name="d1.numer.k1"' not in text
    assert 'name="d1.zaklad.k1"' in text


def test_a_card_is_filled_in_and_closed_with_one_button(client: Client, nurse: Profile) -> None:
    card = admitted(nurse.unit)
    client.post(url("save", card), DURING)
    answer = client.post(url("close", card), {**DURING, **cards.LEAVING}, follow=True)
    assert "Karta zamknięta." in answer.content.decode()
    card.refresh_from_db()
    assert (card.status, card.year) == (CLOSED, 2025)


def test_what_keeps_a_card_open_is_listed_with_the_way_to_each_field(client: Client, nurse: Profile) -> None:
    text = page_again(client, "close", admitted(nurse.unit), {"d5.rozpoznanie.k1": "F33"}, 422)
    assert "Nie można zamknąć karty" in text
    assert 'href="#d5-wypisany-k1"' in text
    assert 'value="F33"' in text


def test_a_cell_that_cannot_be_read_keeps_its_text_and_the_rest_is_saved(client: Client, nurse: Profile) -> None:
    card = admitted(nurse.unit)
    text = page_again(client, "save", card, {"d5.wypisany.k1": "jutro", "d5.rozpoznanie.k1": "F33"}, 422)
    assert "Nie wszystko zapisano" in text
    assert 'value="jutro"' in text
    assert cards.sheet_of(card).cells["d5.rozpoznanie.k1"] == "F33"


def test_a_check_of_the_card_is_asked_for_and_told(client: Client, nurse: Profile) -> None:
    card = save(admitted(nurse.unit), WHOLE).card
    answer = client.post(url("save", card), {"dalej": "sprawdz"})
    assert answer["Location"].endswith("?kontrole=1#kontrole")
    assert "Karta jest poprawna" in text_of(client, url("card", card) + "?kontrole=1")


def test_stays_on_wards_are_added_and_removed_after_a_question(client: Client, nurse: Profile) -> None:
    card = admitted(nurse.unit)
    client.post(url("rows", card), {"dodaj": "d4", "nowy-d4": "4712"})
    assert cards.sheet_of(card).cells["d4.r2.oddzial"] == "4712"
    assert "Usunąć wiersz?" in page_again(client, "rows", card, {"usun": "d4.r2"}, 200)
    client.post(url("rows", card), {"usun": "d4.r2", "potwierdzam": "1"})
    assert cards.sheet_of(card).added("d4") == ("r1",)
    assert "Tego wiersza już nie ma" in page_again(client, "rows", card, {"usun": "d4.r2"}, 422)


def test_a_warning_is_explained_on_the_page(client: Client, nurse: Profile) -> None:
    early = {"d3.przyjety.k1": "1999-02-01", "d4.r1.od": "1999-02-01"}
    card = save(admitted(nurse.unit), {**WHOLE, **early}).card
    told = {"klucz": "11B-09", "kod": "", "tekst": "Tak było."}
    assert "Wybierz przyczynę z listy." in page_again(client, "explain", card, told, 422)
    client.post(url("explain", card), {**told, "kod": "wczesniej"})
    assert "Karta jest poprawna" in text_of(client, url("card", card) + "?kontrole=1")


@pytest.mark.parametrize(("name", "status"), [("correct", TO_CORRECT), ("void", VOID)])
def test_a_closed_card_is_corrected_or_voided_with_a_reason(
    client: Client, nurse: Profile, name: str, status: str
) -> None:
    card = card_at(CLOSED, unit=nurse.unit)
    assert "Podaj powód." in page_again(client, name, card, {"powod": " "}, 422)
    client.post(url(name, card), {"powod": "Pomylono datę."})
    card.refresh_from_db()
    assert card.status == status
    assert "Pomylono datę." in text_of(client, url("card", card))


def test_the_page_shows_what_a_correction_changed(client: Client, nurse: Profile) -> None:
    card = card_at(CLOSED, unit=nurse.unit)
    client.post(url("correct", card), {"powod": "Pomyłka"})
    save(card, {"d5.rozpoznanie.k1": "F20"})
    text = text_of(client, url("card", card))
    assert "Korekta 1" in text
    assert ">F33</td>" in text
    assert ">F20</td>" in text


def test_the_year_takes_stock_hands_in_and_shows_the_tie(client: Client, nurse: Profile) -> None:
    save(admitted(nurse.unit), DURING)
    card_at(CLOSED, unit=nurse.unit, imie="EW")
    cards.card_round()
    assert "Załóż karty stanu" in text_of(client, "/karty/rok/2025/")
    made = client.post("/karty/rok/2025/stan/", follow=True).content.decode()
    assert "Założono 1 kartę stanu." in made
    handed = client.post("/karty/rok/2025/przekaz/", follow=True).content.decode()
    assert "Przekazano karty do weryfikacji: 2." in handed
    assert "MZ-30, dział 2, wiersz 04, kolumna 1" in handed


def test_handing_in_without_a_round_says_why_not(client: Client, nurse: Profile) -> None:
    card_at(CLOSED, unit=nurse.unit)
    answer = client.post("/karty/rok/2025/przekaz/")
    assert answer.status_code == 409
    assert "nie jest jeszcze otwarty" in answer.content.decode()


def test_a_unit_without_patients_says_so(client: Client, nurse: Profile) -> None:
    cards.card_round()
    assert "Zgłoś, że nie było pacjentów" in text_of(client, "/karty/rok/2025/")
    answer = client.post("/karty/rok/2025/przekaz/", {"zero": "1"}, follow=True)
    assert "zgłoszono brak pacjentów" in answer.content.decode()


def test_the_institute_accepts_and_returns(client: Client, judge: Profile) -> None:
    card = card_at(TO_VERIFY)
    assert card.unit.name in text_of(client, "/karty/weryfikacja/")
    assert "Zatwierdź wszystkie (1)" in text_of(client, f"/karty/rok/2025/?jednostka={card.unit.public_id}")
    assert "Zatwierdź kartę" in text_of(client, url("card", card))
    refused = {"wersja": str(card.version), "decyzja": "zwroc", "powod": ""}
    assert "Podaj powód." in page_again(client, "decide", card, refused, 422)
    client.post(url("decide", card), {**refused, "powod": "Proszę sprawdzić."})
    card.refresh_from_db()
    assert card.status == TO_CORRECT
    assert "Karta zmieniła się" not in text_of(client, url("card", card))


def test_the_institute_accepts_one_card_or_all_of_a_unit(client: Client, judge: Profile) -> None:
    first = card_at(TO_VERIFY)
    client.post(url("decide", first), {"wersja": str(first.version), "decyzja": "zatwierdz"})
    second = card_at(TO_VERIFY, unit=first.unit, imie="EW")
    accepted = client.post(f"/karty/rok/2025/zatwierdz/?jednostka={second.unit.public_id}", follow=True)
    assert "Zatwierdzono karty: 1." in accepted.content.decode()
    assert set(Card.objects.values_list("status", flat=True)) == {"accepted"}


def test_an_older_page_decides_nothing(client: Client, judge: Profile) -> None:
    card = card_at(TO_VERIFY)
    assert "Karta zmieniła się" in page_again(client, "decide", card, {"wersja": "1", "decyzja": "zatwierdz"}, 409)


def test_a_supervisor_opens_a_card_for_a_unit_they_name(client: Client, judge: Profile) -> None:
    unit = cards.hospital()
    cards.edition()
    assert "Wskaż jednostkę" in text_of(client, "/karty/nowa/", 422)
    client.post(f"/karty/nowa/?jednostka={unit.public_id}", ADMISSION)
    assert Card.objects.get().unit == unit


def test_an_administrator_reopens_an_accepted_card(client: Client) -> None:
    card = card_at(cards.ACCEPTED)
    access.signed_in(client, access.profile("cez_admin"))
    client.post(url("reopen", card), {"powod": "Błąd zgłoszony przez jednostkę."})
    card.refresh_from_db()
    assert card.status == TO_CORRECT


@pytest.mark.parametrize("role", ["reporter_nonfinancial", "reporter_financial", "legacy_observer"])
def test_other_roles_of_the_unit_are_refused(client: Client, role: str) -> None:
    card = admitted()
    access.signed_in(client, access.profile(role, unit=card.unit))
    for address in ("/karty/", "/karty/nowa/", "/karty/rok/2025/", url("card", card)):
        assert client.get(address).status_code == 403
    assert not Event.objects.filter(action="card_viewed").exists()


def test_pages_speak_english(client: Client, nurse: Profile) -> None:
    card = card_at(CLOSED, unit=nurse.unit)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    for address in ("/karty/", "/karty/nowa/", "/karty/rok/2025/", url("card", card)):
        text = text_of(client, address)
        assert "Psychiatric cards" in text
        assert "Otwarta" not in text


def test_the_home_page_counts_cards_and_leads_to_them(client: Client, nurse: Profile) -> None:
    admitted(nurse.unit)
    text = text_of(client, "/strona-glowna/")
    assert 'href="/karty/?stan=open"' in text
    assert "Otwarta" not in text, "of several they are „Otwarte”"
    assert "Otwarte" in text
    assert operations.view_card(by=cards.nurse(nurse.unit), card=Card.objects.get().public_id).card.status == OPEN


def test_the_institute_s_home_page_says_how_many_cards_wait(client: Client, judge: Profile) -> None:
    card_at(TO_VERIFY)
    assert "na weryfikację czeka 1 karta psychiatryczna" in text_of(client, "/strona-glowna/").replace("\xa0", " ")


def sent(client: Client, data: bytes, year: str = "2025") -> str:
    file = SimpleUploadedFile("karty.csv", data, content_type="text/csv")
    answer = client.post("/karty/plik/", {"plik": file, "rok": year}, follow=True)
    return unescape(answer.content.decode())


def test_a_file_is_looked_through_and_taken_in(client: Client, nurse: Profile) -> None:
    assert "Pobierz wzór XLSX" in text_of(client, "/karty/plik/")
    text = sent(client, cards.csv_of({}, {**cards.stranger(1), "plec": "kobieta"}))
    assert "Wczytaj dobre wiersze" in text
    assert "nie ma w słowniku" in text
    upload = Upload.objects.get()
    problems = client.get(reverse("cards:problems", args=(upload.public_id,)))
    assert "3;plec;kobieta" in problems.content.decode("utf-8-sig")
    done = client.post(reverse("cards:take", args=(upload.public_id,)), follow=True)
    assert "Wczytano karty: 1." in done.content.decode()
    assert "Wczytane karty: 1." in text_of(client, reverse("cards:preview", args=(upload.public_id,)))


def test_a_file_is_dropped_with_one_button(client: Client, nurse: Profile) -> None:
    sent(client, cards.csv_of({}))
    upload = Upload.objects.get()
    client.post(reverse("cards:take", args=(upload.public_id,)), {"porzuc": "1"})
    assert "został porzucony" in text_of(client, reverse("cards:preview", args=(upload.public_id,)))
    answer = client.post(reverse("cards:take", args=(upload.public_id,)))
    assert answer.status_code == 409


def test_a_page_of_a_file_being_read_comes_again_by_itself(client: Client, nurse: Profile) -> None:
    sent(client, cards.csv_of({}))
    Upload.objects.update(status="reading")
    answer = client.get(reverse("cards:preview", args=(Upload.objects.get().public_id,)))
    assert answer["Refresh"] == "3"


def test_what_is_no_file_of_cards_says_why(client: Client, nurse: Profile) -> None:
    assert "Wybierz plik." in client.post("/karty/plik/", {"rok": "2025"}).content.decode()
    assert "Podaj rok" in sent(client, cards.csv_of({}), year="abc")
    assert "brakuje kolumn" in sent(client, b"a;b\n1;2\n")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_a_file_that_can_be_filled_in(client: Client, nurse: Profile, kind: str) -> None:
    answer = client.get(f"/karty/plik/wzor.{kind}")
    assert "karty-wzor" in answer["Content-Disposition"]
    assert "nie ma żadnej karty" in sent(client, answer.content)


def test_wards_are_compared_with_mz_30_when_somebody_asks(client: Client, nurse: Profile) -> None:
    card_at(CLOSED, unit=nurse.unit)
    page = "/karty/rok/2025/"
    assert f"{page}?oddzialy=1#mz-30" in text_of(client, page)
    assert not Event.objects.filter(action="cards_counted").exists()
    text = text_of(client, f"{page}?oddzialy=1")
    assert "4700 Oddział psychiatryczny (ogólny)" in text
    assert "różnica" in text
    assert Event.objects.get(action="cards_counted").data["cards"] == 1
    assert "Nie ma zamkniętych kart ani oddziałów" in text_of(client, "/karty/rok/2024/?oddzialy=1")
