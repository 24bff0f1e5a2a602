# SPDX-License-Identifier: EUPL-1.2
"""duckdb: a column a cell, all checks in one query over a table in memory."""

from functools import partial
from typing import Any

import duckdb
import numpy as np

from bench.peers.drivers.asking import read, tell
from bench.peers.drivers.tables import SIZES, Found, keep, parquet, timed


def check(base: Any, checks: int) -> Found:
    columns = base.execute("EXECUTE checks").fetchnumpy()
    return [np.flatnonzero(columns[f"R{number}"]) for number in range(checks)]


def main() -> None:
    rules = read("duckdb")
    base = duckdb.connect(config={"preserve_insertion_order": True})
    query = (
        "SELECT " + ", ".join(f"({rule}) IS FALSE AS R{number}" for number, rule in enumerate(rules)) + " FROM reports"
    )
    base.execute(f"CREATE TABLE country AS SELECT * FROM read_parquet('{parquet()}')")
    (whole,) = base.execute("SELECT count(*) FROM country").fetchone()
    taken = {}
    for size in SIZES:
        base.execute(f"CREATE OR REPLACE TABLE reports AS SELECT * FROM country LIMIT {min(size, whole)}")
        for _ in range(size // whole - 1):
            base.execute("INSERT INTO reports SELECT * FROM country")
        base.execute(f"PREPARE checks AS {query}")
        taken[size] = timed(partial(check, base, len(rules)), 3 if size <= whole else 1)
        if size == whole:
            keep("duckdb", check(base, len(rules)))
    base.execute("DROP TABLE reports")

    def stored() -> None:
        base.execute(f"CREATE OR REPLACE TABLE reports AS SELECT * FROM read_parquet('{parquet()}')")
        check(base, len(rules))

    stored()
    tell(version=duckdb.__version__, country=taken, stored={whole: timed(stored)})


if __name__ == "__main__":
    main()
