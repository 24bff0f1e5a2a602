# SPDX-License-Identifier: EUPL-1.2
"""The mail server's address, as Django wants it."""

from urllib.parse import unquote, urlsplit


def django_mail(url: str) -> dict[str, object]:
    """`smtp://user:password@host:port`, `smtps://…` or `smtp+starttls://…` → Django's EMAIL_* settings."""
    parts = urlsplit(url)
    default_port = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}[parts.scheme]
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or default_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 10,
    }
