# SPDX-License-Identifier: EUPL-1.2
"""The generated program says what the reference interpreter says: for every expression, on every sheet."""

import os
from collections.abc import Iterator
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.answers import Sheet
from engine.checks import CompiledForm, Context, check_reference
from engine.checks.examples import places
from engine.checks.world import World
from tests.generative.expressions import Expressions, Sheets, with_checks

MORE = int(os.environ.get("SSOZ_FUZZ", "1"))  # SSOZ_FUZZ=10: a million verdicts


def random_checks(random: Random, count: int) -> list[tuple[str, str]]:
    """Each expression twice: as it is, to be found certainly false, and denied, to be found certainly true."""
    checks = []
    for _ in range(count):
        loop = random.random() < 0.4
        text = Expressions(random, loop).condition(3)
        foreach = "r in d2.rows" if loop else ""
        checks += [(foreach, text), (foreach, f"not ({text})")]
    return checks


def differences(compiled: CompiledForm, sheet: Sheet, context: Context) -> Iterator[str]:
    """Where the two disagree, and one empty text for each verdict they agree on."""
    computed = compiled.compute(sheet, context.period)
    world = World(compiled.definition, computed, context, context.period)
    found = set(compiled.violated(sheet, context))
    for instance in compiled.instances:
        for rows in places(world, instance):
            key = instance.key(rows)
            expected = check_reference(instance.tree, world, rows)
            agree = (key in found) == (expected is False)
            yield "" if agree else f"{key}: {instance.check.check} — wzorzec {expected} na {sheet} {context}"


def test_the_program_agrees_with_the_reference_in_bulk() -> None:
    random = Random(2025)
    verdicts = 0
    for _ in range(4 * MORE):
        compiled = CompiledForm(with_checks(random_checks(random, 100)), {})
        sheets = Sheets(random)
        for _ in range(85):
            for difference in differences(compiled, sheets.sheet(), sheets.context()):
                assert not difference
                verdicts += 1
    assert verdicts >= 100_000 * MORE


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.randoms(use_true_random=False))
def test_the_program_agrees_with_the_reference_shrunk(random: Random) -> None:
    compiled = CompiledForm(with_checks(random_checks(random, 2)), {})
    sheets = Sheets(random)
    for _ in range(3):
        sheet, context = sheets.sheet(), sheets.context()
        assert not list(filter(None, differences(compiled, sheet, context)))
        assert all(finding.message for finding in compiled.verify(sheet, context))
