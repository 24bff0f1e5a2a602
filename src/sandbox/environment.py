# SPDX-License-Identifier: EUPL-1.2
"""What the sandbox is told from outside."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
SECRET = "sandbox-sekret-tylko-do-demonstracji-i-testow"  # noqa: S105  known to everybody, protects nobody real


class SandboxRefusedError(Exception):
    """The sandbox was started where real people's data are."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Where the sandbox lives, whom it knows and which site may ask it."""

    url: str
    home: Path
    people: Path
    database_url: str
    client_id: str
    client_secret: str
    client_url: str


def read(source: Mapping[str, str] = os.environ) -> Environment:
    """Read the environment; every variable has a value that fits `./ssoz demo`."""
    if source.get("SSOZ_MODE") == "production":
        raise SandboxRefusedError("Piaskownica logowania nie uruchamia się, gdy SSOZ_MODE=production.")
    home = Path(source.get("SSOZ_HOME") or ROOT / ".ssoz").expanduser().absolute()
    neighbour = source.get("DATABASE_URL") or "postgresql://ssoz@127.0.0.1:5432/ssoz"
    return Environment(
        url=source.get("SANDBOX_URL", "http://login.localhost:8001").rstrip("/"),
        home=home,
        people=Path(source.get("SANDBOX_PEOPLE") or home / "people.json"),
        database_url=source.get("SANDBOX_DATABASE_URL") or beside(neighbour),
        client_id=source.get("SSOZ_OIDC_CLIENT_ID", "ssoz"),
        client_secret=source.get("SSOZ_OIDC_CLIENT_SECRET", SECRET),
        client_url=source.get("SSOZ_URL", "http://ssoz.localhost:8000").rstrip("/"),
    )


def beside(database_url: str, name: str = "sandbox") -> str:
    """Return another database of the same server."""
    return urlunsplit(urlsplit(database_url)._replace(path=f"/{name}"))
