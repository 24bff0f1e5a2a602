# SPDX-License-Identifier: EUPL-1.2
"""A database's address: as Django wants it, as a server started beside it left it, of its neighbour."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

APPLICATION_ROLE = "ssoz_app"


PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def django_database(url: str, *, prepared: bool = False) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=…` → an entry of Django's DATABASES.

    `prepared` is for sites that ask the same few questions again and again: the server reads and plans each of them
    once a connection, not every time.
    """
    parts = urlsplit(url)
    return {
        "ENGINE": "shared.postgres.engine",
        "NAME": unquote(parts.path.lstrip("/")) or "ssoz",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {**(PREPARED if prepared else {}), **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def beside(url: str, name: str) -> str:
    """Return another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def embedded_database(home: Path) -> str:
    """Return the address the embedded server left for commands run beside it, else an address nobody answers."""
    note = home / "database-url"
    try:
        return note.read_text(encoding="utf-8").strip()
    except OSError:
        return "postgresql://ssoz@127.0.0.1:5432/ssoz"
