# SPDX-License-Identifier: EUPL-1.2
"""From UEOZ into a system: by the links of „Moje konto”, and by a letter that was opened on another device."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from django.test import Client as Browser
from lxml import html

from tests.ueoz.conftest import Following
from tests.ueoz.post import Sink
from tests.ueoz.provider.world import CALLBACK, System, system
from tests.ueoz.world import HALINA, arrived, signed_in
from ueoz.accounts.models import Verification
from ueoz.eploz.operations import begin, search
from ueoz.provider.models import Client
from ueoz.provider.operations import Who, disable_client

pytestmark = pytest.mark.django_db
DOOR = "https://system.example/zaloguj/"
DETAILS = {"email": "halina@example.test", "email_again": "halina@example.test", "terms": "on"}


def with_door(name: str, address: str = DOOR, *, own: bool = True) -> System:
    made = system(name, own=own)
    call_command("client", "change", name, "--entrance", address)
    made.client.refresh_from_db()
    return made


def links(page: Any) -> list[str]:
    return [str(one) for one in html.document_fromstring(page.content).xpath("//main//a/@href")]


def test_the_account_leads_into_every_system_of_ours_that_is_open(client: Browser) -> None:
    with_door("open")
    with_door("foreign", "https://foreign.example/", own=False)
    disable_client(by=Who(), client=with_door("shut", "https://shut.example/").client)
    system("without")
    signed_in(client, HALINA)
    page = client.get("/konto/")
    assert [one for one in links(page) if one.startswith("https://")] == [DOOR]
    assert b"Open" in page.content


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//system.example/", "https://a@system.example/", "https://system.example/#x"]
)
def test_a_way_in_is_an_address_like_all_others(address: str) -> None:
    with pytest.raises(CommandError):
        with_door("system", address)
    assert Client.objects.get().initiate_login_uri == ""


def test_ssoz_has_one_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSOZ_URL", "http://ssoz.localhost:8000")
    call_command("ssoz_client")
    assert Client.objects.get().initiate_login_uri == "http://ssoz.localhost:8000/zaloguj/"


def letter(browser: Browser, target: str, post: Sink, jobs_at_once: Following) -> str:
    """Somebody new comes from a page, gives an address and gets a letter; returns its link."""
    arrived(browser, HALINA).get("/przyjecie/", {"next": target})
    search(case_id=begin(citizen=HALINA).pk)
    with jobs_at_once():
        assert browser.post("/migracja/dane/", DETAILS)["Location"] == "/aktywacja/"
    return post.links()[-1]


def way_on(link: str) -> list[str]:
    """Where the page leads that confirms the address on another device."""
    return links(Browser().post(link, follow=True))


def test_a_letter_opened_on_another_device_leads_into_the_system(
    client: Browser, post: Sink, jobs_at_once: Following
) -> None:
    ours = with_door("system")
    link = letter(client, f"/o/authorize/?{urlencode(ours.question())}", post, jobs_at_once)
    assert way_on(link) == [DOOR], "not to the question: its state is known to the first browser only"


def test_so_does_one_that_was_asked_for_again(client: Browser, post: Sink, jobs_at_once: Following) -> None:
    ours = with_door("system")
    letter(client, f"/o/authorize/?{urlencode(ours.question())}", post, jobs_at_once)
    Verification.objects.update(asked_at="2020-01-01T00:00:00Z")
    with jobs_at_once():
        client.post("/aktywacja/nowy-email/")
    assert way_on(post.links()[-1]) == [DOOR]


def test_in_the_same_browser_it_leads_back_to_the_question(
    client: Browser, post: Sink, jobs_at_once: Following
) -> None:
    ours = with_door("system")
    target = f"/o/authorize/?{urlencode(ours.question())}"
    link = letter(client, target, post, jobs_at_once)
    assert links(client.get(link, follow=True)) == [target]


@pytest.mark.parametrize(
    "target",
    [
        "",
        "/konto/historia/",
        "/konto/?client_id=system",
        "/o/authorize/?client_id=nobody",
        "/o/authorize/?client_id=https://evil.example/",
        "/o/authorize/?client_id=" + "x" * 200,
        "/o/authorize/?client_id=%00",
        "/o/authorize/?client_id=a&client_id=system",
        f"https://evil.example/o/authorize/?client_id=system&redirect_uri={CALLBACK}",
    ],
)
def test_nobody_is_led_elsewhere_by_a_letter(client: Browser, post: Sink, jobs_at_once: Following, target: str) -> None:
    with_door("system")
    assert way_on(letter(client, target, post, jobs_at_once)) == ["/zaloguj/"]


@pytest.mark.parametrize("change", ["disabled", "without a way in", "foreign"])
def test_a_system_that_has_shut_its_door_meanwhile_is_not_led_into(
    client: Browser, post: Sink, jobs_at_once: Following, change: str
) -> None:
    ours = with_door("system")
    link = letter(client, f"/o/authorize/?{urlencode(ours.question())}", post, jobs_at_once)
    if change == "disabled":
        disable_client(by=Who(), client=ours.client)
    else:
        Client.objects.update(
            **({"initiate_login_uri": ""} if change == "without a way in" else {"skip_authorization": False})
        )
    assert way_on(link) == ["/zaloguj/"]
