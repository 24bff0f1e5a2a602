# SPDX-License-Identifier: EUPL-1.2
"""Writing and sending. No permission is asked: only the system's own jobs come here."""

from collections.abc import Iterable, Mapping
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from shared import clock, events
from ssoz.notifications.enums import MessageKind
from ssoz.notifications.errors import DeliveryError
from ssoz.notifications.events import MessageWritten
from ssoz.notifications.models import Message

RULE = "-" * 60


@transaction.atomic
def write(*, kind: MessageKind, recipients: Iterable[str], context: Mapping[str, object]) -> list[Message]:
    """Write the message to each recipient once, in Polish and below it in English; jobs send it after the commit."""
    subject, polish = _rendered("pl", f"notifications/{kind.value}.txt", context)
    english_subject, english = _rendered("en", f"notifications/{kind.value}.en.txt", context)
    body = f"(English below)\n\n{polish}\n\n{RULE}\n{english_subject}\n\n{english}\n"
    messages = [
        Message.objects.create(kind=kind, recipient=recipient, subject=subject[:200], body=body)
        for recipient in dict.fromkeys(recipients)
        if recipient
    ]
    for message in messages:
        events.publish(MessageWritten(message.pk))
    return messages


def _rendered(language: str, template: str, context: Mapping[str, object]) -> tuple[str, str]:
    """The first line, which is the subject, and the rest."""
    with translation.override(language):
        text = render_to_string(template, {**context, "base_url": settings.BASE_URL})
    subject, _, body = text.strip().partition("\n")
    return subject, body.strip()


def send_again(*, message_id: int) -> None:
    """Try once more a message that was given up or waits long."""
    if Message.objects.filter(pk=message_id, sent_at=None).update(attempts=0):
        events.publish(MessageWritten(message_id))


def deliver(*, message_id: int) -> bool:
    """Send the message unless it was sent already; says whether it was sent now."""
    problem = None
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=message_id)
        if message.sent_at:
            return False
        message.attempts += 1
        try:
            EmailMessage(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.recipient]).send()
        except (SMTPException, OSError) as error:
            problem = error
            message.last_error = str(error)[:1000]
        else:
            message.sent_at = clock.now()
            message.last_error = ""
        message.save(update_fields=["attempts", "last_error", "sent_at"])
    if problem:
        raise DeliveryError(str(problem)) from problem
    return True


def forget_address(*, recipients: Iterable[str]) -> int:
    """Remove what was written to somebody who is forgotten; returns how many messages there were."""
    deleted, _each = Message.objects.filter(recipient__in=list(recipients)).delete()
    return deleted
