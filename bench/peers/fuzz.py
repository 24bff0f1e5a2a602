# SPDX-License-Identifier: EUPL-1.2
"""The differential fuzz of the tests for a while: server, country and browser against the reference interpreter."""

import os
from collections import Counter
from random import Random

from tests.generative.back_ends.fuzzing import tried

from bench.peers.results import OURS, Results


def measure(results: Results, seconds: float) -> None:
    """A verdict is a check or its denial on one report, told by all; each round tries a new form."""
    random = Random(64)
    counted: Counter[bool | None] = Counter()
    different, start, spent = 0, _spent(), 0.0
    while spent < seconds:
        try:
            counted += tried(random, count=60 if seconds > 1 else 5)
        except AssertionError:
            different += 1
        spent = _spent() - start
    results.put("fuzz", OURS, 2 * counted.total() / spent)
    results.put("fuzz differences", OURS, different)


def _spent() -> float:
    """Processor time, Node's included."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
