# SPDX-License-Identifier: EUPL-1.2
"""The demo from the first process to the last: database, tables, pages, country, and all of it ended cleanly."""

import os
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shared.postgres.server import Server
from ssoz.demo.errors import DemoError
from ssoz.demo.supervisor import Child, Supervisor
from ssoz.demo.surroundings import LOOPBACK, Surroundings, examine

PYTHON = sys.executable
UEOZ = {"DJANGO_SETTINGS_MODULE": "ueoz.conf.settings"}
TWO_WORKERS = ("--workers", "2")
ONE_WORKER = ("--workers", "1", "--threads", "4")  # the sites beside: quick enough for one person, half the memory
LEFT_BEHIND = ("static", "static-ueoz", "files", "data-sets")

LEGACY_ACCOUNTS = (  # as in seeds/demo/ssoz1.csv, which holds only their hashes
    ("Halina Wrona", "hwrona", "Dawne-haslo-Halina-1", "Trzy role z SSOZ I"),
    ("Halina Wrona", "hwrona-karty", "Dawne-haslo-Halina-2", "Drugie konto dodaje rolę do tego samego profilu"),
    ("Marek Sowa", "msowa", "Dawne-haslo-Marek-1", "Obserwator"),
    ("Ewa Nowacka", "ekowalik", "Dawne-haslo-Ewa-1", "Nazwisko się zmieniło, zgadza się adres e-mail"),
    ("Paweł Lis", "plis", "Dawne-haslo-Pawel-1", "Konto zbyt stare, aby je przenieść"),
)


class Show:
    """One run of the demo."""

    def __init__(self, console: Console, *, home: Path, port: int) -> None:
        self.console = console
        self.home = home
        self.port = port
        self.supervisor = Supervisor()
        self.server: Server | None = None
        self.place: Surroundings | None = None

    def run(self, *, fresh: bool) -> None:
        """Start everything, then stay until interrupted."""
        begun = time.monotonic()
        place = self.place = examine(self.home, self.port)
        if fresh:
            self.begin_anew(place)
        with self.telling("Baza danych"):
            url = self.database(place)
        environment = place.environment(url)
        os.environ.update(environment)
        place.accounts_ready.unlink(missing_ok=True)
        make_keys(place.keys)
        pages, *others = processes(place, self.server.application_url if self.server else url)
        with self.telling("Tabele i strona"):
            self.supervisor.start(pages)
            make_tables()
            self.supervisor.wait_for_ports(place.port)
        for child in others:
            self.supervisor.start(child)
        self.console.print(f"\n  Strona działa: [bold]{place.url}[/bold]   ({time.monotonic() - begun:.0f} s)\n")
        self.build(place)
        with self.telling("Logowanie i konta"):
            self.supervisor.wait_for_ports(place.login_port, place.account_port, place.mail_port)
            self.supervisor.wait_for_errands()
        self.farewell(place)
        self.supervisor.watch()

    def stop(self) -> None:
        """End all processes, the database last."""
        self.supervisor.stop()
        if self.server:
            self.server.stop()
        if self.place:
            self.place.note.unlink(missing_ok=True)

    def begin_anew(self, place: Surroundings) -> None:
        """Forget what an earlier demo left."""
        if "DATABASE_URL" in os.environ:
            raise DemoError(
                "--fresh nie usuwa danych z bazy wskazanej w DATABASE_URL. Opróżnij ją i uruchom bez --fresh."
            )
        Server(place.home).erase()
        for folder in (place.mail, place.keys, *(place.home / name for name in LEFT_BEHIND)):
            shutil.rmtree(folder, ignore_errors=True)
        place.people.unlink(missing_ok=True)
        examine(self.home, self.port)

    def database(self, place: Surroundings) -> str:
        """Start the embedded server, unless DATABASE_URL names one, and leave a note for other commands."""
        named = os.environ.get("DATABASE_URL")
        if named:
            return named
        self.server = Server(place.home)
        url = self.server.start()
        for notice in self.server.notices:
            self.console.print(f"  Uwaga: {notice}", style="yellow")
        place.note.touch(mode=0o600)
        place.note.write_text(url + "\n", encoding="utf-8")
        return url

    def build(self, place: Surroundings) -> None:
        """Build the country, or the rest of it; the pages work meanwhile."""
        from ssoz.demo.building import ACCOUNTS, builders

        with self.console.status("Kraj przykładowy …") as status:
            for title in builders(place):
                self.supervisor.check()
                if title == ACCOUNTS:
                    self.supervisor.start(accounts(place))
                status.update(f"Kraj przykładowy: {title} …")

    def farewell(self, place: Surroundings) -> None:
        """Tell where to go and as whom."""
        from ssoz.demo.building import featured, newcomers

        title = "„Zaloguj się przez login.gov.pl”, potem „Osoby demonstracyjne”: jeden klik"
        table = Table("Osoba", "Rola i jednostka", "Co wypróbować", title=title, title_justify="left")
        for person in featured(place):
            table.add_row(person["name"], f"{person['role']}\n[dim]{person['unit']}[/dim]", person["hint"])
        self.console.print(table)
        title = "\nNowe osoby: „Zaloguj się przez login.gov.pl”, potem „Profil zaufany”; kod z SMS pokaże telefon"
        table = Table("Osoba", "Profil zaufany", "PESEL i telefon", "Co wypróbować", title=title, title_justify="left")
        for person in newcomers():
            known = "\n".join(filter(None, (person.get("user_name"), person.get("password")))) or "jeszcze nie ma"
            table.add_row(person["name"], known, f"{person['pesel']}\n{person['phone']}", person["hint"])
        self.console.print(table)
        title = "\nKonta SSOZ I nowych osób: „Przenoszę uprawnienia z SSOZ I” na ekranie startowym albo w „Moje konto”"
        table = Table("Osoba", "Login", "Hasło", "Co wypróbować", title=title, title_justify="left")
        for row in LEGACY_ACCOUNTS:
            table.add_row(*row)
        self.console.print(table)
        self.console.print(f"\n  Adres:    [bold]{place.url}[/bold]")
        self.console.print(f"  Telefon:  {place.outside('telefon')}   (kody SMS, mObywatel, e-Dowód)")
        self.console.print(f"  Poczta:   {place.outside('poczta')}   (pliki .eml w {place.mail})")
        self.console.print(f"  UEOZ:     {place.account_url}")
        self.console.print(f"  Logi:     {place.logs}")
        self.console.print("  Ctrl-C zatrzymuje wszystko.\n")

    @contextmanager
    def telling(self, title: str) -> Iterator[None]:
        """Show that something goes on, then how long it took."""
        begun = time.monotonic()
        with self.console.status(f"{title} …"):
            yield
        self.console.print(f"  ✓ {title} ({time.monotonic() - begun:.1f} s)", style="green")


def make_keys(folder: Path) -> None:
    """Let the node and the account platform have what they sign and encrypt with."""
    from shared.keys import make

    make(folder)


def make_tables() -> None:
    """Bring the database to this version of the program."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ssoz.conf.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    from ssoz.demo.building import follow_port

    follow_port()


def processes(place: Surroundings, database: str) -> Iterator[Child]:
    """Everything that runs beside the database, the pages first."""
    pages = _web("strona", "ssoz.conf", place.port, place.logs, "collectstatic", *TWO_WORKERS)
    yield replace(pages, environment={**pages.environment, "DATABASE_URL": database})
    words = ("prepare,collectstatic", *ONE_WORKER, "--pid", str(place.accounts_ready))
    yield _web("konta", "ueoz.conf", place.account_port, place.logs, *words)
    yield _web("logowanie", "sandbox", place.login_port, place.logs, "prepare", *ONE_WORKER)
    mailbox = [PYTHON, "-m", "sandbox.mailbox", str(place.mail_port), str(place.mail)]
    yield Child("poczta", mailbox, place.logs / "mail.log", place.mail_port)
    yield Child("zadania", [PYTHON, "-m", "ssoz.jobs"], place.logs / "jobs.log", environment={"DATABASE_URL": database})
    worker = _when_ready(place, [PYTHON, "-m", "ueoz.jobs"])
    yield Child("zadania kont", worker, place.logs / "ueoz-jobs.log", environment=UEOZ)


def accounts(place: Surroundings) -> Child:
    """The errand that makes the people of the demo known to the account platform, and what e-PLOZ knew before it."""
    from ssoz.demo.building import EPLOZ

    words = [("take_in", str(place.people))] + [("import_eploz", str(EPLOZ))] * EPLOZ.exists()
    command = _when_ready(place, *([PYTHON, "-m", "django", *one] for one in words))
    return Child("ludzie w kontach", command, place.logs / "ueoz-people.log", environment=UEOZ, is_errand=True)


def _when_ready(place: Surroundings, *commands: list[str]) -> list[str]:
    """One command after another, as soon as the account platform has its tables; the last takes the shell's place."""
    *first, last = map(shlex.join, commands)
    waiting = f"until [ -e {shlex.quote(str(place.accounts_ready))} ]; do sleep 0.2; done"
    return ["/bin/sh", "-c", " && ".join([waiting, *first, f"exec {last}"])]


def _web(name: str, site: str, port: int, logs: Path, *words: str) -> Child:
    first, *workers = words
    command = [PYTHON, "-m", "ssoz.demo.pages", first, f"{site}.wsgi:application", "--bind", f"{LOOPBACK}:{port}"]
    command += [*workers, "--preload", "--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"]
    log = logs / f"{site.partition('.')[0]}.log"
    return Child(name, command, log, port, {"DJANGO_SETTINGS_MODULE": f"{site}.settings"})
