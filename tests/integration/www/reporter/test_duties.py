# SPDX-License-Identifier: EUPL-1.2
"""What a unit owes, as its people see it: why, until when, what to ask for; across all profiles; as a calendar."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from shared import clock
from ssoz.access.models import Profile
from ssoz.cards import operations as card_operations
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.rounds.models import Obligation, Petition
from tests.factories import access, cards, registers
from tests.factories.duties import answered, duty_of, open_form, owing, questionnaire
from tests.factories.reports import round_of, supervisor, tiny

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february():
    with clock.frozen(date(2026, 2, 1)):
        yield


@pytest.fixture
def duty() -> Obligation:
    return owing()


@pytest.fixture
def reporter(duty: Obligation) -> Profile:
    return access.profile("reporter_nonfinancial", unit=duty.unit)


@pytest.fixture
def client(reporter: Profile) -> Client:
    return access.signed_in(Client(headers={"accept-language": "pl"}), reporter)


def shown(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def address(duty: Obligation, way: str = "") -> str:
    return f"/obowiazki/{duty.round.public_id}/{way}"


def test_a_duty_says_why_until_when_and_by_which_law(client: Client, duty: Obligation):
    for page in (shown(client.get("/obowiazki/")), shown(client.get(address(duty)))):
        assert "bo: umowa z NFZ = tak" in page
        assert "25 lutego 2026 (za 24 dni)" in page


def test_the_home_page_says_why_too(client: Client):
    assert "bo: umowa z NFZ = tak" in shown(client.get("/strona-glowna/"))


def test_a_duty_offers_the_ways_out(client: Client, duty: Obligation):
    page = shown(client.get(address(duty)))
    for way in ("Sprawozdanie zerowe", "Nie dotyczy", "Późniejszy termin"):
        assert way in page


def test_more_time_is_asked_for_and_the_answer_is_shown(client: Client, duty: Obligation):
    typed = {"until": "2026-03-10", "reason": "Awaria systemu kadrowego"}
    done = client.post(address(duty, "termin/"), typed, follow=True)
    assert "Do 10 marca 2026 zamiast 25 lutego 2026." in shown(done)
    operations.decide(by=supervisor(), petition=Petition.objects.get().public_id, grant=True, words="Tylko tym razem")
    page = shown(client.get(address(duty)))
    assert "Odpowiedź nadzorującego: „Tylko tym razem”" in page
    assert "10 marca 2026" in page
    assert "(zamiast 25 lutego 2026)" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"until": "", "reason": "Urlop"}, "Podaj dzień, do którego"),
        ({"until": "jutro", "reason": "Urlop"}, "Podaj datę, na przykład"),
        ({"until": "2026-02-20", "reason": "Urlop"}, "Nowy termin musi być późniejszy"),
        ({"until": "2026-12-31", "reason": "Urlop"}, "zamyka się 30.06.2026"),
        ({"until": "2026-03-10", "reason": " "}, "Podaj uzasadnienie."),
    ],
)
def test_what_is_wrong_is_told_at_its_place(client: Client, duty: Obligation, typed: dict[str, str], sentence: str):
    answer = client.post(address(duty, "termin/"), typed)
    assert answer.status_code == 422
    assert sentence in shown(answer)
    assert typed["reason"].strip() in shown(answer)
    assert not Petition.objects.exists()


def test_a_date_may_be_typed_the_polish_way(client: Client, duty: Obligation):
    client.post(address(duty, "termin/"), {"until": "10.03.2026", "reason": "Urlop"})
    assert Petition.objects.get().until == date(2026, 3, 10)


def test_not_applicable_is_declared_and_taken_back(client: Client, duty: Obligation):
    client.post(address(duty, "nie-dotyczy/"), {"reason": "Umowa wygasła"})
    made = Petition.objects.get()
    assert "Umowa wygasła" in shown(client.get("/obowiazki/"))
    assert client.get(f"/obowiazki/zgloszenie/{made.public_id}/wycofaj/").status_code == 405
    done = client.post(f"/obowiazki/zgloszenie/{made.public_id}/wycofaj/", follow=True)
    assert "Zgłoszenie wycofane." in shown(done)
    again = client.post(f"/obowiazki/zgloszenie/{made.public_id}/wycofaj/", follow=True)
    assert "O tym zgłoszeniu już zdecydowano." in shown(again)


@pytest.mark.parametrize("reason", ["x", "-", " nie "])
def test_not_applicable_wants_some_words(client: Client, duty: Obligation, reason: str):
    answer = client.post(address(duty, "nie-dotyczy/"), {"reason": reason})
    assert answer.status_code == 422
    assert "Napisz w kilku słowach, dlaczego formularz nie dotyczy jednostki." in shown(answer)
    assert not Petition.objects.exists()


def test_a_released_duty_says_so_and_offers_nothing(client: Client, duty: Obligation):
    operations.release(by=supervisor(), obligation=duty, reason="Na prośbę jednostki")
    page = shown(client.get(address(duty)))
    assert "Jednostka jest zwolniona z tego obowiązku" in page
    assert "Na prośbę jednostki" in page
    assert "Późniejszy termin" not in page
    refused = client.post(address(duty, "termin/"), {"until": "2026-03-10", "reason": "Urlop"}, follow=True)
    assert "Jednostka jest już zwolniona" in shown(refused)


def test_duties_of_others_are_unknown(duty: Obligation):
    stranger = access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.ENTITY, "02"))
    answered(stranger.unit, {"nfz": False, "szpital": False, "psychiatria": False})
    client = access.signed_in(Client(), stranger)
    for way in ("", "termin/", "nie-dotyczy/"):
        assert client.get(address(duty, way)).status_code == 404
    financial = access.signed_in(Client(), access.profile("reporter_financial", unit=duty.unit))
    assert financial.get(address(duty)).status_code == 404


def test_my_reports_stand_together_whichever_unit_they_are_for(client: Client, reporter: Profile):
    other = access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.ENTITY, "02"), person=reporter.person)
    answered(other.unit)
    page = shown(client.get("/moje-sprawozdania/"))
    assert reporter.unit.name in page
    assert other.unit.name in page
    assert f'name="profile" value="{other.public_id}"' in page
    report = duty_of(other.unit).report
    opened = client.post(
        "/profil/", {"profile": str(other.public_id), "next": f"/sprawozdanie/{report.public_id}/"}, follow=True
    )
    assert opened.redirect_chain == [(f"/sprawozdanie/{report.public_id}/", 302)]
    assert opened.status_code == 200


CARDS = "/karty/rok/2025/"


@pytest.fixture
def of_cards() -> Obligation:
    """A hospital that said it has a psychiatric ward, and owes its cards for that."""
    questionnaire()
    unit = cards.hospital()
    answered(unit, {"nfz": False, "szpital": True, "psychiatria": True})
    return Obligation.objects.create(
        round=cards.card_round(), unit=unit, due_on=date(2026, 2, 25), reason="assigned", note="pismo"
    )


def nurse(of_cards: Obligation, role: str = "reporter_psychiatric") -> Client:
    return access.signed_in(Client(headers={"accept-language": "pl"}), access.profile(role, unit=of_cards.unit))


@pytest.mark.parametrize("role", ["reporter_psychiatric", "unit_admin"])
def test_a_duty_of_cards_stands_wherever_duties_do_and_leads_to_the_cards(of_cards: Obligation, role: str):
    client = nurse(of_cards, role)
    for page in ("/obowiazki/", "/moje-sprawozdania/", "/kalendarz/", "/strona-glowna/"):
        html = shown(client.get(page))
        assert "MZ/Szp-11B" in html, page
        assert "25 lutego 2026" in html or page == "/kalendarz/"
    for page in (address(of_cards), "/moje-sprawozdania/", "/strona-glowna/"):
        assert f'"{CARDS}"' in shown(client.get(page)), page
    assert "Następne: MZ/Szp-11B, termin 25 lutego 2026" in shown(client.get("/strona-glowna/"))
    (event,) = Calendar.from_ical(Client().get(feed_of(client)).content).walk("VEVENT")
    assert event["SUMMARY"] == f"Termin MZ/Szp-11B: {of_cards.unit.name}"


def test_only_roles_of_psychiatric_cards_see_a_duty_of_cards(of_cards: Obligation):
    client = nurse(of_cards, "reporter_nonfinancial")
    for page in ("/obowiazki/", "/moje-sprawozdania/", "/kalendarz/", "/strona-glowna/"):
        assert "MZ/Szp-11B" not in shown(client.get(page)), page
    assert client.get(address(of_cards)).status_code == 404


def test_cards_that_were_handed_in_wait_no_more_and_are_not_declared_away(of_cards: Obligation):
    client = nurse(of_cards)
    card = cards.card_at(cards.TO_VERIFY, of_cards.unit)
    for page in ("/obowiazki/", "/moje-sprawozdania/", "/kalendarz/", "/strona-glowna/", address(of_cards)):
        assert "Karty przekazane" in shown(client.get(page)), page
    assert "Wszystko złożone" in shown(client.get("/strona-glowna/"))
    (event,) = Calendar.from_ical(Client().get(feed_of(client)).content).walk("VEVENT")
    assert event["SUMMARY"] == f"Złożone MZ/Szp-11B: {of_cards.unit.name}"
    refused = client.post(address(of_cards, "nie-dotyczy/"), {"reason": "Oddział zamknięto"}, follow=True)
    assert "już wysłano" in shown(refused)
    assert not Petition.objects.exists()
    returned = {"card": card.public_id, "version": card.version, "reason": "Proszę sprawdzić pole 20."}
    card_operations.return_card(by=cards.institute(), **returned)
    assert "Karty przekazane" not in shown(client.get("/obowiazki/"))


def test_duties_of_cards_cost_the_same_however_many_years(of_cards: Obligation, django_assert_max_num_queries):
    client = nurse(of_cards, "unit_admin")
    for year in (2022, 2023, 2024):
        owed = round_of(tiny(year=year, kind="card", subject="psychiatry"))
        Obligation.objects.create(round=owed, unit=of_cards.unit, due_on=owed.due_on)
    for page, most in (("/obowiazki/", 13), ("/moje-sprawozdania/", 13), ("/kalendarz/", 14), ("/strona-glowna/", 20)):
        client.get(page)
        with django_assert_max_num_queries(most):
            client.get(page)


def test_in_a_profile_that_is_over_nothing_is_mine(client: Client, reporter: Profile):
    other = access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.ENTITY, "02"), person=reporter.person)
    answered(other.unit)
    other.roles.update(revoked_at=clock.now())
    assert other.unit.name not in shown(client.get("/moje-sprawozdania/"))


def test_lists_cost_the_same_however_many_duties_and_profiles(
    client: Client, reporter: Profile, django_assert_max_num_queries
):
    for page in ("/obowiazki/", "/moje-sprawozdania/", "/kalendarz/"):
        client.get(page)
    for form in ("T-3", "T-4", "T-5"):
        open_form(form)
    for _number in range(3):
        unit = registers.unit(UnitKind.ENTITY)
        access.profile("reporter_nonfinancial", unit=unit, person=reporter.person)
        answered(unit)
    for page, most in (("/obowiazki/", 12), ("/moje-sprawozdania/", 12), ("/kalendarz/", 13)):
        with django_assert_max_num_queries(most):
            client.get(page)


def test_the_calendar_shows_months_and_years(client: Client):
    page = shown(client.get("/kalendarz/"))
    assert "Luty 2026" in page
    assert "Łóżka na próbę" in page
    assert "W tym roku nie ma terminów." in shown(client.get("/kalendarz/?rok=2020"))
    assert "Luty 2026" in shown(client.get("/kalendarz/?rok=dwa"))


def feed_of(client: Client) -> str:
    client.post("/kalendarz/adres/", {"co": "zmien"})
    page = shown(client.get("/kalendarz/"))
    return page.partition("http://testserver")[2].partition("<")[0]


def test_a_calendar_program_reads_the_feed_without_a_session(client: Client, duty: Obligation):
    answer = Client().get(feed_of(client))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"] == f"Termin T-1: {duty.unit.name}"
    assert event.decoded("DTSTART") == date(2026, 2, 25)
    assert "bo: umowa z NFZ = tak" in event["DESCRIPTION"]
    assert event["URL"] == f"http://testserver/obowiazki/{duty.round.public_id}/"
    assert len(event.walk("VALARM")) == 1


def test_what_was_released_is_not_in_the_feed_and_what_was_sent_does_not_remind(client: Client, duty: Obligation):
    address = feed_of(client)
    open_form("T-9", owed_by='["*"]')
    report = duty_of(duty.unit, "T-9").report
    report.status, report.sent_at = "to_verify", clock.now()
    report.save()
    operations.release(by=supervisor(), obligation=duty, reason="Na prośbę")
    (event,) = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    assert event["SUMMARY"] == f"Złożone T-9: {duty.unit.name}"
    assert event.walk("VALARM") == []


def test_a_new_address_ends_the_old_one_and_it_can_be_removed(client: Client):
    first = feed_of(client)
    second = feed_of(client)
    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert "X-ALT" not in shown(Client().get(f"{second}?lang=en"))
    client.post("/kalendarz/adres/", {"co": "usun"})
    assert Client().get(second).status_code == 404
    assert "Utwórz adres" in shown(client.get("/kalendarz/"))


def test_the_feed_speaks_english_where_asked(client: Client, duty: Obligation):
    (event,) = Calendar.from_ical(Client().get(f"{feed_of(client)}?lang=en").content).walk("VEVENT")
    assert event["SUMMARY"] == f"T-1 due: {duty.unit.name}"
