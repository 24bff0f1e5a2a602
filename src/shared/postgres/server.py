# SPDX-License-Identifier: EUPL-1.2
"""Starts and stops a PostgreSQL of one's own: no administrator, no installation, no open door.

It listens on the loopback only, asks for a password (SCRAM) and dies with whoever started it.
"""

import ctypes
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from shared.postgres import account, binaries, polish
from shared.postgres.address import APPLICATION_ROLE

ROLE = "ssoz"
DATABASE = "ssoz"
SHARED_PLACE = Path("/var/lib/ssoz")
START_LIMIT = 30.0
STOP_LIMIT = 20.0
HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class PostgresError(Exception):
    """The server cannot be started; the text is a Polish sentence that says what to do."""


class AlreadyRunningError(PostgresError):
    """Another process serves this data."""


class Server:
    """One cluster below `home`; `durable=False` trades safety for speed and is for tests."""

    def __init__(self, home: Path, *, port: int = 0, durable: bool = True) -> None:
        self.account = account.choose()
        self.place = self._readable(home.absolute())
        self.common = SHARED_PLACE if self.account.lent else _cache()
        self.data = self.place / "data"
        self.port = port
        self.durable = durable
        self.notices: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the database, password included."""
        password = (self.place / "password").read_text(encoding="ascii").strip()
        return f"postgresql://{ROLE}:{quote(password)}@127.0.0.1:{self.port}/{DATABASE}"

    @property
    def application_url(self) -> str:
        """The same database in the role the application works in, which owns nothing."""
        password = self._secret("password-application").read_text(encoding="ascii").strip()
        return f"postgresql://{APPLICATION_ROLE}:{quote(password)}@127.0.0.1:{self.port}/{DATABASE}"

    @property
    def pid(self) -> int:
        """The process to watch; 0 before the start."""
        return self._process.pid if self._process else 0

    def start(self) -> str:
        """Start, wait until it answers, make the database; returns its address. Call from the main thread."""
        self.alive()  # buries a server that was killed: its number must not look taken
        try:
            self.place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PostgresError(f"Nie można założyć katalogu danych {self.place}: {error.strerror}.") from error
        self._refuse_if_served()
        if self._process is not None:  # one of ours that was killed: until it is buried its number counts as alive
            self._process.wait(STOP_LIMIT)
        programs = binaries.find(self.account, self.common)
        if not self._speaks_polish():
            self.notices.append("Brak polecenia localedef: sortowanie nie uwzględni polskich liter (pakiet „locales”).")
        if not (self.data / "PG_VERSION").exists():
            self._initialise(programs)
        self._launch(programs)
        self._create_database()
        return self.url

    def stop(self) -> None:
        """Stop cleanly; open connections are cut."""
        if self._process is None:
            return
        for wish, patience in ((signal.SIGINT, STOP_LIMIT), (signal.SIGQUIT, STOP_LIMIT), (signal.SIGKILL, None)):
            if self._process.poll() is None:
                self._process.send_signal(wish)
                try:
                    self._process.wait(patience)
                except subprocess.TimeoutExpired:
                    continue
            break
        self._process = None

    def alive(self) -> bool:
        """Whether the started server still runs."""
        return self._process is not None and self._process.poll() is None

    def erase(self) -> None:
        """Forget all data of this cluster."""
        self._refuse_if_served()
        shutil.rmtree(self.place, ignore_errors=True)

    def _speaks_polish(self) -> bool:
        """Compile the locale where all clusters of this account find it, else beside the data."""
        try:
            return polish.compile_locale(self.common / "locale")
        except OSError:
            self.common = self.place
            return polish.compile_locale(self.common / "locale")

    def _readable(self, home: Path) -> Path:
        """Return `home`, or for root a place the lent account can reach (a 0700 home hides ours)."""
        existing = next(step for step in (home, *home.parents) if step.exists())
        if self.account.can_read(existing) or not self.account.lent:
            return home
        return SHARED_PLACE / hashlib.sha256(bytes(home)).hexdigest()[:16]

    def _refuse_if_served(self) -> None:
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="ascii").split()[0])
            os.kill(pid, 0)
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return
        if b"postgres" in words and bytes(self.data) in words:
            raise AlreadyRunningError(
                f"Dane w katalogu {self.place} obsługuje już inny uruchomiony system (proces {pid})."
            )

    def _initialise(self, programs: Path) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # an initialisation that was cut short
        self.data.mkdir(mode=0o700)
        (self.place / "password").unlink(missing_ok=True)
        password = self._secret("password")
        self.account.take(self.data)
        command = [programs / "initdb", "-D", self.data, "-U", ROLE, "-A", "scram-sha-256", f"--pwfile={password}"]
        command += ["-E", "UTF8", *binaries.locale_of(programs)]
        command += [] if self.durable else ["--no-sync"]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **self.account.popen())  # type: ignore[call-overload]  # noqa: S603  keywords of Popen
        if done.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise PostgresError(f"Nie udało się założyć bazy danych w {self.place}: {done.stderr.strip()}")

    def _launch(self, programs: Path) -> None:
        """Start; after kill -9 the remains of the old server can hold its data for seconds, so try again."""
        end = time.monotonic() + START_LIMIT
        while True:
            self.port = self.port or free_port()
            self._spawn(programs)
            while self.alive() and time.monotonic() < end:
                if self._answers():
                    return
                time.sleep(0.01)
            if time.monotonic() > end or (port_taken(self.port) and not self._held_by_the_dead()):
                self.stop()
                raise PostgresError(f"PostgreSQL nie wystartował na porcie {self.port}: {self._last_words()}")
            time.sleep(0.2)

    def _spawn(self, programs: Path) -> None:
        options = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
        options += [] if self.durable else HASTE
        command = [
            str(programs / "postgres"),
            "-D",
            str(self.data),
            *(word for each in options for word in ("-c", each)),
        ]
        with (self.place / "log").open("ab") as log:
            self._process = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603  keywords of Popen; fixed words
                command,
                cwd="/",
                env={**os.environ, "LOCPATH": str(self.common / "locale"), "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  called from the main thread, before others start
                **self.account.popen(),
            )

    def _answers(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="ascii").split("\n")
        except OSError:
            return False
        return lines[0] == str(self.pid) and len(lines) > 7 and lines[7].strip() == "ready"

    def _held_by_the_dead(self) -> bool:
        """Whether the complaint was of the data, not of the port: children of a killed server linger on both."""
        return "running in data directory" in self._last_words()

    def _last_words(self) -> str:
        lines = (self.place / "log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1] if lines else "serwer nic nie zapisał w dzienniku"

    def _create_database(self) -> None:
        import psycopg

        with psycopg.connect(self.url.removesuffix(DATABASE) + "postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION_ROLE]).fetchone():
                password = self._secret("password-application").read_text(encoding="ascii").strip()
                connection.execute(f"CREATE ROLE {APPLICATION_ROLE} LOGIN PASSWORD '{password}'")

    def _secret(self, name: str) -> Path:
        """A file with a password, for this account only; made when it is first asked for."""
        path = self.place / name
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(24) + "\n", encoding="ascii")
            self.account.take(path)
        return path


@contextmanager
def running(home: Path, *, port: int = 0, durable: bool = True) -> Iterator[Server]:
    """A server for the length of a block."""
    server = Server(home, port=port, durable=durable)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "ssoz"


def free_port() -> int:
    """Return a port of the loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_taken(port: int) -> bool:
    """Whether somebody listens on this port of the loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _die_with_parent() -> None:
    """Ask Linux for a clean stop of the server when its launcher is gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)
