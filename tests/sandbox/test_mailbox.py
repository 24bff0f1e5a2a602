# SPDX-License-Identifier: EUPL-1.2
"""The mailbox: a real server writes letters down, and the pages show them."""

import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from sandbox.environment import ROOT, Environment
from sandbox.mailbox import letters
from shared.postgres.server import free_port
from tests.sandbox.browsing import MAIL, Browser

pytestmark = pytest.mark.django_db


def letter(subject: str = "Potwierdź adres", to: str = "halina@przyklad.localhost", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "UEOZ <ueoz@przyklad.localhost>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Sun, 22 Nov 2026 09:30:00 +0000"
    for name, value in headers.items():
        message[name] = value
    message.set_content("Otwórz: http://ueoz.localhost:8002/potwierdz/abc/\nDziękujemy.")
    return message


@pytest.mark.parametrize("zone", ["+0000", "-0000", "GMT", "+0100", ""])
def test_a_letter_shows_when_it_was_sent_by_the_clock_on_the_wall(
    browser: Browser, environment: Environment, zone: str
) -> None:
    message = letter()
    del message["Date"]
    message["Date"] = f"Sun, 22 Nov 2026 {'10' if zone == '+0100' else '09'}:30:00 {zone}".strip()
    name = keep(environment.mail, message)
    for address in ("", f"{name}/"):
        assert "10:30" in browser.open(f"{MAIL}/halina@przyklad.localhost/{address}").text


def keep(folder: Path, message: EmailMessage | bytes, number: int = 1) -> str:
    name = f"{number:06}-20261122T093000"
    (folder / f"{name}.eml").write_bytes(message if isinstance(message, bytes) else message.as_bytes())
    return name


@contextmanager
def server(folder: Path) -> Iterator[smtplib.SMTP]:
    """The mail server as the demo runs it."""
    port = free_port()
    command = [sys.executable, "-m", "sandbox.mailbox", str(port), str(folder)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}) as process:
        try:
            yield _connected(port)
        finally:
            process.send_signal(signal.SIGTERM)
    assert process.returncode == 0


def _connected(port: int) -> smtplib.SMTP:
    for _ in range(200):
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=10)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(port)


def test_what_the_server_takes_the_page_shows(browser: Browser, environment: Environment):
    with server(environment.mail) as smtp, smtp:
        smtp.send_message(letter())
        smtp.send_message(letter("Drugi list"), to_addrs=["halina@przyklad.localhost", "ukryty@przyklad.localhost"])
    page = browser.open(f"{MAIL}/halina@przyklad.localhost/")
    assert page.text.index("Drugi list") < page.text.index("Potwierdź adres")
    hidden = browser.open(f"{MAIL}/ukryty@przyklad.localhost/")
    assert "Drugi list" in hidden.text
    assert "Potwierdź adres" not in hidden.text


def test_the_server_goes_on_counting_after_a_restart(environment: Environment):
    for subject in ("pierwszy", "drugi"):
        with server(environment.mail) as smtp, smtp:
            smtp.send_message(letter(subject))
    assert [one.subject for one in letters.letters(environment.mail)] == ["drugi", "pierwszy"]
    assert not list(environment.mail.glob(".*"))


def test_a_letter_has_its_link_to_click_and_its_headers(browser: Browser, environment: Environment):
    keep(environment.mail, letter())
    page = browser.open(browser.open(f"{MAIL}/halina@przyklad.localhost/").link("Potwierdź adres"))
    assert page.heading == "Potwierdź adres"
    assert page.link("http://ueoz") == "http://ueoz.localhost:8002/potwierdz/abc/"
    for part in ("UEOZ <ueoz@przyklad.localhost>", "22 listopada 2026, 10:30", "Dziękujemy."):
        assert part in page.text


def test_html_is_never_shown(browser: Browser, environment: Environment):
    message = letter()
    message.add_alternative("<p onclick='x()'>tylko w HTML</p><script>alert(1)</script>", subtype="html")
    name = keep(environment.mail, message)
    text = browser.open(f"{MAIL}/halina@przyklad.localhost/{name}/").response.content.decode()
    assert "tylko w HTML" not in text
    assert "alert(1)" not in text


def test_a_letter_of_html_alone_says_so(browser: Browser, environment: Environment):
    message = letter()
    message.set_content("<p>x</p>", subtype="html")
    page = browser.open(f"{MAIL}/halina@przyklad.localhost/{keep(environment.mail, message)}/")
    assert "tylko treść HTML" in page.text


def test_markup_in_plain_text_stays_text(browser: Browser, environment: Environment):
    message = letter("<i>x</i>")
    message.set_content("<script>alert(1)</script> javascript:alert(1)")
    page = browser.open(f"{MAIL}/halina@przyklad.localhost/{keep(environment.mail, message)}/")
    assert "<script>alert" not in page.response.content.decode()
    assert not [one for one in page.tree.iter("a") if (one.get("href") or "").startswith("javascript")]


def test_attachments_are_listed_with_size_and_kind(browser: Browser, environment: Environment):
    message = letter()
    message.add_attachment(b"%PDF" + b"x" * 2000, maintype="application", subtype="pdf", filename="wniosek ą.pdf")
    page = browser.open(f"{MAIL}/halina@przyklad.localhost/{keep(environment.mail, message)}/")
    assert "wniosek ą.pdf (application/pdf, 2,0 KB)" in page.text.replace("\xa0", " ")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?b?x?=\r\n\r\n",
        b"Date: wczoraj\r\nTo: <>\r\n\r\nx",
        b"Content-Type: text/plain; charset=nie-ma\r\n\r\nx",
    ],
    ids=["empty", "binary", "subject", "date", "charset"],
)
def test_a_broken_letter_breaks_no_page(browser: Browser, environment: Environment, raw: bytes):
    name = keep(environment.mail, b"Delivered-To: halina@przyklad.localhost\r\n" + raw)
    assert browser.open(f"{MAIL}/").status == 200
    assert browser.open(f"{MAIL}/halina@przyklad.localhost/").status == 200
    assert browser.open(f"{MAIL}/halina@przyklad.localhost/{name}/").status == 200


def test_addresses_with_mail_are_listed_and_any_other_can_be_opened(browser: Browser, environment: Environment):
    for number in (1, 2):
        keep(environment.mail, letter(to="Halina@Przyklad.localhost, ewa@przyklad.localhost"), number)
    page = browser.open(f"{MAIL}/")
    assert "halina@przyklad.localhost 2 wiadomości" in page.text
    inbox = browser.click(page, "Otwórz", adres="nikt@przyklad.localhost")
    assert "Nie przyszła jeszcze żadna wiadomość." in inbox.text


def test_an_empty_mailbox_and_a_missing_folder_are_no_mistake(browser: Browser, environment: Environment):
    environment.mail.rmdir()
    assert "Nie przyszła jeszcze żadna wiadomość." in browser.open(f"{MAIL}/").text


@pytest.mark.parametrize("name", ["000009-20261122T093000", "etc-passwd", "000001"])
def test_a_letter_that_is_not_there_is_not_found(browser: Browser, environment: Environment, name: str):
    keep(environment.mail, letter())
    assert browser.open(f"{MAIL}/halina@przyklad.localhost/{name}/").status == 404


def test_a_letter_is_shown_to_whom_it_was_sent(browser: Browser, environment: Environment):
    name = keep(environment.mail, letter())
    assert browser.open(f"{MAIL}/ewa@przyklad.localhost/{name}/").status == 404


def test_the_list_alone_is_what_the_page_refreshes_itself_with(browser: Browser, environment: Environment):
    keep(environment.mail, letter())
    part = browser.open(f"{MAIL}/halina@przyklad.localhost/lista/").response.content.decode()
    assert "Potwierdź adres" in part
    assert "<html" not in part
