# SPDX-License-Identifier: EUPL-1.2
"""What the drivers for whole countries share: a table of reports in, the violating reports of each check out."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

Found = list[Any]
PLACE = Path(sys.argv[1])
SIZES = [int(size) for size in sys.argv[2].split(",")]


def parquet() -> str:
    return str(PLACE / "country.parquet")


def timed(work: Callable[[], object], runs: int = 3) -> dict[str, float]:
    """Median processor time of all threads, and time by the clock, in seconds; warm."""
    work()
    spent, passed = [], []
    for _ in range(runs):
        clock, start = time.perf_counter(), time.process_time()
        work()
        spent.append(time.process_time() - start)
        passed.append(time.perf_counter() - clock)
    return {"processor": median(spent), "clock": median(passed)}


def keep(name: str, found: Found) -> None:
    """The findings as pairs of check and report, for the comparison with ours."""
    np.savez(PLACE / f"{name}-country.npz", **{str(number): reports for number, reports in enumerate(found)})
