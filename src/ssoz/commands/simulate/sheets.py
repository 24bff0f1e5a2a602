# SPDX-License-Identifier: EUPL-1.2
"""Totals of an area divided over its units: rows dealt out, cells split, sheets put together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.answers import Sheet, Value
from engine.definitions import FormDefinition
from engine.editing.linear import Constraint
from engine.editing.splitting import Indivisible, Limits, System, split
from engine.editing.whole import UNLIMITED, Numbers, Reals
from ssoz.commands.simulate.classes import Prepared, RowKind, SimulationError
from ssoz.commands.simulate.plan import COUNT, Crew, of_rows

SPREAD = 0.8  # of the logarithm of units' sizes


@dataclass
class Draft:
    """A report on its way: the class it belongs to, its rows as (kind, values)."""

    prepared: Prepared
    weight: float
    rows: list[tuple[RowKind, dict[str, int]]] = field(default_factory=list)
    cells: dict[str, int] = field(default_factory=dict)

    def sums(self) -> dict[str, int]:
        """Values of rows added up, as the constraints on whole reports name them."""
        found: Counter[str] = Counter()
        for kind, values in self.rows:
            for column, value in values.items():
                found[f"{kind.section}.+.{column}"] += value
        return dict(found)


class Divider:
    """Divides totals of one form; systems of constraints are made once for each class and kind."""

    def __init__(self, definition: FormDefinition, random: np.random.Generator) -> None:
        self.definition = definition
        self.random = random
        self._systems: dict[tuple[str, str], System] = {}

    def sheets(self, crew: Crew, totals: Mapping[str, int]) -> Iterator[Sheet]:
        """As many sheets as the crew has units; together they are the totals."""
        weights = self.random.lognormal(0.0, SPREAD, crew.number)
        drafts = [Draft(crew.prepared, float(weight)) for weight in weights]
        try:
            for section in crew.prepared.columns:
                self._deal(crew, section, totals, drafts)
            self._fill(crew, totals, drafts)
        except Indivisible as error:
            raise SimulationError(f"jednostki „{crew.name}”: sum nie da się podzielić ({error})") from None
        return (self._sheet(draft) for draft in drafts)

    # added rows

    def _deal(self, crew: Crew, section: str, totals: Mapping[str, int], drafts: list[Draft]) -> None:
        hands: list[list[RowKind]] = [[] for _ in drafts]
        kinds = [kind for kind in crew.prepared.kinds if kind.section == section]
        numbers = {kind: totals[f"{crew.name}|{kind.name}|{section}.{COUNT}"] for kind in kinds}
        for kind in sorted(kinds, key=lambda kind: -numbers[kind]):
            for place in self._places(numbers[kind], drafts):
                hands[place].append(kind)
        dynamic = self.definition.section(section).table.dynamic
        _even_out(hands, dynamic.min if dynamic else 0, dynamic.max if dynamic else 0)
        for kind in kinds:
            owners = [index for index, hand in enumerate(hands) for held in hand if held == kind]
            parts = self._row_values(crew, kind, totals, [drafts[index].weight for index in owners])
            for index, part in zip(owners, parts, strict=True):
                drafts[index].rows.append((kind, part))

    def _places(self, number: int, drafts: Sequence[Draft]) -> list[int]:
        """Whole rounds over everybody, then the bigger units sooner than the smaller ones."""
        rounds, rest = divmod(number, len(drafts)) if drafts else (0, 0)
        weights = np.array([draft.weight for draft in drafts])
        chosen = self.random.choice(len(drafts), size=rest, replace=False, p=weights / weights.sum())
        return [*(index for _ in range(rounds) for index in range(len(drafts))), *map(int, chosen)]

    def _row_values(
        self, crew: Crew, kind: RowKind, totals: Mapping[str, int], weights: Sequence[float]
    ) -> list[dict[str, int]]:
        codes = [spec.column.code for spec in crew.prepared.columns[kind.section]]
        names = [f"{kind.section}.$.{code}" for code in codes]
        system = self._system(crew.name, kind.name, names, of_rows(crew.prepared, kind))
        total = np.array([totals[f"{crew.name}|{kind.name}|{name}"] for name in names], dtype=np.int64)
        if not weights:
            return []
        noise = self.random.lognormal(0.0, 0.3, len(weights))
        parts = split(system, total, np.sqrt(np.array(weights)) * noise, self.random)
        return [dict(zip(codes, map(int, part), strict=True)) for part in parts]

    # fixed cells

    def _fill(self, crew: Crew, totals: Mapping[str, int], drafts: list[Draft]) -> None:
        specs = crew.prepared.variables
        names = [spec.address for spec in specs]
        fixed = [item for item in crew.prepared.constraints if any(name in set(names) for name, _ in item.factors)]
        system = self._system(crew.name, "", names, fixed)
        total = np.array([totals[f"{crew.name}|{name}"] for name in names], dtype=np.int64)
        limits = [crew.prepared.unit.limit(name) or (0, UNLIMITED) for name in names]
        bounds = Limits(
            np.array([low for low, _ in limits], dtype=np.int64), np.array([high for _, high in limits], dtype=np.int64)
        )
        weights: Reals = np.array([draft.weight for draft in drafts])
        parts: list[Numbers] = split(system, total, weights, self.random, [draft.sums() for draft in drafts], bounds)
        for draft, part in zip(drafts, parts, strict=True):
            draft.cells = dict(zip(names, map(int, part), strict=True))

    def _system(self, crew: str, kind: str, names: Sequence[str], constraints: Sequence[Constraint]) -> System:
        if (crew, kind) not in self._systems:
            self._systems[crew, kind] = System(names, constraints)
        return self._systems[crew, kind]

    # sheets

    def _sheet(self, draft: Draft) -> Sheet:
        """Zeros that nobody asks for stay blank, as people leave them."""
        required = set(self.definition.required)
        cells: dict[str, Value] = dict(draft.prepared.known)
        cells |= {name: value for name, value in draft.cells.items() if value or name in required}
        rows: dict[str, tuple[str, ...]] = dict.fromkeys(self.definition.added, ())
        turns: dict[RowKind, int] = {}
        for kind, values in draft.rows:
            row = f"r{len(rows[kind.section]) + 1}"
            rows[kind.section] = (*rows[kind.section], row)
            prefix = f"{kind.section}.{row}."
            given = dict(draft.prepared.row_known[kind.section])
            dynamic = self.definition.section(kind.section).table.dynamic
            if dynamic is not None:
                given[dynamic.key.code] = self._code(kind, turns)
            cells |= {prefix + code: value for code, value in given.items()}
            cells |= {prefix + code: value for code, value in values.items() if value or self._asked(kind, code)}
        return Sheet(cells, rows)

    def _asked(self, kind: RowKind, column: str) -> bool:
        return self.definition.added[kind.section][column].required

    def _code(self, kind: RowKind, turns: dict[RowKind, int]) -> str:
        """Codes of a kind take turns, so that a report seldom repeats one."""
        turns[kind] = turns[kind] + 1 if kind in turns else int(self.random.integers(len(kind.codes)))
        return kind.codes[turns[kind] % len(kind.codes)]


def _even_out(hands: list[list[RowKind]], least: int, most: int) -> None:
    """Whoever has too few rows gets some of whoever has most; nobody keeps too many."""
    for hand in hands:
        while len(hand) < least or max(map(len, hands)) > most:
            fullest = max(hands, key=len)
            poorest = hand if len(hand) < least else min(hands, key=len)
            if len(fullest) - len(poorest) < 1 or fullest is poorest:
                break
            poorest.append(fullest.pop())
