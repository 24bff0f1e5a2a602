# SPDX-License-Identifier: EUPL-1.2
"""The differential fuzz of the tests for a while: the generated program against the reference interpreter."""

import time
from random import Random

from tests.generative.expressions import Sheets, with_checks
from tests.generative.test_back_ends import differences, random_checks

from bench.peers.results import OURS, Results
from engine.checks import CompiledForm


def measure(results: Results, seconds: float) -> None:
    random, verdicts, different = Random(64), 0, 0
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        compiled = CompiledForm(with_checks(random_checks(random, 100)), {})
        sheets = Sheets(random)
        for _ in range(85 if seconds > 1 else 1):
            told = list(differences(compiled, sheets.sheet(), sheets.context()))
            verdicts += len(told)
            different += sum(map(bool, told))
    results.put("fuzz", OURS, verdicts / spent)
    results.put("fuzz differences", OURS, different)
