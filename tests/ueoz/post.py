# SPDX-License-Identifier: EUPL-1.2
"""A real SMTP server on the loopback that keeps letters."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LINK = re.compile(r"https?://[^/\s]+(/potwierdzenie/\S+)")


class Sink:
    """Takes letters while the block runs."""

    def __init__(self, port: int) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.controller = Controller(self, hostname="127.0.0.1", port=port)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    def links(self) -> list[str]:
        """The addresses of links in all letters, each once, in the order they came."""
        found = [match for letter in self.letters for match in LINK.findall(letter.get_content())]
        return list(dict.fromkeys(found))

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.controller.stop()
