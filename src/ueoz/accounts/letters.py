# SPDX-License-Identifier: EUPL-1.2
"""Letters, in Polish and in English below each other: what language a reader prefers is not known yet."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from shared import clock
from ueoz.accounts import links
from ueoz.accounts.models import Account, Verification


class DeliveryError(Exception):
    """The mail server did not take the letter; it will be tried again."""


def send_link(verification_id: int) -> bool:
    """Send a link to its address, unless that was done or the link is of no use any more."""
    with transaction.atomic():
        link = Verification.objects.select_for_update(of=("self",)).select_related("account").get(pk=verification_id)
        if link.sent_at or link.used_at or link.dropped_at or link.expires_at <= clock.now():
            return False
        _send("link", link.email, address=links.address_of(link), until=timezone.localtime(link.expires_at))
        link.sent_at = clock.now()
        link.save(update_fields=["sent_at"])
    return True


def tell_old_address(account_id: int, old_address: str) -> None:
    """Tell the address that was left that it was left: whoever did it may not be its owner."""
    if Account.objects.filter(pk=account_id).exists():
        _send("changed", old_address, at=timezone.localtime(clock.now()))


def _send(name: str, recipient: str, **values: object) -> None:
    parts = []
    for language in ("pl", "en"):
        with translation.override(language):
            text = render_to_string(f"accounts/letters/{name}.{language}.txt", {**values, "site": settings.BASE_URL})
            parts.append(text.strip().partition("\n"))
    subject = " / ".join(part[0] for part in parts)
    body = "\n\n— — —\n\n".join(part[2].strip() for part in parts) + "\n"
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [recipient]).send()
    except (SMTPException, OSError) as error:
        raise DeliveryError(str(error)) from error
