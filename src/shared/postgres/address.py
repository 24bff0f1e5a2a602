# SPDX-License-Identifier: EUPL-1.2
"""A database's address: as Django wants it, as a server started beside it left it, of its neighbour."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

APPLICATION_ROLE = "ssoz_app"


PLANS_KEPT = {"prepare_threshold": 5}  # asked for the fifth time, a question is planned once for all
BOUND = {"server_side_binding": True}


def django_database(url: str, *, prepared: bool = False) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=…` → an entry of Django's DATABASES.

    The server reads and plans what `shared.postgres.questions` asks once a connection, not every time. `prepared` is
    for sites that ask the same few questions again and again: so it does whatever else they ask.
    """
    parts = urlsplit(url)
    return {
        "ENGINE": "shared.postgres.engine",
        "NAME": unquote(parts.path.lstrip("/")) or "ssoz",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {**PLANS_KEPT, **(BOUND if prepared else {}), **dict(parse_qsl(parts.query))},
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
