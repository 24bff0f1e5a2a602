# SPDX-License-Identifier: EUPL-1.2
"""All reports of a country at once: ours on the packed answers of bench/country.py, the same as a table for peers."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from bench.country import country_case
from bench.peers.case import Case
from bench.peers.ours import limit
from bench.peers.results import OURS, Results
from bench.peers.timing import pace
from engine.answers import BLANK, Block
from engine.checks import compile_form
from engine.checks.country import CountryForm, Reports, compile_country
from engine.checks.country.tiles import Tile
from engine.definitions import FormDefinition

Integers = npt.NDArray[np.int64]


def measure(results: Results, case: Case, sizes: Sequence[int], base: int, place: Path) -> list[Integers]:
    """Figures of ours; the findings on the `base` country, which is written as a table too."""
    whole = country_case(base)
    form = compile_country(compile_form(whole.definition))
    now, last = (
        np.vstack(matrices)
        for matrices in zip(*(_matrices(whole.definition, tile) for tile in whole.tiles), strict=True)
    )
    table(case, now, last, place / "country.parquet")
    results.put(f"country {base}", "memory bandwidth", limit(now))
    spent, passed = timed(lambda: findings(form, map(form.tile, whole.tiles)))
    results.put(f"stored {base}", OURS, spent)
    results.put(f"stored {base}, clock", OURS, passed)
    for size in sizes:
        reports = whole.tiles if size >= base else country_case(size).tiles
        tiles = [form.tile(part) for part in reports] * max(1, size // base)
        spent, passed = timed(partial(findings, form, tiles), 3 if size <= base else 1)
        results.put(f"country {size}", OURS, spent)
        results.put(f"country {size}, clock", OURS, passed)
        if size == base:
            results.put("pace, country", OURS, pace())
    return findings(form, map(form.tile, whole.tiles))


def findings(form: CountryForm, tiles: Iterable[Tile]) -> list[Integers]:
    """For each check the reports that violate it, in order."""
    found: list[list[Integers]] = [[] for _ in form.places]
    before = 0
    for tile in tiles:
        for violated in form.judged(tile):
            found[violated.place].append(violated.reports + before)
        before += tile.size
    return [np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64) for parts in found]


def timed(work: Callable[[], object], runs: int = 3) -> tuple[float, float]:
    """Median seconds of processor and clock, warm."""
    work()
    spent, passed = [], []
    for _ in range(runs):
        clock, start = time.perf_counter(), time.process_time()
        work()
        spent.append(time.process_time() - start)
        passed.append(time.perf_counter() - clock)
    return median(spent), median(passed)


def _matrices(definition: FormDefinition, tile: Reports) -> Iterator[Integers]:
    for sheets in (tile.packed, tile.others["prior:1"].sheets):
        yield Block(definition, sheets).fixed


def table(case: Case, now: Integers, last: Integers, path: Path) -> None:
    """The country as Parquet: a column a cell, null for blank, and those cells of last year that checks read."""
    numbers = {name: number for number, name in enumerate(case.cells)}
    columns = {name: now[:, number] for name, number in numbers.items()}
    columns |= {name: last[:, numbers[name.removeprefix("p_")]] for name in case.before}
    arrays = [pa.array(np.ascontiguousarray(column), mask=column == BLANK) for column in columns.values()]
    pq.write_table(pa.table(arrays, names=list(columns)), path, compression="none", use_dictionary=False)
