# SPDX-License-Identifier: EUPL-1.2
"""A database's address, as Django wants it."""

from urllib.parse import parse_qsl, unquote, urlsplit


def django_database(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?sslmode=…` → an entry of Django's DATABASES."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "ssoz",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
