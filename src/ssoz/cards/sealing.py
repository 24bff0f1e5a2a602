# SPDX-License-Identifier: EUPL-1.2
"""A card at rest: everything said about the patient is one encrypted text, found again by keyed hashes only.

The text is bound to its card: moved to the row of another one it cannot be read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.conf import settings
from pydantic_core import from_json

from engine.answers import Sheet
from shared.encryption import Keyring, lookup_hash
from ssoz.cards.fields import ADMITTED, BORN, GIVEN, KIND, NAME, NUMBER, SEX, SURNAME, UNKNOWN

CONTEXT = "cards_card.sealed"
PLAIN = str.maketrans("ĄĆĘŁŃÓŚŹŻ", "ACELNOSZZ")
Given = Mapping[str, Any]  # what a warning was answered with: code, text, values, by, at


@dataclass(frozen=True)
class Content:
    """What is encrypted: the sheet without kind and number, and the explanations of its warnings."""

    sheet: Sheet
    explained: Mapping[str, Given] = field(default_factory=dict)

    def with_sheet(self, sheet: Sheet) -> "Content":
        return replace(self, sheet=Sheet({k: v for k, v in sheet.cells.items() if k not in GIVEN}, sheet.rows))

    def whole(self, kind: str, number: int | None) -> Sheet:
        """The sheet as the form asks for it."""
        return self.sheet.with_cells({KIND: kind or None, NUMBER: number})

    @property
    def text(self) -> str:
        stored: dict[str, Any] = self.sheet.to_json()
        if self.explained:
            stored["explained"] = dict(self.explained)
        return json.dumps(stored, ensure_ascii=False, separators=(",", ":"))


def ring() -> Keyring:
    return _ring(settings.ENCRYPTION_KEYS)


@lru_cache(maxsize=4)
def _ring(keys: str) -> Keyring:
    return Keyring.parse(keys)


def seal(public_id: UUID, content: Content) -> str:
    return sealed_text(public_id, content.text)


def sealed_text(public_id: UUID, text: str) -> str:
    return ring().encrypt(text, context=f"{CONTEXT}:{public_id}")


def opened_text(public_id: UUID, sealed: str) -> str:
    return ring().decrypt(sealed, context=f"{CONTEXT}:{public_id}")


def opened(public_id: UUID, sealed: str) -> Content:
    stored = from_json(opened_text(public_id, sealed))
    return Content(Sheet.from_json(stored), stored.get("explained", {}))


def keyed(purpose: str, *parts: object) -> str:
    """A hash that only whoever holds the key can make; a plain one of so few possibilities could be tried out."""
    return lookup_hash("|".join((purpose, *map(str, parts))), settings.LOOKUP_KEY)


def digest_of(content: Content) -> str:
    return keyed("card", content.text)


def duplicate_key(unit_id: int, sheet: Sheet) -> str:
    """Equal for cards of the same stay: unit, letters, sex, birth, admission. Blank where the patient is unknown."""
    who = _who(sheet)
    return keyed("stay", unit_id, *who, sheet.cells.get(ADMITTED, "")) if who else ""


def pseudonym(sheet: Sheet) -> str:
    """Equal for cards of the same patient, wherever they were: what statistics know them by."""
    who = _who(sheet)
    return keyed("patient", *who) if who else ""


def capitals(letters: str) -> str:
    """As the form wants them, and as they stand on a card that may be closed: large, without Polish signs."""
    return letters.upper().translate(PLAIN)


def _who(sheet: Sheet) -> tuple[object, ...]:
    get = sheet.cells.get
    letters = (capitals(str(get(SURNAME, UNKNOWN))), capitals(str(get(NAME, UNKNOWN))))
    if letters == (UNKNOWN, UNKNOWN) and get(BORN) is None:
        return ()
    return (*letters, get(SEX, ""), get(BORN, ""))
