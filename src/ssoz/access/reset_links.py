# SPDX-License-Identifier: EUPL-1.2
"""Links to a new password: signed, for an hour, void once the password has changed or another link was sent."""

from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import constant_time_compare, salted_hmac

from ssoz.access.enums import LocalState
from ssoz.access.models import LocalAccount

SALT = "ssoz.access.reset_links"
LASTS = 3600


def token_of(account: LocalAccount) -> str:
    """What stands in the address of the link."""
    return TimestampSigner(salt=SALT).sign(f"{account.public_id.hex}.{_mark(account)}")


def account_of(token: str) -> LocalAccount | None:
    """The active account a link was made for, if it has not been used, replaced or forgotten."""
    try:
        name, _, mark = TimestampSigner(salt=SALT).unsign(token, max_age=LASTS).partition(".")
        account = LocalAccount.objects.filter(public_id=UUID(hex=name), state=LocalState.ACTIVE).first()
    except (BadSignature, ValueError):
        return None
    return account if account is not None and constant_time_compare(mark, _mark(account)) else None


def _mark(account: LocalAccount) -> str:
    """Of the password and the moment of the letter: either changes, and the link is void. Shows neither."""
    return salted_hmac(SALT, f"{account.password} {account.letter_at}", algorithm="sha256").hexdigest()[:32]
