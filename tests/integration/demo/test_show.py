# SPDX-License-Identifier: EUPL-1.2
"""The command itself: first page, e-mail, Ctrl-C, second start."""

import os
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path

import pytest

from shared.postgres.server import port_taken
from tests.factories.ports import quiet_port

PATIENCE = 180


@pytest.fixture
def home() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="ssoz-demo-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def port() -> int:
    return quiet_port()


@contextmanager
def demo(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The demo as a person starts it; ended by Ctrl-C, pressed again and again until it is over."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SSOZ_HOME"}}
    environment |= {"PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "ssoz.conf.settings"}
    command = [sys.executable, "-m", "ssoz.demo", "--home", str(home), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        end = time.monotonic() + 90
        while process.poll() is None and time.monotonic() < end:
            process.send_signal(signal.SIGINT)
            time.sleep(0.1)
        try:
            process.communicate(timeout=1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def page(port: int, path: str) -> str:
    """Ask for a page until it comes."""
    end = time.monotonic() + PATIENCE
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"ssoz.localhost:{port}"})
    while time.monotonic() < end:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode()
        time.sleep(0.2)
    raise TimeoutError(path)


def processes_of(home: Path) -> list[str]:
    """Command lines and environments that name the place."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(home).encode() in (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes():
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux shows them")
def test_the_demo_shows_pages_keeps_mail_ends_by_ctrl_c_and_starts_again(home: Path, port: int) -> None:
    with demo(home, port) as process:
        assert "SSOZ" in page(port, "/")
        assert '"ok"' in page(port, "/health/ready")
        send_mail(home, port + 25)
        assert (home / "database-url").stat().st_mode & 0o777 == 0o600
    assert process.returncode == 0
    assert processes_of(home) == []
    assert not (home / "database-url").exists()
    with demo(home, port) as process:
        assert '"ok"' in page(port, "/health/ready")
    assert process.returncode == 0


def send_mail(home: Path, port: int) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Zażółć", "a@example.org", "b@example.org"
    message.set_content("gęślą jaźń")
    end = time.monotonic() + PATIENCE
    while not port_taken(port):
        assert time.monotonic() < end
        time.sleep(0.1)
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        server.send_message(message)
    assert len(list((home / "mail").glob("*.eml"))) == 1
