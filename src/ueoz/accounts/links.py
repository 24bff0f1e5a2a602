# SPDX-License-Identifier: EUPL-1.2
"""Links in letters: signed, so that nothing secret has to be kept; the row says whether it was opened."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from ueoz.accounts.errors import LinkRefused
from ueoz.accounts.models import Verification

SALT = "ueoz.accounts.links"


def token_of(link: Verification) -> str:
    """What stands in the address of the link."""
    return Signer(salt=SALT).sign(link.public_id.hex)


def address_of(link: Verification) -> str:
    """The whole address, as it stands in the letter."""
    return settings.BASE_URL + reverse("accounts:confirm", args=[token_of(link)])


def named_by(token: str) -> UUID:
    """Which link the token stands for; refuses those we did not sign."""
    try:
        return UUID(hex=Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError) as error:
        raise LinkRefused from error
