# SPDX-License-Identifier: EUPL-1.2
"""„Moje konto”."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from shared import clock
from tests.ueoz.conftest import Following
from tests.ueoz.post import Sink
from tests.ueoz.world import HALINA, MAREK, account_of, signed_in
from ueoz.accounts.enums import EventKind
from ueoz.accounts.models import Account, Event, Session, Visit
from ueoz.accounts.operations import write_down
from ueoz.accounts.origins import SYSTEM, Origin
from ueoz.accounts.templatetags.accounts import browser, ending

pytestmark = pytest.mark.django_db
NEW = {"email": "nowy@example.test", "email_again": "nowy@example.test"}


@pytest.fixture
def account(client: Client) -> Account:
    return signed_in(client, HALINA)


def test_one_sees_one_s_data_and_where_one_is_signed_in(account: Account, client: Client) -> None:
    Visit.objects.create(
        session=Session.objects.get(), client_id="ssoz", client_name="SSOZ", first_at=clock.now(), last_at=clock.now()
    )
    page = client.get("/konto/").content.decode()
    for text in ("Halina", "Wrona", HALINA.pesel, account.email, "ta przeglądarka", "Profil zaufany", "SSOZ"):
        assert text in page


def test_an_address_changes_once_its_link_is_opened_and_the_old_one_is_told(
    account: Account, client: Client, post: Sink, jobs_at_once: Following
) -> None:
    with jobs_at_once():
        page = client.post("/konto/email/", NEW, follow=True).content.decode()
    assert "Czekamy na potwierdzenie adresu nowy@example.test" in page
    account.refresh_from_db()
    assert account.email == "h@example.test"

    with jobs_at_once():
        page = client.get(post.links()[0], follow=True).content.decode()

    assert "Adres e-mail Twojego konta został zmieniony." in page
    account.refresh_from_db()
    assert account.email == "nowy@example.test"
    assert post.recipients == ["nowy@example.test", "h@example.test"]
    assert "został zmieniony na inny" in post.letters[1].get_content()
    assert "nowy@example.test" not in post.letters[1].get_content(), "the old reader need not learn the new address"
    assert Event.objects.filter(kind=EventKind.EMAIL_CHANGED).count() == 1


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({**NEW, "email_again": "inny@example.test"}, "Adresy e-mail różnią się."),
        ({"email": "H@example.test", "email_again": "h@example.test"}, "To jest Twój obecny adres e-mail."),
        ({}, "Podaj adres e-mail."),
    ],
)
def test_a_wrong_address_is_told_at_its_place(
    account: Account, client: Client, values: dict[str, str], said: str
) -> None:
    page = client.post("/konto/email/", values)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_changes_are_limited_like_letters(account: Account, client: Client) -> None:
    client.post("/konto/email/", NEW)
    page = client.post("/konto/email/", NEW)
    assert page.status_code == 429
    assert "Następną wiadomość możemy wysłać po:" in page.content.decode()


def test_a_change_that_nobody_confirmed_is_of_no_use_after_a_day(
    account: Account, client: Client, post: Sink, jobs_at_once: Following
) -> None:
    with jobs_at_once():
        client.post("/konto/email/", NEW)
    with clock.advanced(timedelta(hours=25)):
        assert Client().post(post.links()[0]).status_code == 410
    account.refresh_from_db()
    assert account.email == "h@example.test"


def test_the_history_shows_sign_ins_newest_first(account: Account, client: Client) -> None:
    write_down(
        EventKind.CLIENT_ENTERED, account, Origin(address="10.0.0.7", browser="Mozilla Firefox/140"), client="SSOZ"
    )
    page = client.get("/konto/historia/").content.decode()
    assert page.index("wejście do systemu: SSOZ") < page.index("zalogowanie · Profil zaufany")
    assert "10.0.0.7" in page


def test_nobody_sees_the_history_of_somebody_else(account: Account, client: Client) -> None:
    write_down(EventKind.CLIENT_ENTERED, account_of(MAREK), SYSTEM, client="Cudzy system")
    assert "Cudzy system" not in client.get("/konto/historia/").content.decode()


def test_the_lists_ask_the_database_the_same_however_long_they_are(
    account: Account, client: Client, django_assert_max_num_queries
) -> None:
    for number in range(30):
        row = Session.objects.create(
            account=account, session_key=f"key{number}", began_at=clock.now(), active_at=clock.now(), assurance="x"
        )
        Visit.objects.create(
            session=row, client_id="ssoz", client_name="SSOZ", first_at=clock.now(), last_at=clock.now()
        )
        write_down(EventKind.SIGNED_IN, account, SYSTEM)
    with django_assert_max_num_queries(8):
        client.get("/konto/")
    with django_assert_max_num_queries(5):
        client.get("/konto/historia/")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (X11; Linux x86_64) Ubuntu Chromium/80.0 Chrome/80.0 Safari/537.36", "Chromium, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome, iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0) FxiOS/140.0 Mobile/15E148 Safari/605.1", "Firefox, iPad"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36 EdgA/140.0", "Edge, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 OPR/120.0", "Opera, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1", "Safari, macOS"),
        ("", "Inna przeglądarka"),
    ],
)
def test_a_browser_is_called_what_people_call_it(agent: str, name: str) -> None:
    assert browser(agent) == name


def test_an_end_is_told_in_words() -> None:
    assert ending("idle") == "30 minut bezczynności"
    assert ending("something else") == "something else"


@pytest.mark.parametrize("by", ["pesel", "subject"])
def test_the_help_desk_is_granted_and_revoked_by_a_command(account: Account, by: str) -> None:
    name = account.pesel if by == "pesel" else account.subject
    call_command("help_desk", name, verbosity=0)
    account.refresh_from_db()
    assert account.is_help_desk
    call_command("help_desk", name, "--revoke")
    account.refresh_from_db()
    assert not account.is_help_desk
    assert Event.objects.filter(kind__startswith="help_desk").count() == 2


def test_the_command_says_when_there_is_no_such_account() -> None:
    with pytest.raises(CommandError, match="Nie ma takiego konta"):
        call_command("help_desk", "00000000000")


def test_an_account_is_blocked_and_unblocked_by_a_command(account: Account, client: Client) -> None:
    call_command("block", account.subject)
    assert client.get("/konto/").status_code == 302
    with pytest.raises(CommandError, match="nie zostało zmienione"):
        call_command("block", account.subject)
    call_command("block", account.subject, "--undo")
    account.refresh_from_db()
    assert account.is_active
