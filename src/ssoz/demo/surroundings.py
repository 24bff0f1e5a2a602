# SPDX-License-Identifier: EUPL-1.2
"""Where the demo lives and listens; whatever is wrong with the machine is told before anything starts."""

import os
from dataclasses import dataclass
from pathlib import Path

from shared.postgres.server import port_taken
from ssoz.demo.errors import DemoError

DEFAULT_PORT = 8000
HIGHEST_PORT = 65_500
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Surroundings:
    """A folder and four ports."""

    home: Path
    port: int = DEFAULT_PORT

    @property
    def login_port(self) -> int:
        return self.port + 1

    @property
    def account_port(self) -> int:
        return self.port + 2

    @property
    def mail_port(self) -> int:
        return self.port + 25

    @property
    def url(self) -> str:
        return f"http://ssoz.localhost:{self.port}"

    @property
    def account_url(self) -> str:
        return f"http://ueoz.localhost:{self.account_port}"

    def outside(self, host: str) -> str:
        """Address of one of the sandbox's hosts: login, pz, telefon, bank, poczta."""
        return f"http://{host}.localhost:{self.login_port}"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def mail(self) -> Path:
        return self.home / "mail"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def accounts_ready(self) -> Path:
        """Written by the account platform's web server once its tables are there."""
        return self.home / "ueoz.pid"

    @property
    def people(self) -> Path:
        return self.home / "people.json"

    @property
    def note(self) -> Path:
        """Where other commands find the database while the demo runs."""
        return self.home / "database-url"

    def environment(self, database_url: str) -> dict[str, str]:
        """What the children are told."""
        mail = f"smtp://{LOOPBACK}:{self.mail_port}"
        level = os.environ.get("SSOZ_LOG_LEVEL", "WARNING")
        return {
            "SSOZ_MODE": "demo",
            "SSOZ_HOME": str(self.home),
            "SSOZ_URL": self.url,
            "SSOZ_OIDC_ISSUER": self.account_url,
            "SSOZ_OIDC_BACKCHANNEL": f"http://{LOOPBACK}:{self.account_port}",
            "SSOZ_SMTP_URL": mail,
            "SSOZ_LOG_LEVEL": level,
            "UEOZ_URL": self.account_url,
            "UEOZ_HOME": str(self.home),
            "UEOZ_SMTP_URL": mail,
            "UEOZ_SSOZ_BACKCHANNEL": f"http://{LOOPBACK}:{self.port}",
            "UEOZ_LOG_LEVEL": level,
            "WK_PRESET": "sandbox",
            "SANDBOX_URL": self.outside("login"),
            "SANDBOX_PEOPLE": str(self.people),
            "SANDBOX_MAIL": str(self.mail),
            "SANDBOX_KEYS": str(self.keys),
            "DATABASE_URL": database_url,
            "PYTHONUNBUFFERED": "1",
        }


def default_home() -> Path:
    """Return SSOZ_HOME, else a hidden folder beside the source."""
    return Path(os.environ.get("SSOZ_HOME") or Path(__file__).resolve().parents[3] / ".ssoz")


def examine(home: Path, port: int) -> Surroundings:
    """Make the folders and see that the ports are free, or say what to do."""
    if not 1 <= port <= HIGHEST_PORT:
        raise DemoError(f"Numer portu musi być liczbą od 1 do {HIGHEST_PORT}.")
    if port < 1024 and os.geteuid() != 0:
        raise DemoError(f"Port {port} może otworzyć tylko administrator. Wybierz inny, np.: ./ssoz demo --port 8000")
    found = Surroundings(home.expanduser().absolute(), port)
    try:
        for folder in (found.home, found.logs, found.mail):
            folder.mkdir(parents=True, exist_ok=True)
        probe = found.home / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise DemoError(
            f"Nie można zapisywać w katalogu {found.home} ({error.strerror}). "
            "Wskaż inny, np.: SSOZ_HOME=/tmp/ssoz ./ssoz demo"
        ) from error
    for taken in (found.port, found.login_port, found.account_port, found.mail_port):
        if port_taken(taken):
            raise DemoError(
                f"Port {taken} jest zajęty przez inny program (może to już uruchomiona demonstracja). "
                f"Zatrzymaj go albo wybierz inny port: ./ssoz demo --port {port + 100}"
            )
    return found
