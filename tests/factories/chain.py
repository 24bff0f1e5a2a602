# SPDX-License-Identifier: EUPL-1.2
"""The whole chain as processes: SSOZ, the account platform with its worker, the outside world, a mail server.

Each under a host of its own, as people meet them. SSOZ stands on the database of the tests, so a test can look and
change what it sees; the other two have databases beside it.
"""

import json
import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from shared.postgres.address import beside, django_database
from ssoz.demo.show import make_keys
from ssoz.demo.supervisor import Child, Supervisor
from ssoz.demo.surroundings import LOOPBACK, Surroundings
from tests.factories.ports import OFFSETS, quiet_port

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds" / "sandbox"
EPLOZ = SEEDS / "eploz.csv"
CITIZENS: dict[str, dict[str, str]] = {
    row["given_name"]: row for row in json.loads((SEEDS / "citizens.json").read_text(encoding="utf-8"))
}
UEOZ = "tests.factories.sites.ueoz"


@dataclass(frozen=True)
class Chain:
    """The running sites: where they answer and what they leave behind."""

    place: Surroundings
    environment: dict[str, str]

    @property
    def url(self) -> str:
        return self.place.url

    @property
    def account_url(self) -> str:
        return self.place.account_url

    def outside(self, host: str) -> str:
        return self.place.outside(host)

    def codes(self) -> set[str]:
        """Every code that came by SMS or by letter so far."""
        with psycopg.connect(self.environment["SANDBOX_DATABASE_URL"]) as sandbox:
            texts = [row[0] for row in sandbox.execute("SELECT text FROM phone_sms").fetchall()]
        return set(re.findall(r"\b\d{8}\b", "\n".join([*texts, *self._letters()])))

    def links(self) -> set[str]:
        """What stands last in the address of every link that came by letter so far: it opens something, once."""
        return set(re.findall(r"https?://\S+/([^/\s]{20,})/", "\n".join(self._letters())))

    def _letters(self) -> list[str]:
        letters = (message_from_bytes(path.read_bytes()) for path in self.place.mail.glob("*.eml"))
        parts = (part.get_payload(decode=True) for letter in letters for part in letter.walk())
        return [part.decode(errors="replace") for part in parts if isinstance(part, bytes)]

    def logs(self) -> str:
        """Everything that any of the processes has said."""
        return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in self.place.logs.glob("*.log"))


@contextmanager
def running_chain(home: Path, database_url: str, people: Iterable[dict[str, Any]], **settings: str) -> Iterator[Chain]:
    """All of it, ready; `settings` are environment variables besides the usual."""
    place = Surroundings(home, quiet_port())
    for folder in (place.logs, place.mail):
        folder.mkdir()
    make_keys(place.keys)
    place.people.write_text(json.dumps(list(people)), encoding="utf-8")
    neighbours = {name: beside(database_url, f"{name}_{os.getpid()}_{place.port}") for name in ("ueoz", "sandbox")}
    environment = {
        **place.environment(database_url),
        "SSOZ_LOG_LEVEL": "INFO",
        "UEOZ_LOG_LEVEL": "INFO",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "UEOZ_DATABASE_URL": neighbours["ueoz"],
        "SANDBOX_DATABASE_URL": neighbours["sandbox"],
        **settings,
    }
    supervisor = Supervisor()
    try:
        for child in processes(place, environment):
            supervisor.start(child)
        supervisor.wait_for_ports(*(place.port + offset for offset in OFFSETS))
        yield Chain(place, environment)
    finally:
        supervisor.stop()
        for url in neighbours.values():
            drop_database(url)


def processes(place: Surroundings, environment: dict[str, str]) -> Iterator[Child]:
    """The five processes; the account platform's worker waits until its web server has made the tables."""

    def python(name: str, settings: str, port: int, *words: str) -> Child:
        own = {**environment, "DJANGO_SETTINGS_MODULE": settings}
        return Child(name, [sys.executable, "-m", *words], place.logs / f"{name}.log", port, own)

    def site(name: str, settings: str, port: int, first: str, *words: str) -> Child:
        module = settings.replace("tests.factories.sites.", "").replace(".settings", "")
        wsgi = f"{module}.wsgi" if module == "sandbox" else f"{module}.conf.wsgi"
        listening = ("--bind", f"{LOOPBACK}:{port}", "--threads", "4", "--preload", "--no-control-socket")
        return python(name, settings, port, "ssoz.demo.pages", first, f"{wsgi}:application", *listening, *words)

    known = f"prepare,take_in={place.people}" + (f",import_eploz={EPLOZ}" if EPLOZ.exists() else "")
    yield site("ueoz", UEOZ, place.account_port, known, "--pid", str(place.accounts_ready))
    yield site("sandbox", "sandbox.settings", place.login_port, "prepare")
    yield site("ssoz", "tests.factories.sites.ssoz", place.port, "check")
    yield python("mail", "sandbox.settings", place.mail_port, "sandbox.mailbox", str(place.mail_port), str(place.mail))
    worker = python("jobs", UEOZ, 0, "ueoz.jobs")
    waiting = f"until [ -e {shlex.quote(str(place.accounts_ready))} ]; do sleep 0.1; done"
    worker.command = ["/bin/sh", "-c", f"{waiting}; exec {shlex.join(worker.command)}"]
    yield worker


def drop_database(url: str) -> None:
    """Leave nothing behind on a server that was there before."""
    name = str(django_database(url)["NAME"])
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
