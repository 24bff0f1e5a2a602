# SPDX-License-Identifier: EUPL-1.2
"""Where the bytes lie: a folder for what waits, one for what is safe, one for what the system printed itself."""

from typing import IO
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage

CHUNK = 64 * 1024


def waiting(public_id: UUID) -> str:
    return f"quarantine/{public_id}"


def safe(public_id: UUID) -> str:
    return f"attachments/{public_id}"


def paper(collection: UUID) -> str:
    return f"papers/{collection}"


def put(place: str, content: IO[bytes]) -> None:
    """Write under exactly this name; what was there before is replaced."""
    default_storage.delete(place)
    content.seek(0)
    default_storage.save(place, File(content))


def fetch(place: str) -> IO[bytes]:
    return default_storage.open(place, "rb")


def holds(place: str) -> bool:
    return bool(default_storage.exists(place))


def drop(*places: str) -> None:
    for place in places:
        default_storage.delete(place)
