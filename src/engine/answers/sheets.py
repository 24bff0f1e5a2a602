# SPDX-License-Identifier: EUPL-1.2
"""The sheet itself."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from json import JSONDecoder
from typing import Any, Self

from pydantic_core import from_json

from engine.definitions import canonical

Value = int | str


class Decoder(JSONDecoder):
    """Reads the JSON of a sheet in half the time the standard library takes."""

    def decode(self, s: str, *_: Any) -> Any:
        return from_json(s)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells by address and added rows by section. Never changed in place."""

    cells: Mapping[str, Value]
    rows: Mapping[str, tuple[str, ...]]

    @classmethod
    def empty(cls) -> Self:
        return cls({}, {})

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored.get("cells", {}), {section: tuple(rows) for section, rows in stored.get("rows", {}).items()})

    @classmethod
    def loads(cls, text: str | bytes) -> Self:
        return cls.from_json(from_json(text))

    def to_json(self) -> dict[str, Any]:
        return {"cells": dict(self.cells), "rows": {section: list(rows) for section, rows in self.rows.items()}}

    def with_cells(self, changed: Mapping[str, Value | None]) -> "Sheet":
        """The sheet with some cells set, None makes one blank."""
        cells = dict(self.cells)
        for address, value in changed.items():
            if value is None:
                cells.pop(address, None)
            else:
                cells[address] = value
        return Sheet(cells, self.rows)

    def added(self, section: str) -> tuple[str, ...]:
        """Ids of a section's added rows, in order."""
        return self.rows.get(section, ())


@dataclass(frozen=True, slots=True)
class Difference:
    address: str
    was: Value | None
    now: Value | None


def written(sheet: Sheet) -> bytes:
    """The sheet as JSON in one spelling: what is stored and what its digest is of."""
    return canonical(sheet.to_json())


def digest(sheet: Sheet) -> str:
    return digest_of(written(sheet))


def digest_of(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def difference(a: Sheet, b: Sheet) -> tuple[Difference, ...]:
    """Cells that are not the same, in the order of their addresses."""
    changed = [address for address in a.cells.keys() | b.cells.keys() if a.cells.get(address) != b.cells.get(address)]
    return tuple(Difference(address, a.cells.get(address), b.cells.get(address)) for address in sorted(changed))
