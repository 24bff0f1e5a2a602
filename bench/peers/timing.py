# SPDX-License-Identifier: EUPL-1.2
"""Processor time of this process: neighbours on the machine do not count. Plain Python, for the drivers use it too."""

import os
import time
from collections.abc import Callable
from statistics import median


def milliseconds(work: Callable[[], object], budget: float = 0.6, runs: int = 7) -> float:
    """Median of `runs` batches of calls after a warm one; all together about `budget` seconds, or three calls.

    SSOZ_BENCH_SCALE takes a part of that time only.
    """
    budget *= float(os.environ.get("SSOZ_BENCH_SCALE", "1"))
    one = seconds(work, 1)
    if one > budget:
        return median(seconds(work, 1) for _ in range(3)) * 1000
    one = seconds(work, 1)
    times = max(1, int(budget / runs / one))
    return median(seconds(work, times) for _ in range(runs)) * 1000


def seconds(work: Callable[[], object], times: int) -> float:
    """Processor time of one call, from as many in a row."""
    start = time.process_time()
    for _ in range(times):
        work()
    return max(time.process_time() - start, 1e-7) / times


def pace() -> float:
    """Milliseconds of a loop of plain Python: how quick the machine is just now. Others on it make it half as quick."""
    return milliseconds(_thousand, 0.1)


def _thousand() -> int:
    total = 0
    for number in range(1000, 2000):
        total = total + number
    return total
