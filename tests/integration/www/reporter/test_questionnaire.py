# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire as a reporter meets it: before anything else, in plain forms, once a year."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from shared import clock
from ssoz.access.models import Profile
from ssoz.audit.models import Event
from ssoz.registers.enums import UnitKind
from ssoz.rounds.models import Answers, Petition
from tests.factories import access, cards, registers
from tests.factories.duties import CONTRACT, NO, answered, duty_of, open_form, questionnaire

pytestmark = pytest.mark.django_db
ADDRESS = "/ankieta/"


@pytest.fixture(autouse=True)
def january():
    with clock.frozen(date(2026, 1, 20)):
        yield


@pytest.fixture
def reporter() -> Profile:
    questionnaire()
    open_form("T-1")
    return access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.ENTITY))


def client_of(profile: Profile, language: str = "pl") -> Client:
    return access.signed_in(Client(headers={"accept-language": language}), profile)


def typed(answers: dict[str, bool], **more: str) -> dict[str, str]:
    return {**{f"p-{code}": "tak" if yes else "nie" for code, yes in answers.items()}, **more}


def shown(answer) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


PAGES = (
    *("/strona-glowna/", "/obowiazki/", "/sprawozdania/niefinansowe/do-wypelnienia/"),
    *("/moje-sprawozdania/", "/kalendarz/"),
)
CARDS = ("/karty/", "/karty/nowa/", "/karty/plik/", "/karty/rok/2025/")


@pytest.mark.parametrize("page", PAGES)
def test_the_first_of_a_unit_is_asked_before_anything_else(reporter: Profile, page: str):
    assert client_of(reporter).get(page)["Location"] == ADDRESS


@pytest.mark.parametrize("page", CARDS)
def test_who_files_cards_is_asked_first_too(reporter: Profile, page: str):
    nurse = access.profile("reporter_psychiatric", unit=reporter.unit)
    assert client_of(nurse).get(page)["Location"] == ADDRESS


@pytest.mark.parametrize("page", [*PAGES, *CARDS])
def test_once_answered_every_page_is_open(reporter: Profile, page: str):
    cards.edition()
    answered(reporter.unit)
    assert client_of(access.profile("unit_admin", unit=reporter.unit)).get(page).status_code == 200


def test_of_several_units_the_one_to_answer_leads_to_its_questionnaire(reporter: Profile):
    """„Moje sprawozdania” and the calendar are of all units: they stay open, and say which has to answer."""
    other = access.profile("reporter_nonfinancial", unit=registers.unit(UnitKind.HOSPITAL), person=reporter.person)
    answered(other.unit)
    open_form("T-7", owed_by="[entity]")
    owed = duty_of(reporter.unit, "T-7")
    for asked, here in ((client_of(other), False), (client_of(reporter), True)):
        for page in ("/moje-sprawozdania/", "/kalendarz/"):
            html = shown(asked.get(page))
            assert "Najpierw ankieta" in html
            assert f"Ankieta: {reporter.unit.name}" in html
            assert (f'<a href="{ADDRESS}">' in html) is here
            assert f"/obowiazki/{owed.round.public_id}/" not in html
    switch = {"profile": str(reporter.public_id), "next": ADDRESS}
    assert "Czy jednostka prowadzi szpital?" in shown(client_of(other).post("/profil/", switch, follow=True))
    answered(reporter.unit)
    assert "Najpierw ankieta" not in shown(client_of(other).get("/moje-sprawozdania/"))


def test_a_role_that_only_reads_leads_no_unit_to_the_questionnaire(reporter: Profile):
    observer = access.profile("legacy_observer", unit=reporter.unit)
    assert "Najpierw ankieta" not in shown(client_of(observer).get("/moje-sprawozdania/"))


def test_questions_are_filled_in_from_the_register(reporter: Profile):
    page = shown(client_of(reporter).get(ADDRESS))
    assert "Czy jednostka prowadzi szpital?" in page
    assert '<input class="ds-input" type="radio" name="p-szpital" value="nie" checked>' in page
    assert "według rejestru" in page


def test_the_forms_that_follow_are_shown_with_reasons_before_anything_is_saved(reporter: Profile):
    page = shown(client_of(reporter).post(ADDRESS, typed(CONTRACT, krok="podglad"), follow=True))
    assert "<strong>T-1</strong> Łóżka na próbę" in page
    assert "bo: umowa z NFZ = tak" in page
    assert "bo: składa je każda jednostka" in page
    assert "25 lutego 2026" in page
    assert '<input type="hidden" name="p-nfz" value="tak">' in page
    assert not Answers.objects.exists()


def test_saved_answers_bring_the_duties_and_nobody_is_asked_again(reporter: Profile):
    client = client_of(reporter)
    done = client.post(ADDRESS, typed(CONTRACT, krok="zapisz"), follow=True)
    assert done.redirect_chain == [("/obowiazki/", 302)]
    assert "bo: umowa z NFZ = tak" in shown(done)
    assert client.get("/strona-glowna/").status_code == 200
    colleague = access.profile("reporter_financial", unit=reporter.unit)
    assert client_of(colleague).get("/strona-glowna/").status_code == 200
    assert f"{reporter.person.name}, 20 stycznia 2026" in shown(client_of(colleague).get(ADDRESS))


def test_a_missing_answer_is_told_at_its_question_and_nothing_typed_is_lost(reporter: Profile):
    answer = client_of(reporter).post(ADDRESS, {"p-nfz": "tak", "p-szpital": "może", "krok": "podglad"}, follow=True)
    page = shown(answer)
    assert '<a href="#p-szpital">' in page
    assert page.count("Odpowiedz tak albo nie.") == 2
    assert 'name="p-nfz" value="tak" checked' in page


def test_one_goes_back_to_the_questions_with_the_answers(reporter: Profile):
    page = shown(client_of(reporter).post(ADDRESS, typed({**NO, "szpital": True}, krok="popraw"), follow=True))
    assert 'name="p-szpital" value="tak" checked' in page
    assert 'name="p-nfz" value="nie" checked' in page


def test_reload_and_back_find_what_was_chosen(reporter: Profile):
    """Every page of the questionnaire has an address of its own: nothing is asked for twice."""
    client, wanted = client_of(reporter), {**NO, "szpital": True}
    sent = client.post(ADDRESS, {**typed({"szpital": True}), "krok": "podglad"})
    assert sent["Location"] == f"{ADDRESS}?krok=braki"
    for _reload in range(2):
        page = shown(client.get(sent["Location"]))
        assert page.count("Odpowiedz tak albo nie.") == 2
        assert 'name="p-szpital" value="tak" checked' in page
    assert 'name="p-szpital" value="tak" checked' in shown(client.get(ADDRESS))  # „Wstecz”
    refused = sent["Location"]
    sent = client.post(ADDRESS, typed(wanted, krok="podglad"))
    page = shown(client.get(refused))  # „Wstecz” from the preview
    assert 'name="p-szpital" value="tak" checked' in page
    assert "Odpowiedz tak albo nie." not in page
    for _reload in range(2):
        assert "Te sprawozdania złoży jednostka" in shown(client.get(sent["Location"]))
    assert client.post(ADDRESS, typed(wanted, krok="popraw"))["Location"] == ADDRESS
    client.post(ADDRESS, typed(wanted, krok="zapisz"))
    assert "Ankieta wypełniona" in shown(client.get(sent["Location"]))
    assert "ankieta" not in client.session or not client.session["ankieta"]


def test_what_was_chosen_is_of_one_unit_and_one_session(office: Profile, reporter: Profile):
    client = client_of(office)
    other = registers.unit(UnitKind.ENTITY)
    client.post(f"/ankieta/{other.public_id}/", typed({**NO, "szpital": True}, krok="podglad"))
    assert 'value="tak" checked' not in shown(client.get(f"/ankieta/{reporter.unit.public_id}/"))
    assert 'value="tak" checked' not in shown(client_of(reporter).get(ADDRESS))
    assert "Odpowiedz tak albo nie." not in shown(client_of(reporter).get(f"{ADDRESS}?krok=podglad"))


def test_a_change_that_waits_to_be_sent_is_found_again(reporter: Profile):
    answered(reporter.unit)
    client, page = client_of(reporter), "/ankieta/zmiana/"
    for step in ("podglad", "wyslij"):
        sent = client.post(page, {"p-nfz": "nie", "reason": "Umowa wygasła", "krok": step})
        assert sent["Location"] == f"{page}?krok={step}"
        for again in (sent["Location"], page):
            html = shown(client.get(again))
            assert 'name="p-nfz" value="nie" checked' in html
            assert "Umowa wygasła</textarea>" in html
    client.post(page, typed(NO, krok="wyslij", reason="Umowa wygasła"))
    assert "Umowa wygasła" not in shown(client.get(page))


def test_who_comes_second_reads_what_was_answered(reporter: Profile):
    answered(reporter.unit)
    page = client_of(reporter).post(ADDRESS, typed(NO, krok="zapisz"), follow=True)
    assert "Ankieta wypełniona" in shown(page)
    assert Answers.objects.get().answers == CONTRACT


def test_supervisors_and_those_who_only_read_are_not_asked(reporter: Profile):
    for role in ("supervisor_nonfinancial", "cez_admin"):
        assert client_of(access.profile(role)).get("/strona-glowna/").status_code == 200
    reader = access.profile("legacy_observer", unit=reporter.unit)
    assert client_of(reader).get("/strona-glowna/").status_code == 200
    assert client_of(reader).get(ADDRESS).status_code == 403


@pytest.fixture
def office(reporter: Profile) -> Profile:
    """Somebody of the voivodeship office that supervises the unit."""
    home = registers.unit(UnitKind.VOIVODESHIP_OFFICE, reporter.unit.voivodeship, name="Urząd Wojewódzki")
    return access.profile("supervisor_nonfinancial", unit=home)


def test_a_supervisor_answers_on_behalf_of_a_unit_which_reads_who_did(office: Profile, reporter: Profile):
    client, page = client_of(office), f"/ankieta/{reporter.unit.public_id}/"
    duties = f"/nadzor/jednostka/{reporter.unit.public_id}/obowiazki/"
    assert page in shown(client.get(duties))
    for answer in (client.get(page), client.post(page, typed(CONTRACT, krok="podglad"), follow=True)):
        assert f"Odpowiadasz w imieniu jednostki {reporter.unit.name}" in shown(answer)
        assert f'action="{page}"' in shown(answer)
    assert client.post(page, typed(CONTRACT, krok="zapisz"))["Location"] == duties
    assert Answers.objects.get().person_name == f"{office.person.name}, Urząd Wojewódzki"
    assert Event.objects.get(action="questionnaire_answered").data["on_behalf"]
    assert "Zgłoś zmianę" not in shown(client.get(page))
    assert "Urząd Wojewódzki" in shown(client_of(reporter).get(ADDRESS))


def test_nobody_answers_for_a_unit_out_of_their_reach_or_that_is_not_there(office: Profile, reporter: Profile):
    far = registers.unit(UnitKind.ENTITY, "32")
    assert client_of(office).get(f"/ankieta/{far.public_id}/").status_code == 403
    assert client_of(reporter).get(f"/ankieta/{far.public_id}/").status_code == 403
    assert client_of(office).get(f"/ankieta/{uuid4()}/").status_code == 404
    assert not Answers.objects.exists()


def test_of_two_who_answer_the_second_reads_what_the_first_said(office: Profile, reporter: Profile):
    client_of(reporter).post(ADDRESS, typed(NO, krok="zapisz"))
    page = f"/ankieta/{reporter.unit.public_id}/"
    assert "Ankieta wypełniona" in shown(client_of(office).post(page, typed(CONTRACT, krok="zapisz")))
    assert Answers.objects.get().answers == NO


def test_without_a_questionnaire_there_is_nothing_to_answer():
    client = client_of(access.profile("reporter_nonfinancial"))
    assert client.get("/strona-glowna/").status_code == 200
    assert client.get(ADDRESS).status_code == 404


def test_a_change_is_asked_for_with_what_it_would_come_to(reporter: Profile):
    open_form("T-2")
    answered(reporter.unit)
    client = client_of(reporter)
    assert 'name="p-nfz" value="tak" checked' in shown(client.get("/ankieta/zmiana/"))
    wanted = {**NO, "psychiatria": True}
    page = shown(client.post("/ankieta/zmiana/", typed(wanted, krok="podglad", reason="Nowy oddział"), follow=True))
    assert "<b>T-2</b>" in page
    assert "Odpadną (o ile nie zostały już wysłane): <b>T-1</b>" in page
    assert "Nowy oddział</textarea>" in page
    done = client.post("/ankieta/zmiana/", typed(wanted, krok="wyslij", reason="Nowy oddział"), follow=True)
    assert "Zgłoszenie wysłane do nadzorującego" in shown(done)
    assert Petition.objects.get().answers == wanted


@pytest.mark.parametrize(
    ("answers", "reason", "sentence"),
    [
        (CONTRACT, "Pomyłka", "Odpowiedzi są takie same jak teraz"),
        (NO, "", "Podaj uzasadnienie."),
        ({"nfz": False}, "Pomyłka", "Odpowiedz tak albo nie."),
    ],
)
def test_a_change_that_cannot_be_asked_for_says_why(reporter: Profile, answers, reason: str, sentence: str):
    answered(reporter.unit)
    answer = client_of(reporter).post("/ankieta/zmiana/", typed(answers, krok="wyslij", reason=reason), follow=True)
    assert sentence in shown(answer)
    assert not Petition.objects.exists()


def test_before_answers_there_is_nothing_to_change(reporter: Profile):
    assert client_of(reporter).get("/ankieta/zmiana/")["Location"] == ADDRESS


def test_a_second_petition_for_a_change_waits_for_the_first(reporter: Profile):
    answered(reporter.unit)
    client = client_of(reporter)
    for _again in range(2):
        done = client.post("/ankieta/zmiana/", typed(NO, krok="wyslij", reason="Pomyłka"), follow=True)
    assert "Takie zgłoszenie już czeka na decyzję" in shown(done)


def test_the_pages_speak_english(reporter: Profile):
    client = client_of(reporter, "en")
    page = shown(client.post(ADDRESS, typed(CONTRACT, krok="podglad"), follow=True))
    assert "because: contract with NFZ = yes" in page
    assert "These are the reports the unit will file" in page


def test_the_questions_cost_the_same_however_many_duties_there_are(reporter: Profile, django_assert_max_num_queries):
    client = client_of(reporter)
    client.get(ADDRESS)
    with django_assert_max_num_queries(9):
        client.get(ADDRESS)
    with django_assert_max_num_queries(10):
        sent = client.post(ADDRESS, typed(CONTRACT, krok="podglad"))
    with django_assert_max_num_queries(12):
        client.get(sent["Location"])
