# SPDX-License-Identifier: EUPL-1.2
"""What the sandbox is told from outside."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SECRET = "sandbox-sekret-tylko-do-demonstracji-i-testow"  # noqa: S105  known to everybody, protects nobody real
HOSTS = ("login", "pz", "telefon", "bank", "poczta")


class SandboxRefusedError(Exception):
    """The sandbox was started where real people's data are."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Where the sandbox lives, whom it knows and which sites may ask it."""

    url: str
    home: Path
    people: Path
    citizens: Path
    mail: Path
    keys: Path
    smtp_url: str
    database_url: str
    ueoz_url: str
    issuer: str
    service: str
    service_name: str
    client_url: str

    def site(self, name: str) -> str:
        """Address of another of the sandbox's hosts: same port, first word changed."""
        parts = urlsplit(self.url)
        port = f":{parts.port}" if parts.port else ""
        return urlunsplit((parts.scheme, f"{name}.{self.domain}{port}", "", "", ""))

    @property
    def domain(self) -> str:
        """What the hosts have in common."""
        host = urlsplit(self.url).hostname or ""
        return host.removeprefix("login.") if host.startswith("login.") else "localhost"


def read(source: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment; every variable has a value that fits `./ssoz demo`."""
    for name in ("SSOZ_MODE", "UEOZ_MODE"):
        if source.get(name) == "production":
            raise SandboxRefusedError(f"Piaskownica nie uruchamia się, gdy {name}=production.")
    home = Path(source.get("SSOZ_HOME") or ROOT / ".ssoz").expanduser().absolute()
    neighbour = source.get("DATABASE_URL") or "postgresql://ssoz@127.0.0.1:5432/ssoz"
    return Environment(
        url=source.get("SANDBOX_URL", "http://login.localhost:8001").rstrip("/"),
        home=home,
        people=Path(source.get("SANDBOX_PEOPLE") or home / "people.json"),
        citizens=Path(source.get("SANDBOX_CITIZENS") or ROOT / "seeds" / "sandbox" / "citizens.json"),
        mail=Path(source.get("SANDBOX_MAIL") or home / "mail"),
        keys=Path(source.get("SANDBOX_KEYS") or home / "keys"),
        smtp_url=source.get("SANDBOX_SMTP_URL") or source.get("SSOZ_SMTP_URL") or "smtp://127.0.0.1:8025",
        database_url=source.get("SANDBOX_DATABASE_URL") or beside(neighbour),
        ueoz_url=source.get("UEOZ_URL", "http://ueoz.localhost:8002").rstrip("/"),
        issuer=source.get("WK_ENTITY_ID") or "sandbox.wk",
        service=source.get("WK_ISSUER") or "ueoz",
        service_name=source.get("WK_PROVIDER_NAME") or "UEOZ",
        client_url=source.get("SSOZ_URL", "http://ssoz.localhost:8000").rstrip("/"),
    )


def current() -> Environment:
    """What the settings were made from; a test may change it."""
    return cast(Environment, settings.ENVIRONMENT)


def beside(database_url: str, name: str = "sandbox") -> str:
    """Return another database of the same server."""
    return urlunsplit(urlsplit(database_url)._replace(path=f"/{name}"))
