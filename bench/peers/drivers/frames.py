# SPDX-License-Identifier: EUPL-1.2
"""polars: a column a cell, all checks in one select of expressions."""

from functools import partial
from typing import Any

import numpy as np
import polars as pl

from bench.peers.drivers.asking import read, tell
from bench.peers.drivers.tables import SIZES, Found, keep, parquet, timed


def total(*cells: pl.Expr) -> pl.Expr:
    """The sum of what is filled; of blanks only, blank."""
    added = cells[0].fill_null(0)
    for cell in cells[1:]:
        added = added + cell.fill_null(0)
    return pl.when(pl.all_horizontal(*(cell.is_null() for cell in cells))).then(None).otherwise(added)


def check(frame: pl.DataFrame, expressions: list[pl.Expr]) -> Found:
    violated = frame.lazy().select(expressions).collect()
    return [np.flatnonzero(column.to_numpy()) for column in violated.iter_columns()]


def main() -> None:
    names: dict[str, Any] = {"cell": pl.col, "total": total}
    rules = [eval(source, names) for source in read("polars")]
    expressions = [(~rule).fill_null(False).alias(f"R{number}") for number, rule in enumerate(rules)]
    country = pl.read_parquet(parquet())
    taken = {}
    for size in SIZES:
        more = max(1, size // len(country))
        frame = pl.concat([country] * more, rechunk=True) if more > 1 else country.head(size)
        taken[size] = timed(partial(check, frame, expressions), 3 if more == 1 else 1)
        if size == len(country):
            keep("polars", check(frame, expressions))
    stored = timed(lambda: check(pl.read_parquet(parquet()), expressions))
    tell(version=pl.__version__, country=taken, stored={len(country): stored})


if __name__ == "__main__":
    main()
