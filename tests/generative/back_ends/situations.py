# SPDX-License-Identifier: EUPL-1.2
"""Random sheets near to what checks ask: small numbers, totals that agree or miss by one, zeros, blanks."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from engine.answers import Sheet, Value
from engine.checks import Context, Period
from engine.definitions import CellSpec, FormDefinition
from tests.generative.back_ends.forms import CODES

PERIOD = Period(date(2025, 1, 1), date(2025, 3, 31))
LARGE = (10**9, -(10**11), 2**53 - 1, 2**53 + 1, 10**16 + 7, -(2**60) + 1)
TEXTS = ("4500", "KOD-DŁUGI-1", "a", "Bardzo długi opis", "niepotrzebne")


@dataclass(frozen=True)
class Situation:
    sheet: Sheet
    context: Context


class Situations:
    def __init__(self, random: Random, definition: FormDefinition) -> None:
        self.random = random
        self.definition = definition

    def one(self) -> Situation:
        prior = {back: self.sheet() for back in (1, 2) if self.random.random() < 0.7}
        forms = {"X": self.sheet()} if self.random.random() < 0.7 else {}
        unit = {name: value for name, value in {"teryt": "4500", "beds": 3}.items() if self.random.random() < 0.7}
        return Situation(self.sheet(), Context(prior, forms, unit, PERIOD))

    def sheet(self) -> Sheet:
        filled = self.random.choice((0.5, 0.8, 0.95, 1))
        wide = self.random.random() < 0.08
        rows = {section: self._rows() for section in self.definition.added}
        cells: dict[str, Value] = {}
        for address, spec in self.definition.cells.items():
            if spec.entered and self.random.random() < filled:
                cells[address] = self._value(spec, wide)
        for section, columns in self.definition.added.items():
            for row in rows[section]:
                for column, spec in columns.items():
                    if spec.entered and self.random.random() < filled:
                        cells[f"{section}.{row}.{column}"] = self._value(spec, wide)
        self._balance(cells)
        return Sheet(cells, {section: ids for section, ids in rows.items() if ids or self.random.random() < 0.5})

    def _rows(self) -> tuple[str, ...]:
        return tuple(f"r{number}" for number in self.random.sample(range(1, 9), self.random.choice((0, 1, 2, 2, 4))))

    def _value(self, spec: CellSpec, wide: bool) -> Value:
        kind = spec.type.kind
        if kind == "bool":
            return self.random.randint(0, 1)
        if kind == "date":
            return (date(2024, 2, 28) + timedelta(days=self.random.choice((0, 1, 2, 366, 367, 368)))).isoformat()
        if kind == "code":
            return self.random.choice(tuple(CODES))
        if kind == "text":
            return self.random.choice(TEXTS)
        if wide and self.random.random() < 0.2:
            return self.random.choice(LARGE)
        small = self.random.choice((0, 0, 1, 1, 2, 3, 5, 10, self.random.randint(-20, 30)))
        return small * 10 ** self.random.choice((0, spec.type.scale))

    def _balance(self, cells: dict[str, Value]) -> None:
        """The first row is the sum of the others, or misses it by one."""
        for section in self.definition.sections:
            first, *rest = section.table.rows or [None]
            if first is None or not rest or self.random.random() < 0.5:
                continue
            for column in section.table.columns:
                spec = self.definition.cells[f"{section.code}.{first.code}.{column.code}"]
                parts = [cells.get(f"{section.code}.{row.code}.{column.code}") for row in rest]
                numbers = [part for part in parts if isinstance(part, int)]
                if spec.entered and spec.type.numeric and numbers:
                    cells[spec.address] = sum(numbers) + self.random.choice((0, 0, 0, 1, -1))
