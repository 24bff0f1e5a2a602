# SPDX-License-Identifier: EUPL-1.2
"""Reading what the mail server wrote down."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

NAME = re.compile(r"[0-9]{6,}-[0-9TZ]+")
MOST = 2000  # letters looked at, the newest


@dataclass(frozen=True)
class Attachment:
    """What came with a letter."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True)
class Letter:
    """One message."""

    name: str
    sender: str
    to: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    text: str
    has_html: bool
    attachments: tuple[Attachment, ...]


def letters(folder: Path) -> Iterator[Letter]:
    """Everything kept, the newest first."""
    for path in sorted(folder.glob("*.eml"), reverse=True)[:MOST]:
        yield _letter(path)


def letters_to(folder: Path, address: str) -> list[Letter]:
    """What came to an address."""
    wanted = address.strip().casefold()
    return [letter for letter in letters(folder) if wanted in letter.to]


def addresses(folder: Path) -> list[tuple[str, int]]:
    """Who has mail, and how much of it; whoever got some last comes first."""
    return list(Counter(address for letter in letters(folder) for address in letter.to).items())


def letter(folder: Path, name: str) -> Letter | None:
    """One letter by the name of its file."""
    path = folder / f"{name}.eml"
    return _letter(path) if NAME.fullmatch(name) and path.is_file() else None


@lru_cache(maxsize=MOST)
def _letter(path: Path) -> Letter:
    """Read a letter; once written it does not change."""
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(("plain",))
    attached = (part for part in message.iter_attachments() if isinstance(part, EmailMessage))
    return Letter(
        name=path.stem,
        sender=str(message.get("From", "")),
        to=_recipients(message),
        subject=str(message.get("Subject", "")),
        sent_at=_date(message),
        text=_text(body) if isinstance(body, EmailMessage) else "",
        has_html=message.get_body(("html",)) is not None,
        attachments=tuple(
            Attachment(part.get_filename() or "–", part.get_content_type(), len(part.get_payload(decode=True) or b""))
            for part in attached
        ),
    )


def _text(body: EmailMessage) -> str:
    """The text, also of a letter that names an encoding nobody knows."""
    try:
        return str(body.get_content())
    except LookupError:
        raw = body.get_payload(decode=True)
        return raw.decode(errors="replace") if isinstance(raw, bytes) else ""


def _recipients(message: EmailMessage) -> tuple[str, ...]:
    """Whom the server was told to deliver to; of older letters, whom they name."""
    headers = message.get_all("Delivered-To") or [*message.get_all("To", []), *message.get_all("Cc", [])]
    found = (address.casefold() for _name, address in getaddresses([str(header) for header in headers]) if address)
    return tuple(dict.fromkeys(found))


def _date(message: EmailMessage) -> datetime | None:
    """When it was sent; `-0000`, as our sites write it, is UTC and comes without a zone."""
    try:
        sent = parsedate_to_datetime(str(message.get("Date", "")))
    except ValueError:
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)
