# SPDX-License-Identifier: EUPL-1.2
"""Sending messages to telephones."""

from sandbox.phone.models import Sms
from shared import clock


def send_sms(phone: str, sender: str, text: str) -> None:
    """Let a message arrive."""
    Sms.objects.create(phone=phone, sender=sender, text=text, sent_at=clock.now())
