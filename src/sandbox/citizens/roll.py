# SPDX-License-Identifier: EUPL-1.2
"""The citizens file: whom the sandbox knows from the first day."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path


class RollError(Exception):
    """The citizens file cannot be read; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One citizen; without a user name they have no trusted profile yet."""

    pesel: str
    given_name: str
    family_name: str
    birth_date: date
    phone: str
    email: str
    card_pin: str
    user_name: str = ""
    password: str = ""


def read(path: Path) -> tuple[Entry, ...]:
    """Read the file, whole or not at all."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise RollError(f"Nie można odczytać pliku z obywatelami {path}: {error}") from error


@lru_cache(maxsize=4)
def _read(path: Path, moment: int) -> tuple[Entry, ...]:
    return tuple(_entry(row) for row in json.loads(path.read_text(encoding="utf-8")))


def _entry(row: dict[str, str]) -> Entry:
    row = {name: value for name, value in row.items() if name != "hint"}
    return Entry(**{**row, "birth_date": date.fromisoformat(row["birth_date"])})  # type: ignore[arg-type]  # the rest is text
