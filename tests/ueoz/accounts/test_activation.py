# SPDX-License-Identifier: EUPL-1.2
"""„Aktywuj konto”: the link that proves an address, by real mail."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from shared import clock
from shared.postgres.server import free_port
from tests.ueoz.conftest import Following
from tests.ueoz.post import Sink
from tests.ueoz.world import HALINA, MAREK, account_of, arrived
from ueoz.accounts.enums import AccountState, EventKind
from ueoz.accounts.errors import AccountExists
from ueoz.accounts.letters import DeliveryError, send_link
from ueoz.accounts.models import Account, Event, Verification
from ueoz.accounts.operations import ask_letter, confirm, create_account
from ueoz.accounts.origins import SYSTEM, Origin

pytestmark = pytest.mark.django_db
HERE = Origin(address="127.0.0.1", browser="Firefox")
EMAIL = "halina@example.test"


@pytest.fixture
def account(post: Sink, jobs_at_once: Following) -> Account:
    """Somebody who has just given an address, and got a letter there."""
    with jobs_at_once():
        return create_account(by=HERE, citizen=HALINA, email=EMAIL)


def test_the_letter_comes_in_both_languages_with_the_link(account: Account, post: Sink) -> None:
    (letter,) = post.letters
    text = letter.get_content()

    assert post.recipients == [EMAIL]
    assert letter["Subject"].strip() == "Potwierdź swój adres e-mail w UEOZ / Confirm your e-mail address in UEOZ"
    assert "Link działa raz" in text
    assert "The link works once" in text
    assert len(post.links()) == 1
    assert HALINA.pesel not in text


def test_the_account_waits_and_nothing_of_the_link_is_kept(account: Account, post: Sink) -> None:
    link = Verification.objects.get()
    (address,) = post.links()

    assert account.state == AccountState.TO_VERIFY
    assert not account.is_active
    assert link.sent_at is not None
    assert address.rstrip("/").rsplit(":", 1)[-1] not in str(Verification.objects.values().get())


def test_in_the_same_browser_the_link_activates_and_signs_in(account: Account, post: Sink, client: Client) -> None:
    arrived(client, HALINA)
    client.get("/przyjecie/?next=/konto/historia/")

    page = client.get(post.links()[0], follow=True)

    assert "Twoje konto UEOZ zostało utworzone, a adres e-mail zweryfikowany." in page.content.decode()
    assert 'href="/konto/historia/"' in page.content.decode()
    account.refresh_from_db()
    assert account.state == AccountState.ACTIVE
    assert account.email_verified_at is not None
    assert client.get("/konto/").status_code == 200


def test_the_page_of_success_may_be_read_again_and_in_another_language(
    account: Account, post: Sink, client: Client
) -> None:
    arrived(client, HALINA)
    client.get("/przyjecie/?next=/konto/historia/")
    page = client.get(post.links()[0])
    assert (page.status_code, page.headers["Location"]) == (302, "/aktywacja/gotowe/")

    for language, said in (("pl", "Adres e-mail zweryfikowany"), ("en", "E-mail address verified"), ("pl", EMAIL)):
        client.cookies["ueoz_language"] = language
        again = client.get("/aktywacja/gotowe/").content.decode()
        assert said in again
        assert 'href="/konto/historia/"' in again


def test_the_page_of_success_is_only_for_the_browser_that_opened_the_link(
    account: Account, post: Sink, client: Client
) -> None:
    client.post(post.links()[0])
    assert EMAIL in client.get("/aktywacja/gotowe/").content.decode()
    assert Client().get("/aktywacja/gotowe/").status_code == 302

    client.force_login(account_of(MAREK, email="m@example.test"))
    assert EMAIL not in client.get("/aktywacja/gotowe/", follow=True).content.decode()


def test_in_another_browser_the_link_waits_for_a_click(account: Account, post: Sink) -> None:
    """A mail scanner opens links; it confirms nothing."""
    stranger = Client()

    page = stranger.get(post.links()[0])

    assert "Potwierdzam adres e-mail" in page.content.decode()
    account.refresh_from_db()
    assert account.state == AccountState.TO_VERIFY
    assert stranger.post(post.links()[0], follow=True).status_code == 200
    account.refresh_from_db()
    assert account.state == AccountState.ACTIVE
    assert stranger.get("/konto/").status_code == 302, "the link alone signs nobody in"


def test_somebody_else_s_browser_waits_for_a_click_too(account: Account, post: Sink, client: Client) -> None:
    account_of(MAREK, state=AccountState.TO_VERIFY, email="m@example.test")
    arrived(client, MAREK)

    assert "Potwierdzam adres e-mail" in client.get(post.links()[0]).content.decode()


def test_the_link_works_once(account: Account, post: Sink, client: Client) -> None:
    client.post(post.links()[0])

    for page in (client.post(post.links()[0]), client.get(post.links()[0])):
        assert page.status_code == 410
        assert "Ten link został już użyty." in page.content.decode()
    assert Event.objects.filter(kind=EventKind.ACTIVATED).count() == 1


def test_the_link_works_for_a_day(account: Account, post: Sink, client: Client) -> None:
    with clock.advanced(timedelta(hours=24)):
        page = client.post(post.links()[0])
    assert page.status_code == 410
    assert "Ten link stracił ważność" in page.content.decode()
    with clock.advanced(timedelta(hours=23, minutes=59)):
        assert client.post(post.links()[0], follow=True).status_code == 200


FORGERIES = {
    "shortened": lambda link: link[:-2] + "/",
    "of another": lambda link: link.replace(":", "x:"),
    "made up": lambda link: "/potwierdzenie/x/",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_link_that_we_did_not_sign_is_refused(account: Account, post: Sink, client: Client, forgery: str) -> None:
    page = client.post(FORGERIES[forgery](post.links()[0]))

    assert page.status_code == 404
    assert "Ten link jest nieprawidłowy" in page.content.decode()


def test_a_new_letter_after_a_minute_and_either_link_works(
    account: Account, post: Sink, client: Client, jobs_at_once: Following
) -> None:
    arrived(client, HALINA)
    refused = client.post("/aktywacja/nowy-email/", follow=True)
    assert "Następną wiadomość możemy wysłać po:" in refused.content.decode()
    assert len(post.letters) == 1

    with clock.advanced(timedelta(seconds=61)), jobs_at_once():
        client.post("/aktywacja/nowy-email/")
    assert len(post.letters) == 2

    first, second = post.links()
    assert client.post(first, follow=True).status_code == 200
    assert client.post(second).status_code == 410, "one link opened, the others are of no use"


def test_five_letters_a_day_and_no_more(account: Account, jobs_at_once: Following, post: Sink, client: Client) -> None:
    arrived(client, HALINA)
    for minute in range(1, 9):
        with clock.advanced(timedelta(minutes=2 * minute)), jobs_at_once():
            client.post("/aktywacja/nowy-email/")
    assert len(post.letters) == 5


def test_a_mistyped_address_is_corrected_and_its_link_is_void(
    account: Account, post: Sink, client: Client, jobs_at_once: Following
) -> None:
    arrived(client, HALINA)
    with clock.advanced(timedelta(minutes=2)), jobs_at_once():
        client.post("/aktywacja/adres/", {"email": "dobry@example.test", "email_again": "dobry@example.test"})

    account.refresh_from_db()
    assert (account.email, account.state) == ("dobry@example.test", AccountState.TO_VERIFY)
    assert post.recipients[-1] == "dobry@example.test"
    wrong, right = post.links()
    assert client.post(wrong).status_code == 410
    assert client.post(right, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("email", "again", "said"),
    [
        ("", "", "Podaj adres e-mail."),
        ("halina@", "halina@", "To nie jest poprawny adres e-mail"),
        ("a@example.test", "b@example.test", "Adresy e-mail różnią się."),
    ],
)
def test_a_wrong_address_is_told_at_its_place(
    account: Account, client: Client, email: str, again: str, said: str
) -> None:
    page = arrived(client, HALINA).post("/aktywacja/adres/", {"email": email, "email_again": again})

    assert page.status_code == 422
    assert said in page.content.decode()


def test_the_page_of_an_active_account_leads_on(account: Account, post: Sink, client: Client) -> None:
    client.post(post.links()[0])
    arrived(client, HALINA)

    assert client.get("/aktywacja/").headers["Location"] == "/przyjecie/"
    assert client.get("/przyjecie/").headers["Location"] == "/konto/"


@pytest.mark.parametrize("address", ["/aktywacja/", "/aktywacja/nowy-email/", "/aktywacja/adres/"])
def test_nobody_the_node_vouched_for_is_led_to_the_sign_in(client: Client, address: str) -> None:
    answer = client.get(address) if address == "/aktywacja/" else client.post(address)
    assert answer.headers["Location"] == "/zaloguj/"


def test_a_mail_server_that_is_away_is_told_and_the_letter_goes_later(
    settings: Settings, client: Client, post: Sink
) -> None:
    account = create_account(by=HERE, citizen=HALINA, email=EMAIL)
    link = Verification.objects.get()
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    with pytest.raises(DeliveryError):
        send_link(link.pk)
    with clock.advanced(timedelta(seconds=31)):
        page = arrived(client, HALINA).get("/aktywacja/").content.decode()
    assert "serwer poczty nie odpowiada" in page

    settings.EMAIL_PORT = right
    assert send_link(link.pk) is True
    assert send_link(link.pk) is False, "a job that runs twice sends once"
    assert account.email in post.recipients


def test_two_first_sign_ins_make_one_account() -> None:
    create_account(by=SYSTEM, citizen=HALINA, email=EMAIL)
    with pytest.raises(AccountExists):
        create_account(by=SYSTEM, citizen=HALINA, email="inny@example.test")
    assert Account.objects.get().email == EMAIL


def test_the_events_say_who_and_from_where_and_no_pesel(account: Account, post: Sink) -> None:
    confirm(by=HERE, token=post.links()[0].split("/")[2])

    kinds = list(Event.objects.order_by("id").values_list("kind", "by", "address", "browser"))
    assert kinds == [
        (kind, "Halina Wrona", "127.0.0.1", "Firefox")
        for kind in (EventKind.CREATED, EventKind.LETTER_ASKED, EventKind.ACTIVATED)
    ]
    assert HALINA.pesel not in str(list(Event.objects.values()))


def test_letters_of_two_accounts_do_not_count_together(account: Account, jobs_at_once: Following) -> None:
    other = account_of(MAREK, state=AccountState.TO_VERIFY)
    with jobs_at_once():
        assert ask_letter(by=HERE, account=other, email="m@example.test").pk


def test_a_refused_correction_may_be_read_again(account: Account, client: Client) -> None:
    arrived(client, HALINA)
    assert client.post("/aktywacja/adres/", {"email": "x"}).status_code == 422
    assert client.get("/aktywacja/adres/").headers["Location"] == "/aktywacja/"
