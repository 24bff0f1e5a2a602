# SPDX-License-Identifier: EUPL-1.2
"""The people file: whom one can be, as whoever prepares a demo, a test or a training wrote it."""

import json
import re
import zlib
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby
from pathlib import Path

SHOWN = 6  # people of a role on the page at once; the rest are found by search


class RosterError(Exception):
    """The people file cannot be read; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One person, and why one would want to be them."""

    sub: str
    given_name: str
    family_name: str
    pesel: str
    email: str
    role: str
    unit: str
    hint: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def phone(self) -> str:
        """A telephone number of their own, the same each time."""
        digits = re.sub(r"\D", "", self.sub) or str(zlib.crc32(self.sub.encode()))
        return f"6{digits[-8:]:0>8}"

    def matches(self, words: list[str]) -> bool:
        """Whether every word stands somewhere in what is shown."""
        shown = f"{self.name} {self.role} {self.unit} {self.hint}".casefold()
        return all(word in shown for word in words)


@dataclass(frozen=True)
class Group:
    """People in the same role; where they are many, the first of them and how many more."""

    role: str
    people: tuple[Entry, ...]
    more: int = 0


def read(path: Path) -> tuple[Entry, ...]:
    """Read the file anew when it has changed: a training changes it while the site runs."""
    try:
        stamp = path.stat()
        return _read(path, stamp.st_mtime_ns, stamp.st_size)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise RosterError(f"Nie można odczytać pliku z osobami {path}: {error}") from error


@lru_cache(maxsize=4)
def _read(path: Path, moment: int, size: int) -> tuple[Entry, ...]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Entry)}
    return tuple(Entry(**{name: value for name, value in row.items() if name in known}) for row in rows)


@lru_cache(maxsize=4)
def by_any_name(people: tuple[Entry, ...]) -> dict[str, Entry]:
    """People by sub, e-mail, telephone and PESEL."""
    return {name: entry for entry in people for name in (entry.sub, entry.email.casefold(), entry.phone, entry.pesel)}


def grouped(people: tuple[Entry, ...], search: str = "") -> list[Group]:
    """People that match the search, by role in the order of the file."""
    words = search.casefold().split()
    order = {entry.role: position for position, entry in reversed(list(enumerate(people)))}
    found = sorted((entry for entry in people if entry.matches(words)), key=lambda entry: order[entry.role])
    return [_group(role, tuple(entries)) for role, entries in groupby(found, key=lambda entry: entry.role)]


def _group(role: str, entries: tuple[Entry, ...]) -> Group:
    return Group(role, entries[:SHOWN], max(0, len(entries) - SHOWN))
