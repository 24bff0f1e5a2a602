# SPDX-License-Identifier: EUPL-1.2
"""A country: 30,000 reports of 1,000 cells and 400 checks, last year's beside them, in memory and from PostgreSQL.

Processor time, for neighbours on the machine do not count; verdicts are compared with the server's program on a sample.
"""

import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.engine import text
from engine.answers import BLANK, unpack
from engine.checks import CompiledForm, Context, Period, compile_form
from engine.checks.country import Packed, Reports, compile_country
from engine.definitions import FormDefinition, load

REPORTS = 30_000
GROWTH = (3_000, 30_000, 300_000)
TILE = 4_096
PART = 1_000
SPOILT = 0.003
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class CountryCase:
    """`tiles`: packed reports, each with last year's; `violations`: how many there are in all."""

    definition: FormDefinition
    tiles: tuple[Reports, ...]
    violations: int


def country_case(reports: int = REPORTS) -> CountryCase:
    """The same reports each time; those of a smaller country are the first of a larger one."""
    definition = load(text())
    tiles = tuple(_tiles(definition, reports))
    return CountryCase(definition, tiles, judged(compile_form(definition), tiles))


def _tiles(definition: FormDefinition, reports: int) -> Iterator[Reports]:
    parts = (_part(definition, number) for number in range(-(-reports // PART)))
    pairs = [(now.tobytes(), before.tobytes()) for part in parts for now, before in zip(*part, strict=True)][:reports]
    for start in range(0, reports, TILE):
        packed, earlier = zip(*pairs[start : start + TILE], strict=True)
        yield Reports(packed, Period.year(definition.edition), {"prior:1": Packed(definition, earlier)})


def _part(definition: FormDefinition, number: int) -> tuple[Integers, Integers]:
    """Reports that agree with themselves, blank where nothing is, then spoilt in a few cells; and last year's."""
    random = np.random.default_rng(number)
    at = {address: position for position, address in enumerate(definition.addresses)}
    cells = np.ones((PART, len(at)), np.int64)
    for section in definition.sections:
        rows, columns = section.table.rows, section.table.columns
        first = at[f"{section.code}.{rows[0].code}.{columns[0].code}"]
        table = cells[:, first : first + len(rows) * len(columns)].reshape(PART, len(rows), len(columns))
        inner = random.integers(1, 500, (PART, len(rows) - 2, len(columns) - 1))
        inner[random.random(inner.shape) < 0.05] = 0
        table[:, 1:-1, 1:] = inner
        table[:, 1:-1, 0] = table[:, 1:-1, 1:].sum(2)
        table[:, 0] = table[:, 1:-1].sum(1)
        cells[:, first : first + len(rows) * len(columns)] = table.reshape(PART, -1)
    before = np.round(cells * random.uniform(0.8, 1.2, cells.shape)).astype(np.int64)
    before[random.random(cells.shape) < 0.03] = BLANK
    cells[random.random(cells.shape) < SPOILT] //= 3
    cells[cells == 0] = BLANK
    return cells, before


def judged(compiled: CompiledForm, tiles: tuple[Reports, ...]) -> int:
    """How many violations there are."""
    country = compile_country(compiled)
    return sum(found.reports.size for tile in tiles for found in country.violations(tile))


def main() -> None:
    for reports in GROWTH:
        _measure(reports)


def _measure(reports: int) -> None:
    case = country_case(reports)
    compiled = compile_form(case.definition)
    start = time.process_time()
    found = judged(compiled, case.tiles)
    spent = time.process_time() - start
    assert found == case.violations
    _compare(compiled, case.tiles[0])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{reports:7} reports in memory, packed: {spent:7.3f} s, {found} violations, {memory:.2f} GB")


def _compare(compiled: CompiledForm, tile: Reports) -> None:
    """The first hundred reports, with the server's program."""
    ours = [0] * len(tile)
    for found in compile_country(compiled).violations(tile):
        for report in found.reports.tolist():
            ours[report] += 1
    for number in range(100):
        earlier = unpack(compiled.definition, tile.others["prior:1"].sheets[number])
        sheet = unpack(compiled.definition, tile.packed[number])
        assert len(compiled.violated(sheet, Context({1: earlier}, period=tile.period))) == ours[number]


if __name__ == "__main__":
    main()
