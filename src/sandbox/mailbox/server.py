# SPDX-License-Identifier: EUPL-1.2
"""A mail server that delivers nothing: each message becomes an .eml file."""

import asyncio
import signal
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 10 * 1024 * 1024


class Keeper:
    """Writes messages down in the order they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = len(list(folder.glob("*.eml")))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep one message, whole or not at all."""
        self.count += 1
        name = f"{self.count:06}-{datetime.now(UTC):%Y%m%dT%H%M%S}.eml"
        unfinished = self.folder / f".{name}"
        delivered = "".join(f"Delivered-To: {address}\r\n" for address in envelope.rcpt_tos)
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        unfinished.write_bytes(delivered.encode() + content)
        unfinished.rename(self.folder / name)
        return "250 OK"


async def serve(port: int, folder: Path) -> None:
    """Take messages until told to stop."""
    folder.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, told.set)
    server = await loop.create_server(
        lambda: SMTP(keeper, data_size_limit=LARGEST, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    await told.wait()
    server.close()
