# SPDX-License-Identifier: EUPL-1.2
"""Which event asks for which job: the one page where lower layers reach upper ones."""

from shared.events import subscribe
from ssoz.jobs import tasks
from ssoz.notifications.events import MessageWritten


def connect() -> None:
    """Begin to listen; called once the apps are ready."""
    subscribe(MessageWritten, send_message)


def send_message(event: MessageWritten) -> None:
    tasks.send_message.defer(message_id=event.message_id)
