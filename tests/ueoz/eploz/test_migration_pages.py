# SPDX-License-Identifier: EUPL-1.2
"""„Migracja danych do UEOZ” as a person walks through it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from shared import clock
from shared.worker import work
from tests.ueoz.conftest import Following
from tests.ueoz.post import Sink
from tests.ueoz.world import HALINA, MAREK, account_of, arrived, entry_of
from ueoz.accounts.enums import AccountState
from ueoz.accounts.models import Account
from ueoz.eploz.enums import CaseState
from ueoz.eploz.models import Case
from ueoz.eploz.operations import abandon, begin, search

pytestmark = pytest.mark.django_db
DETAILS = {"email": "halina@example.test", "email_again": "halina@example.test", "terms": "on"}


@pytest.fixture
def halina(client: Client) -> Client:
    """The browser of Halina, whom the node has just vouched for."""
    arrived(client, HALINA).get("/przyjecie/?next=/konto/historia/")
    return client


def text(page) -> str:
    return " ".join(page.content.decode().split())


def searched() -> Case:
    case = begin(citizen=HALINA)
    search(case_id=case.pk)
    return Case.objects.get(pk=case.pk)


def test_the_search_is_followed_with_and_without_scripts(halina: Client) -> None:
    page = text(halina.get("/migracja/"))
    assert "<h2>Wyszukiwanie Twojego konta</h2>" in page
    assert "Może to potrwać kilka minut." in page
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in page
    assert "eploz/search.js" in page
    assert halina.get("/migracja/stan/").json() == {"state": "searching", "stuck": False}


def test_a_look_at_the_page_begins_the_search_once(halina: Client, jobs_at_once: Following) -> None:
    with jobs_at_once():
        halina.get("/migracja/")
        halina.get("/migracja/")
    assert Case.objects.get().state == CaseState.NOT_FOUND
    assert halina.get("/migracja/stan/").json() == {"state": "not_found", "stuck": False}


def test_found(halina: Client) -> None:
    entry_of(HALINA)
    searched()
    page = text(halina.get("/migracja/"))
    title = "Odnaleźliśmy Twoje dane i zweryfikowaliśmy je"
    for said in (title, "Halina", "Wrona", HALINA.pesel, "Utwórz konto w UEOZ"):
        assert said in page
    details = text(halina.get("/migracja/dane/"))
    assert details.count('value="stary@example.test"') == 2
    assert "halina.wrona" in details


def test_not_found(halina: Client) -> None:
    case = searched()
    page = text(halina.get("/migracja/"))
    for said in (
        "Nie odnaleziono w ePLOZ konta o podanym numerze PESEL",
        f"numer zdarzenia ({case.event_number}) i kod zdarzenia (Z02)",
        "Przerwij proces migracji",
        "Utwórz nowe konto bez migracji",
        "3 ostatnie cyfry PESEL",
        "19239",
    ):
        assert said in page
    assert f"{case.decided_at.astimezone(clock.WARSAW):%Y-%m-%d %H:%M:%S}" in page
    assert 'name="email" value' not in text(halina.get("/migracja/dane/")), "no address is proposed"


def test_mismatch(halina: Client) -> None:
    entry_of(HALINA, family_name="Kowalik")
    case = searched()
    page = text(halina.get("/migracja/"))
    for said in (
        "Wystąpił błąd w trakcie weryfikacji konta",
        f"numer zdarzenia ({case.event_number}) i kod zdarzenia (Z08)",
        "zrzut ekranu",
        ">Anuluj<",
        ">Dalej<",
    ):
        assert said in page
    assert "Kowalik" not in page, "what e-PLOZ knows of perhaps somebody else is not shown"
    assert "stary@example.test" not in text(halina.get("/migracja/dane/"))


def test_the_texts_are_in_english_too(halina: Client) -> None:
    searched()
    halina.cookies["ueoz_language"] = "en"
    page = text(halina.get("/migracja/"))
    assert "No account with this PESEL number was found in ePLOZ" in page
    assert "Stop the migration" in page


def test_from_the_details_to_the_account(halina: Client, post: Sink, jobs_at_once: Following) -> None:
    entry_of(HALINA)
    searched()
    with jobs_at_once():
        answer = halina.post("/migracja/dane/", DETAILS)
    assert answer.headers["Location"] == "/aktywacja/"
    assert Account.objects.get().state == AccountState.TO_VERIFY

    page = text(halina.get(post.links()[0], follow=True))

    assert 'href="/konto/historia/"' in page, "on to where one wanted to go at first"
    assert halina.get("/konto/historia/").status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"terms": ""}, "potwierdź, że znasz warunki"),
        ({"email": ""}, "Podaj adres e-mail."),
        ({"email_again": ""}, "Powtórz adres e-mail."),
        ({"email_again": "inna@example.test"}, "Adresy e-mail różnią się."),
        ({"email": "x", "email_again": "x"}, "To nie jest poprawny adres e-mail"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(halina: Client, changes: dict[str, str], said: str) -> None:
    searched()
    page = halina.post("/migracja/dane/", {**DETAILS, **changes})
    assert page.status_code == 422
    assert said in text(page)
    assert not Account.objects.exists()


def test_a_second_click_leads_on(halina: Client) -> None:
    searched()
    assert halina.post("/migracja/dane/", DETAILS).headers["Location"] == "/aktywacja/"
    again = halina.post("/migracja/dane/", DETAILS, follow=True)
    assert again.redirect_chain[-1][0] == "/aktywacja/"
    assert Account.objects.count() == 1


@pytest.mark.parametrize("address", ["/migracja/", "/migracja/dane/"])
def test_the_back_button_after_the_account_is_made_leads_on(halina: Client, address: str) -> None:
    searched()
    halina.post("/migracja/dane/", DETAILS)
    assert halina.get(address, follow=True).redirect_chain[-1][0] == "/aktywacja/"


def test_details_before_the_outcome_lead_back_to_the_search(halina: Client) -> None:
    begin(citizen=HALINA)
    assert halina.get("/migracja/dane/").headers["Location"] == "/migracja/"
    assert halina.post("/migracja/dane/", DETAILS).headers["Location"] == "/migracja/"
    assert not Account.objects.exists()


def test_two_tabs_one_breaks_off_the_other_is_led_to_the_sign_in(halina: Client) -> None:
    searched()
    answer = halina.post("/migracja/przerwij/", follow=True)
    assert "Proces migracji został przerwany." in text(answer)
    assert "/wk/start/?next=%2Fkonto%2Fhistoria%2F" in text(answer), "the way back to the system is not lost"
    assert Case.objects.get().state == CaseState.ABANDONED
    assert halina.post("/migracja/dane/", DETAILS).headers["Location"] == "/zaloguj/"
    assert not Account.objects.exists()


def test_somebody_who_got_an_account_in_another_browser_goes_straight_through(halina: Client) -> None:
    begin(citizen=HALINA)
    account_of(HALINA)
    answer = halina.get("/migracja/", follow=True)
    assert answer.redirect_chain == [("/przyjecie/", 302), ("/konto/historia/", 302)]


def test_a_case_that_was_broken_off_elsewhere_sends_the_details_back_to_the_search(halina: Client) -> None:
    abandon(case=searched())
    assert halina.post("/migracja/dane/", DETAILS).headers["Location"] == "/migracja/"


def test_a_worker_that_is_not_there_is_told_and_the_search_begun_anew(halina: Client) -> None:
    halina.get("/migracja/")
    with clock.advanced(timedelta(seconds=25)):
        page = text(halina.get("/migracja/"))
        assert "Wyszukiwanie nie odpowiada." in page
        assert "refresh" not in page
        assert halina.get("/migracja/stan/").json()["stuck"] is True
        halina.post("/migracja/ponow/")
        assert "Wyszukiwanie nie odpowiada." not in text(halina.get("/migracja/"))


def test_beginning_anew_too_early_is_told(halina: Client) -> None:
    halina.get("/migracja/")
    assert "Ta migracja jest już w innym miejscu." in text(halina.post("/migracja/ponow/", follow=True))


def test_e_ploz_that_does_not_answer_is_told_with_a_number(halina: Client, settings, jobs_at_once: Following) -> None:
    settings.EPLOZ_DIRECTORY = "tests.ueoz.eploz.test_cases.Silent"
    with jobs_at_once():
        halina.get("/migracja/")
    page = text(halina.get("/migracja/"))
    assert "e-PLOZ teraz nie odpowiada" in page
    assert Case.objects.get().event_number in page
    settings.EPLOZ_DIRECTORY = "ueoz.eploz.directory.OwnTable"
    with jobs_at_once():
        halina.post("/migracja/ponow/")
    assert Case.objects.get().state == CaseState.NOT_FOUND


@pytest.mark.parametrize("address", ["/migracja/", "/migracja/stan/", "/migracja/dane/"])
def test_nobody_the_node_vouched_for_is_led_to_the_sign_in(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == "/zaloguj/"


@pytest.mark.parametrize("address", ["/migracja/ponow/", "/migracja/przerwij/"])
def test_what_changes_something_is_not_done_by_a_link(halina: Client, address: str) -> None:
    assert halina.get(address).status_code == 405


def test_one_sees_one_s_own_case_only(client: Client) -> None:
    searched()
    arrived(client, MAREK).get("/przyjecie/")
    page = text(client.get("/migracja/"))
    assert "Wyszukiwanie Twojego konta" in page
    assert Case.objects.count() == 2


def test_the_page_that_waits_asks_little(halina: Client, django_assert_max_num_queries) -> None:
    halina.get("/migracja/")
    with django_assert_max_num_queries(4):
        halina.get("/migracja/stan/")


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_does_the_search_and_sends_the_letter(client: Client, post: Sink) -> None:
    entry_of(HALINA)
    arrived(client, HALINA).get("/migracja/")
    assert ProcrastinateJob.objects.filter(args={"case_id": Case.objects.get().pk}).count() == 1
    connection.close()

    work(wait=False)

    assert Case.objects.get().state == CaseState.FOUND
    client.post("/migracja/dane/", DETAILS)
    connection.close()
    work(wait=False)
    assert post.recipients == ["halina@example.test"]


def test_completing_by_hand_needs_the_node_s_word(client: Client) -> None:
    searched()
    assert client.post("/migracja/dane/", DETAILS).headers["Location"] == "/zaloguj/"
