# SPDX-License-Identifier: EUPL-1.2
"""The launcher of the embedded server, as root and as an ordinary user."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from shared.postgres import binaries, polish
from shared.postgres.account import Account, choose
from shared.postgres.binaries import locale_of
from shared.postgres.server import AlreadyRunningError, PostgresError, Server, free_port, running

ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not ROOT, reason="only root lends an account")


@pytest.fixture
def home() -> Iterator[Path]:
    """A place everybody may enter, as a person's folder of data is."""
    place = Path(tempfile.mkdtemp(prefix="ssoz-launcher-"))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def gone(pid: int, patience: float = 20) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if b"postgres" not in Path(f"/proc/{pid}/cmdline").read_bytes():
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_a_server_starts_and_what_was_written_is_there_after_the_next_start(home: Path) -> None:
    with running(home) as server:
        ask(server.url, "CREATE TABLE kept AS SELECT 7 AS number")
    with running(home) as server:
        assert ask(server.url, "SELECT number FROM kept") == [(7,)]


def test_a_stopped_server_leaves_no_process(home: Path) -> None:
    with running(home, durable=False) as server:
        pid = server.pid
        assert server.alive()
    assert gone(pid)


def test_every_acknowledged_row_survives_kill_9(home: Path) -> None:
    server = Server(home)
    try:
        url = server.start()
        ask(url, "CREATE TABLE rows (number int)")
        with psycopg.connect(url, autocommit=True) as connection:
            for number in range(200):
                connection.execute("INSERT INTO rows VALUES (%s)", [number])
            os.kill(server.pid, signal.SIGKILL)
        assert gone(server.pid)
        assert ask(server.start(), "SELECT count(*) FROM rows") == [(200,)]
    finally:
        server.stop()


def test_nobody_gets_in_without_the_password(home: Path) -> None:
    with running(home, durable=False) as server:
        address = server.url.replace(server.url.split(":")[2].split("@")[0], "haslo")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            ask(address, "SELECT 1")


def test_only_the_loopback_is_listened_on_and_no_socket_lies_about(home: Path) -> None:
    with running(home, durable=False) as server:
        assert ask(server.url, "SHOW listen_addresses") == [("127.0.0.1",)]
        assert ask(server.url, "SHOW unix_socket_directories") == [("",)]


def test_passwords_and_data_are_for_their_owner_only(home: Path) -> None:
    with running(home, durable=False) as server:
        assert (server.place / "password").stat().st_mode & 0o777 == 0o600
        assert server.data.stat().st_mode & 0o777 == 0o700


def test_a_second_server_on_the_same_data_is_refused_with_a_sentence(home: Path) -> None:
    with running(home, durable=False), pytest.raises(AlreadyRunningError, match="już inny uruchomiony system"):
        Server(home).start()


def test_a_taken_port_is_told_with_the_port(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PostgresError, match=f"porcie {port}"):
            Server(home, port=port, durable=False).start()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder not even root writes to")
def test_a_home_that_cannot_be_made_is_told_with_its_path() -> None:
    with pytest.raises(PostgresError, match="Nie można założyć katalogu danych /proc/ssoz"):
        Server(Path("/proc/ssoz")).start()


def test_an_initialisation_that_was_cut_short_is_begun_anew(home: Path) -> None:
    server = Server(home, durable=False)
    server.data.mkdir(parents=True)
    (server.data / "half").write_text("")
    try:
        assert ask(server.start(), "SELECT 1") == [(1,)]
    finally:
        server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_the_server_ends_when_its_launcher_is_killed(home: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from shared.postgres.server import Server;"
        f"server = Server(Path({str(home)!r}), durable=False); server.start();"
        "print(server.pid, flush=True); time.sleep(60)"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "src"}
    )
    assert launcher.stdout
    with launcher.stdout:
        pid = int(launcher.stdout.readline())
        launcher.kill()
        launcher.wait()
    assert gone(pid)


@only_root
def test_root_lends_the_server_an_account_of_its_own(home: Path) -> None:
    with running(home, durable=False) as server:
        assert Path(f"/proc/{server.pid}").stat().st_uid == choose().uid != 0


@only_root
def test_under_a_closed_home_the_data_go_where_the_account_can_reach_them(home: Path) -> None:
    home.chmod(0o700)
    server = Server(home / "ssoz", durable=False)
    try:
        assert ask(server.start(), "SELECT 1") == [(1,)]
        assert home not in server.place.parents
    finally:
        server.stop()
        server.erase()


@only_root
def test_programs_under_a_closed_home_are_copied_where_they_can_be_run(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Account, "can_read", lambda account, path: "site-packages" not in path.parts)
    server = Server(home, durable=False)
    server.common = home / "copies"
    try:
        assert ask(server.start(), "SELECT 1") == [(1,)]
        assert (home / "copies").as_posix() in Path(f"/proc/{server.pid}/cmdline").read_bytes().decode()
    finally:
        server.stop()


def test_pgbin_names_other_programs(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("PGBIN", "/opt/pg/bin")
    assert binaries.find(choose(), home) == Path("/opt/pg/bin")


def test_without_localedef_the_server_starts_and_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polish.shutil, "which", lambda *words, **more: None)
    server = Server(home, durable=False)
    server.common = home / "common"
    try:
        server.start()
        assert "localedef" in server.notices[0]
    finally:
        server.stop()


def test_a_free_port_is_free() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))


@pytest.mark.parametrize(("version", "provider"), [("15.18", False), ("17.2", True), ("18.6", True)])
def test_older_programs_are_given_a_locale_they_know(tmp_path: Path, version: str, provider: bool) -> None:
    program = tmp_path / "initdb"
    program.write_text(f"#!/bin/sh\necho 'initdb (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    assert ("--locale-provider=builtin" in locale_of(tmp_path)) is provider
