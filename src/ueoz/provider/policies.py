# SPDX-License-Identifier: EUPL-1.2
"""What a client may look like, whoever adds it."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ueoz.provider.errors import BadAddress, BadClientId, NoAddress

CLIENT_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def check_client_id(client_id: str) -> None:
    """Refuse an identifier that would have to be escaped somewhere."""
    if not CLIENT_ID.fullmatch(client_id) or client_id == "nowy":
        raise BadClientId


def check_addresses(redirect: list[str], others: list[str], *, only_https: bool) -> None:
    """Refuse what could lead people or tokens astray; addresses are compared to the letter later."""
    if not redirect:
        raise NoAddress
    for address in [*redirect, *others]:
        reason = _reason(address, only_https=only_https)
        if reason:
            raise BadAddress(address, reason)


def _reason(address: str, *, only_https: bool) -> str:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  reading it is the check
    except ValueError:
        return _("nie jest adresem")
    if parts.scheme not in ({"https"} if only_https else {"https", "http"}) or not parts.hostname:
        return _("musi zaczynać się od https://")
    if "@" in parts.netloc or "#" in address or "*" in address or "\\" in address:
        return _("nie może zawierać nazwy użytkownika, „#”, „*” ani „\\”")
    if len(address) > 500 or not address.isascii() or not address.isprintable() or " " in address:
        return _("może mieć do 500 zwykłych znaków")
    return ""
