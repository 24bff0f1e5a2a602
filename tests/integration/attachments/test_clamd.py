# SPDX-License-Identifier: EUPL-1.2
"""The antivirus beside our own checks: what it says counts, what it does not say is never „clean”."""

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import BytesIO

import pytest
from django.test import Client
from pytest_django import Settings

from shared.postgres.server import free_port
from ssoz.attachments import clamd, queries
from ssoz.attachments.errors import ScanFailed
from ssoz.attachments.operations import scan
from tests.factories import access
from tests.factories.attachments import attached, eicar, jpeg, judged

CLAMD = shutil.which("clamd") or next((place for place in ("/usr/sbin/clamd",) if os.path.exists(place)), None)


@contextmanager
def answering(answer: bytes, *, reads: int | None = None) -> Iterator[tuple[str, bytearray]]:
    """A daemon on loopback that takes a stream and gives this answer; `reads`: hangs up after that many bytes."""
    heard = bytearray()
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            while not heard.endswith(b"\0\0\0\0") and (reads is None or len(heard) < reads):
                piece = connection.recv(65536)
                if not piece:
                    return
                heard.extend(piece)
            connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with closing(server):
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}", heard
        thread.join(5)


def test_a_clean_file_is_sent_in_pieces_with_their_lengths() -> None:
    with answering(b"stream: OK\0") as (address, heard):
        assert clamd.virus_in(BytesIO(b"a" * 70_000), address) == ""
    assert bytes(heard[:14]) == b"zINSTREAM\0" + (65_536).to_bytes(4, "big")
    assert len(heard) == 10 + 4 + 65_536 + 4 + 4464 + 4


def test_a_virus_is_named() -> None:
    with answering(b"stream: Win.Test.EICAR_HDB-1 FOUND\0") as (address, _):
        assert clamd.virus_in(BytesIO(b"a"), address) == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"stream: OK",
        b"UNKNOWN COMMAND\0",
        b"stream: OK\nstream: OK\0",
        b"xstream: OK\0",
        b"\xff\xfe\0",
    ],
    ids=range(8),
)
def test_any_other_answer_is_a_failure(answer: bytes) -> None:
    with answering(answer) as (address, _):
        if answer == b"stream: OK":  # the end of the connection ends the answer, too
            assert clamd.virus_in(BytesIO(b"a"), address) == ""
            return
        with pytest.raises(ScanFailed, match="clamd"):
            clamd.virus_in(BytesIO(b"a"), address)


def test_a_daemon_that_stops_reading_still_says_why() -> None:
    with (
        answering(b"INSTREAM size limit exceeded. ERROR\0", reads=10) as (address, _),
        pytest.raises(ScanFailed, match="clamd"),
    ):
        clamd.virus_in(BytesIO(b"a" * 3_000_000), address)


def test_nobody_there_is_a_failure() -> None:
    with pytest.raises(ScanFailed, match="clamd"):
        clamd.virus_in(BytesIO(b"a"), f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(ScanFailed, match="clamd"):
        clamd.virus_in(BytesIO(b"a"), "unix:///nowhere/clamd.ctl")


@pytest.mark.django_db
def test_while_the_antivirus_is_down_files_wait_and_administrators_see_them(settings: Settings) -> None:
    settings.CLAMD = f"tcp://127.0.0.1:{free_port()}"
    file = attached(jpeg())
    for attempt in (1, 2):
        with pytest.raises(ScanFailed):
            scan(attachment=file.pk)
        (seen,) = queries.unscanned()
        assert (seen.status, seen.attempts) == ("waiting", attempt)
        assert "clamd" in seen.last_error
    with answering(b"stream: OK\0") as (settings.CLAMD, _):
        scan(attachment=file.pk)
    file.refresh_from_db()
    assert (file.status, file.last_error) == ("safe", "")
    assert not queries.unscanned().exists()


@pytest.mark.django_db
def test_what_the_antivirus_finds_is_unsafe_though_our_checks_saw_nothing(settings: Settings) -> None:
    with answering(b"stream: Pdf.Exploit FOUND\0") as (settings.CLAMD, _):
        file = judged(jpeg())
    assert (file.status, file.verdict) == ("unsafe", "malware")


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real daemon with a database of one line."""
    if CLAMD is None:
        pytest.skip("clamd is not installed here (Debian: clamav-daemon)")
    place = tmp_path_factory.mktemp("clamd")
    (place / "eicar.ndb").write_text(f"Eicar-Test:0:*:{eicar().hex()}\n")
    address = place / "clamd.ctl"
    settings = {"DatabaseDirectory": place, "LocalSocket": address, "Foreground": "yes", "User": "root"}
    (place / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    process = subprocess.Popen(
        [CLAMD, "-c", place / "clamd.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_for(address.exists)
    yield f"unix://{address}"
    process.terminate()
    process.wait(10)


def _wait_for(ready: Callable[[], bool]) -> None:
    for _ in range(300):
        if ready():
            return
        time.sleep(0.1)
    pytest.fail("clamd did not start")


def test_the_real_daemon_knows_its_test_virus(daemon: str) -> None:
    assert clamd.virus_in(BytesIO(eicar()), daemon).startswith("Eicar-Test")
    assert clamd.virus_in(BytesIO(jpeg()), daemon) == ""


@pytest.mark.django_db
def test_administrators_see_which_files_could_not_be_scanned_and_why(client: Client, settings: Settings) -> None:
    settings.CLAMD = "unix:///nowhere/clamd.ctl"
    file = attached(jpeg(), name="skan.jpg")
    with pytest.raises(ScanFailed):
        scan(attachment=file.pk)
    text = access.signed_in(client, access.profile("cez_admin")).get("/uzytkownicy/wiadomosci/").content.decode()
    assert "Pliki, których nie udało się dotąd zeskanować" in text
    assert "skan.jpg" in text
    assert "clamd: " in text
