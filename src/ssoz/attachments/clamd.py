# SPDX-License-Identifier: EUPL-1.2
"""Client of clamd: one file over INSTREAM. Anything but „OK” and „FOUND” is a failure."""

import re
import socket
from collections.abc import Iterator
from typing import IO
from urllib.parse import urlsplit

from ssoz.attachments.errors import ScanFailed

PATIENCE = 60.0
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
ANSWER = re.compile(r"^stream: (?:(?P<virus>.+) FOUND|OK)$")


def virus_in(content: IO[bytes], address: str) -> str:
    """Return the name of the virus, or nothing."""
    try:
        with _connected(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            try:
                for chunk in _chunks(content):
                    connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
                connection.sendall(b"\0\0\0\0")
            except (BrokenPipeError, ConnectionResetError):
                pass  # it has stopped reading and says why
            answer = _answer(connection)
    except OSError as error:
        raise ScanFailed(f"clamd: {error}") from error
    match = ANSWER.match(answer)
    if match is None:
        raise ScanFailed(f"clamd: {answer[:200] or 'no answer'}")
    return match["virus"] or ""


def _connected(address: str) -> socket.socket:
    """`unix:///run/clamav/clamd.ctl` or `tcp://host:3310`."""
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(PATIENCE)
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=PATIENCE)


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0\n").decode(errors="replace")
