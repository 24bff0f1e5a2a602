# SPDX-License-Identifier: EUPL-1.2
"""The national data set: 60,000 reports of 200 cells (12 million values) by voivodeship, from Parquet.

Sums of 40 cells, ratios and counts with conditions, as an output table asks for them. Wall and processor time.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from engine.definitions import FormDefinition, load
from engine.tabulation import BoundTable, bind, load_table, tabulate

REPORTS, ROWS, COLUMNS, MEASURES = 60_000, 29, 7, 40
AREAS = [f"{number:02d}" for number in range(2, 33, 2)]


def form() -> FormDefinition:
    columns = ", ".join(f"{{code: k{c}, title: K}}" for c in range(1, COLUMNS + 1))
    rows = ", ".join(f"{{code: w{r:02d}, title: W}}" for r in range(1, ROWS + 1))
    section = f"- code: d1\n  title: D\n  table: {{columns: [{columns}], rows: [{rows}]}}"
    return load(f"form: BENCH\nedition: 2025\ntitle: Pomiar\nsections:\n{section}", path="bench")


def table(definition: FormDefinition) -> BoundTable:
    addresses = [address.split(".")[1:] for address in definition.addresses[:MEASURES]]
    columns = [f"- {{code: m{n}, title: M, value: 'sum(d1[{r},{c}])'}}" for n, (r, c) in enumerate(addresses)]
    columns += ["- {code: ratio, title: R, value: m0 / m1 * 100}"]
    columns += ["- {code: big, title: N, value: 'reports(where d1[w01,k1] > 900)'}"]
    head = "table: bench\ntitle: Pomiar\nform: BENCH\nsource: Pomiar\ncolumns:\n"
    return bind(load_table(head + "\n".join(columns), "bench"), definition, {})


def write(definition: FormDefinition, path: Path) -> None:
    random = np.random.default_rng(1)
    columns: dict[str, object] = {"report": np.char.add("r", np.arange(REPORTS).astype(str)).tolist()}
    columns["voivodeship"] = random.choice(AREAS, REPORTS).tolist()
    for address in definition.addresses:
        columns[address] = random.integers(0, 1000, REPORTS)
    pq.write_table(pa.table(columns), path, compression="zstd")


def timed(what: str, work: Callable[[], object]) -> None:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"  {what:<58} {wall:7.2f} s   procesor {processor:6.2f} s")


def main() -> None:
    definition = form()
    bound = table(definition)
    print(f"  {REPORTS * len(definition.addresses) / 1e6:.1f} mln wartości, {MEASURES + 2} miar, 16 województw i kraj")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.parquet"
        timed("zapis Parquet", lambda: write(definition, path))
        print(f"  plik: {path.stat().st_size / 1e6:.1f} MB")
        connection = ibis.duckdb.connect()
        sources = {"facts": connection.read_parquet(path)}
        timed("tablica, pierwszy raz (z przygotowaniem silnika)", lambda: tabulate(bound, sources, AREAS, {}))
        timed("tablica, następny raz", lambda: tabulate(bound, sources, AREAS, {}))
        sums = ", ".join(f'sum("{address}")' for address in definition.addresses)
        query = f"select voivodeship, {sums} from '{path}' group by 1"
        timed("sam DuckDB: sumy wszystkich pól", lambda: connection.raw_sql(query).fetchall())
