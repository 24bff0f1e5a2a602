# SPDX-License-Identifier: EUPL-1.2
"""Four back ends say what the reference says: over random forms, checks and answers, a million verdicts in every run.

Cut into parts with numbers of their own, for processes beside each other; the same numbers draw the same forms. With
SSOZ_FUZZ=10 ten times as much. A difference is shown as the smallest form, check and answers that differ.
"""

import os
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from engine.checks import lowered, reference, writing
from engine.checks.country import runtime
from engine.definitions import load
from tests.generative.back_ends.forms import CODES
from tests.generative.back_ends.fuzzing import tried
from tests.generative.back_ends.judging import BACK_ENDS, SCRIPT, by_browser
from tests.generative.expressions import Expressions

MORE = float(os.environ.get("SSOZ_FUZZ", "1"))
PARTS = 16
EACH = 63_000  # × 16: a million


def random_checks(random: Random, count: int) -> list[tuple[str, str]]:
    """For the form of expressions.py. Each expression twice: as it is, to be found certainly false, and denied."""
    checks = []
    for _ in range(count):
        loop = random.random() < 0.4
        text = Expressions(random, loop).condition(3)
        foreach = "r in d2.rows" if loop else ""
        checks += [(foreach, text), (foreach, f"not ({text})")]
    return checks


@pytest.mark.parametrize("part", range(PARTS))
def test_all_say_what_the_reference_says(part: int) -> None:
    """Each three-valued verdict is compared twice, by a check and by its denial."""
    random = Random(2025 + part)
    counted: Counter[bool | None] = Counter()
    while 2 * sum(counted.values()) < EACH * MORE:
        counted += tried(random)
    sys.stdout.write(f"part {part}: {2 * counted.total()} verdicts, {dict(counted)}\n")
    assert all(counted[verdict] > 0.1 * counted.total() for verdict in (True, False, None)), counted


@pytest.mark.parametrize("seed", range(6))
def test_a_small_form_is_judged_alike(seed: int) -> None:
    tried(Random(seed), {name: BACK_ENDS[name] for name in ("server", "country")}, 20)


# a fault in any of them is found, and told by a small case

AT_EQUALITY = {"<": ">", "<=": ">", ">": "<", ">=": "<"}


def told(back_end: str, most: int = 60) -> str:
    """What is said of a back end that is wrong."""
    random = Random(1)
    for _ in range(most):
        try:
            tried(random, {back_end: BACK_ENDS[back_end]}, 25)
        except AssertionError as error:
            return str(error)
    raise LookupError(back_end)


def shown(message: str) -> tuple[str, Any]:
    """The check of the smallest case, and its answers; both are read back from what was printed."""
    form, _, answers = message.partition(":\n")[2].partition("# answers:")
    checks = load(form, code_lists={"kody": CODES}).checks
    commented = "answers:" + answers
    return checks[0].check, yaml.safe_load("\n".join(line.removeprefix("# ") for line in commented.splitlines()))


def test_a_fault_of_the_server_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "OPPOSITE", AT_EQUALITY)
    check, answers = shown(told("server"))
    assert len(check) < 30
    assert sum(len(sheet["cells"]) for sheet in (answers["answers"], *answers["prior"].values())) <= 2


def test_a_fault_of_the_country_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "OPPOSITE", AT_EQUALITY)
    assert len(shown(told("country"))[0]) < 30


def test_a_fault_in_what_the_browser_is_given_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lowered, "OPPOSITE", {**lowered.OPPOSITE, "<": ">"})
    assert len(shown(told("browser"))[0]) < 40


def test_a_fault_of_the_browsers_script_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    right = SCRIPT.read_text(encoding="utf-8")
    spoilt = tmp_path / "checks.mjs"
    spoilt.write_text(right.replace("a <= b", "a < b"), encoding="utf-8")
    assert spoilt.read_text(encoding="utf-8") != right
    monkeypatch.setitem(BACK_ENDS, "browser", lambda compiled, asked: by_browser(compiled, asked, spoilt))
    assert "browser różni się od wzorca" in told("browser")


def test_a_fault_of_the_reference_is_found_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reference.AGGREGATE, "max", min)
    assert all("max(" in shown(told(name))[0] for name in ("server", "country"))


def test_a_fault_with_blanks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "nvl", lambda x, y: x)
    assert "nvl(" in shown(told("country"))[0]
